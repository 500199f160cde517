import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

interface Router {
  readonly rule: string
  readonly entryPoints: readonly string[]
  readonly middlewares: readonly string[]
  readonly service: string
  readonly tls?: { readonly certResolver: string }
}

const install = parse(readFileSync('deploy/traefik/traefik.yml', 'utf8'))
const routing = parse(readFileSync('deploy/traefik/dynamic.yml', 'utf8'))
const compose = parse(readFileSync('deploy/docker-compose.yml', 'utf8'), { merge: true })
const routers: Readonly<Record<string, Router>> = routing.http.routers

describe('the configuration of traefik', () => {
  test.each(Object.entries(routers))('router %s uses only what is defined', (_name, router) => {
    for (const name of router.entryPoints) expect(install.entryPoints).toHaveProperty(name)
    for (const name of router.middlewares) expect(routing.http.middlewares).toHaveProperty(name)
    if (router.tls) expect(install.certificatesResolvers).toHaveProperty(router.tls.certResolver)
    if (!router.service.endsWith('@internal')) expect(routing.http.services).toHaveProperty(router.service)
  })

  test('serves everything over https, and only redirects http', () => {
    for (const router of Object.values(routers)) {
      if (router.tls) expect(router.entryPoints).toEqual(['websecure'])
      else expect(router).toMatchObject({ middlewares: ['to-https'], service: 'noop@internal' })
    }
    expect(routers.application?.tls).toBeDefined()
  })

  test('does not redirect the API, because clients would send their tokens in clear text', () => {
    expect(routers['to-https']?.rule).toContain('!PathPrefix(`/api/`)')
  })

  test('trusts no address and no request ID from outside', () => {
    expect(JSON.stringify(install)).not.toMatch(/insecure|trustedIPs/)
    expect(routing.http.middlewares['own-request-ids']).toEqual({
      headers: { customRequestHeaders: { 'X-Request-Id': '' } },
    })
    expect(routers.application?.middlewares).toContain('own-request-ids')
  })

  test('counts requests in flight by IPv4 address and by IPv6 /64', () => {
    expect(routing.http.middlewares['few-at-once']).toEqual({
      inFlightReq: { amount: 64, sourceCriterion: { ipStrategy: { ipv6Subnet: 64 } } },
    })
    expect(routers.application?.middlewares).toContain('few-at-once')
  })

  test('requires TLS 1.2 with forward secrecy and authenticated encryption', () => {
    const { minVersion, cipherSuites } = routing.tls.options.default
    expect(minVersion).toBe('VersionTLS12')
    for (const suite of cipherSuites) expect(suite).toMatch(/^TLS_ECDHE_\w+_(GCM|POLY1305)_SHA\d+$/)
  })

  test('shows no dashboard, and sends no telemetry', () => {
    expect(install.api).toBeUndefined()
    expect(install.global).toEqual({ checkNewVersion: false, sendAnonymousUsage: false })
  })

  test('finds the application, its files and its name as the containers have them', () => {
    const { proxy, app } = compose.services
    expect(routing.http.services.application.loadBalancer.servers).toEqual([{ url: 'http://app:8000' }])
    expect(app.environment.HOST).toBe('0.0.0.0')
    const mounts = proxy.volumes.map((volume: string) => volume.split(':')[1])
    expect(mounts).toEqual(
      expect.arrayContaining(['/etc/traefik/traefik.yml', install.providers.file.filename]),
    )
    expect(mounts.some((mount: string) => acmeStorage().startsWith(`${mount}/`))).toBe(true)
    expect(proxy.environment).toHaveProperty('DOMAIN')
  })

  test('does not buffer replies', () => {
    expect(JSON.stringify(routing)).not.toContain('"buffering"')
    expect(install.entryPoints.websecure.transport.respondingTimeouts).not.toHaveProperty('writeTimeout')
  })
})

function acmeStorage(): string {
  return install.certificatesResolvers.letsencrypt.acme.storage
}
