import { describe, expect, test } from 'vitest'
import { shareService, startService } from './service.ts'

/** Replies of every kind. Each must have the headers. */
const addresses: readonly (readonly [name: string, url: string, status: number])[] = [
  ['a page', '/docs', 200],
  ['JSON', '/livez', 200],
  ['an answer', '/api/v1/scans/casual', 200],
  ['a problem of a route', '/api/v1/scans/nobody', 404],
  ['an invalid request', '/livez?x=1', 400],
  ['an unknown address', '/nothing', 404],
  ['a malformed path', '/%ff', 400],
]

const headers: readonly (readonly [name: string, expected: string])[] = [
  ['strict-transport-security', 'max-age=63072000; includeSubDomains; preload'],
  ['x-frame-options', 'DENY'],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'strict-origin-when-cross-origin'],
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
]

const service = shareService()

describe('policy: security headers: HSTS, CSP, X-Frame-Options', () => {
  test.each(addresses)('are sent with %s', async (_name, url, status) => {
    const { app } = service()
    const reply = await app.inject(url)
    expect(reply.statusCode).toBe(status)
    expect(reply.headers).toMatchObject(Object.fromEntries(headers))
    expect(reply.headers['permissions-policy']).toContain('camera=()')
    expect(directives(reply.headers)).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
    })
    expect(reply.headers).not.toHaveProperty('server')
    expect(reply.headers).not.toHaveProperty('x-powered-by')
  })

  test('allow nothing inline, and no code from strings', async () => {
    const { app } = service()
    const policy = String((await app.inject('/')).headers['content-security-policy'])
    expect(policy).not.toMatch(/unsafe-|\*|http:(?!\/\/127\.0\.0\.1)/)
  })

  test("allow nothing from outside except AniList's API and images", async () => {
    const { app } = await startService({ config: { anilistApiUrl: 'https://graphql.anilist.co' } })
    expect(directives((await app.inject('/')).headers)).toMatchObject({
      'connect-src': "'self' https://graphql.anilist.co",
      'img-src': "'self' data: https://s4.anilist.co",
    })
  })

  test("allow the sandbox's address instead", async () => {
    const { app, sandbox } = service()
    expect(directives((await app.inject('/')).headers)).toMatchObject({
      'connect-src': `'self' ${sandbox.url}`,
      'img-src': `'self' data: ${sandbox.url}`,
    })
  })

  test('the pages that we generate have no inline scripts or styles', async () => {
    const { app } = service()
    for (const url of ['/docs', '/docs/problems']) {
      const { body } = await app.inject(url)
      expect(body).toContain('<html')
      expect(body).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/i)
    }
  })
})

function directives(sent: Record<string, unknown>): Record<string, string> {
  const policy = String(sent['content-security-policy'])
  return Object.fromEntries(
    policy.split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(/\s+/)
      return [name, values.join(' ')]
    }),
  )
}
