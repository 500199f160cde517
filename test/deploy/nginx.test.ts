import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type ConnectionOptions, connect } from 'node:tls'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { actor, exampleHost, type RunningNginx, startNginx } from '../../tools/security/nginx.ts'
import { createGate, type Gate } from '../http/gate.ts'
import { shareService } from '../http/service.ts'

const perMinute = 120
const gate: Gate = createGate()
const service = shareService({
  config: { trustedProxies: ['127.0.0.1'], rateLimitPerMinute: perMinute },
  fetch: gate.fetch,
})

let nginx: RunningNginx
const folder = mkdtempSync(join(tmpdir(), 'sequel-finder-nginx-'))

beforeAll(async () => {
  nginx = await startNginx(folder, Number(new URL(await service().listen()).port))
})
afterAll(async () => {
  await nginx?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('policy: HTTPS required: nginx from Debian, with the configuration in deploy/', () => {
  test.each([
    ['a page', '/', 301, `https://${exampleHost}/`],
    ['a page with a query', '/lists?sort=score', 301, `https://${exampleHost}/lists?sort=score`],
    ['the API, because clients would send their tokens again', '/api/v1/auth/me', 403, undefined],
    ['the ACME challenge of Let’s Encrypt', '/.well-known/acme-challenge/token', 200, undefined],
  ])('over http, %s', async (_story, path, status, location) => {
    const reply = await askPlainly(path)
    expect([reply.status, reply.headers.location]).toEqual([status, location])
  })

  test('does not redirect requests for another host', async () => {
    const { headers } = await askPlainly('/', 'evil.example')
    expect(headers.location).toBe(`https://${exampleHost}/`)
  })

  test.each([
    ['TLS 1.3', { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3' }, 'TLSv1.3'],
    ['TLS 1.2', { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2' }, 'TLSv1.2'],
    ['both: uses the newer one', {}, 'TLSv1.3'],
    ['TLS 1.1', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL@SECLEVEL=0' }, 'refused'],
    ['no forward secrecy', { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256' }, 'refused'],
    [
      'no authenticated encryption',
      { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA256' },
      'refused',
    ],
  ] satisfies [string, ConnectionOptions, string][])(
    'with a client that speaks %s',
    async (_story, can, spoken) => {
      expect(await shakeHands(can)).toBe(spoken)
    },
  )

  test("passes on the application's headers once, and adds none except its name", async () => {
    const [direct, through] = [await service().app.inject('/livez'), await ask('/livez')]
    expect(through.status).toBe(200)
    const { server, ...others } = through.headers
    expect(server).toBe('nginx')
    expect(Object.keys(others).sort()).toEqual(Object.keys(direct.headers).sort())
    expect(others['strict-transport-security']).toBe(direct.headers['strict-transport-security'])
    expect(others['content-security-policy']).toBe(direct.headers['content-security-policy'])
  })

  test('sends the same headers with its own replies', async () => {
    const { status, headers } = await ask('/api/v1/list', { method: 'POST', body: 'x'.repeat(65 * 1024) })
    expect(status).toBe(413)
    expect(headers).toMatchObject({
      'strict-transport-security': 'max-age=63072000; includeSubDomains; preload',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    })
  })

  test('passes on an event stream while the scan is running', async () => {
    const seen = gate.arrived
    const stream = await openStream('/api/v1/scans/casual')
    await gate.arrival(seen + 1)
    expect(await stream.next(/^event: progress$/m)).toContain('data: {')
    gate.open()
    expect(await stream.next(/^event: answer$/m)).toContain('"missing"')
  })

  test('uses the address that nginx sees, whatever a client claims', async () => {
    const foreign = {
      'x-forwarded-for': '203.0.113.9',
      forwarded: 'for=203.0.113.9',
      'x-real-ip': '203.0.113.9',
    }
    await ask('/livez', { localAddress: '127.0.0.3', headers: foreign })
    const { log } = service()
    expect(log().findLast(({ route }) => route === '/livez')).toMatchObject({ address: '127.0.0.3' })
  })

  test.each(['/api/v1/list', '/api/v1/list/undo'])('waits for %s, which waits for AniList', async (path) => {
    const site = readFileSync('deploy/nginx/sequel-finder.conf', 'utf8')
    const { block = '' } = new RegExp(`location = ${path} \\{(?<block>[^}]*)\\}`).exec(site)?.groups ?? {}
    expect(Number(/proxy_read_timeout (\d+)s;/.exec(block)?.[1])).toBeGreaterThanOrEqual(300)
    const from = { localAddress: '127.0.0.6', headers: { 'x-forwarded-for': '203.0.113.9' } }
    expect((await ask(path, { method: 'POST', ...from })).status).toBe(401)
    const line = service()
      .log()
      .findLast(({ route }) => route === path)
    expect(line).toMatchObject({ address: '127.0.0.6', requestId: expect.stringMatching(/^[0-9a-f]{32}$/) })
  })

  test('creates the request ID, and logs it', async () => {
    const given = 'given-by-the-client'
    const { headers } = await ask('/livez', { headers: { 'x-request-id': given } })
    expect(headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/)
    const line = service()
      .log()
      .findLast(({ route }) => route === '/livez')
    expect(line?.requestId).toBe(headers['x-request-id'])
  })

  test('IPv6 visitors keep their own address', async () => {
    await ask('/livez', from('2001:db8:1:2::9'))
    const { log } = service()
    expect(log().findLast(({ route }) => route === '/livez')).toMatchObject({ address: '2001:db8:1:2::9' })
  })

  test('limits count each address separately, and no header changes that', async () => {
    const statuses: number[] = []
    for (let sent = 0; sent <= perMinute; sent++) {
      const headers = { 'x-forwarded-for': `203.0.113.${sent}` }
      const { status } = await ask('/api/v1/about', { localAddress: '127.0.0.4', headers })
      statuses.push(status)
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(perMinute)
    expect(statuses.at(-1)).toBe(429)
    expect((await ask('/api/v1/about', { localAddress: '127.0.0.5' })).status).toBe(200)
  })
})

describe('policy: per IP (IPv6 by /64): nginx limits the connections of one visitor', () => {
  // Some contain a newline byte, and some are written in short and long form.
  const network = '2001:db8:0:a'
  const host = (number: number) => (number % 2 ? `::${number.toString(16)}` : `:a0a:0:${number}:a`)

  test.each<[story: string, holder: (number: number) => string, refused: string[], served: string[]]>([
    [
      'a whole /64',
      (number) => `${network}${host(number)}`,
      [`${network}::1`, `${network}:ffff:ffff:ffff:ffff`, '2001:db8::a:1:2:3:4'],
      ['2001:db8:0:b::1', '2001:db8:1:a::1', '::1', '192.0.2.1'],
    ],
    [
      'an IPv4 address',
      () => '192.0.2.10',
      ['192.0.2.10', '::ffff:192.0.2.10'],
      ['192.0.2.11', '192.0.3.10'],
    ],
    [
      'an IPv4 address on a socket for both',
      () => '::ffff:192.0.2.20',
      ['::ffff:192.0.2.20', '192.0.2.20'],
      ['::ffff:192.0.2.21', '::1'],
    ],
  ])('%s', async (_story, holder, refused, served) => {
    await Promise.all(Array.from({ length: 64 }, (_, number) => hold(holder(number))))
    for (const address of refused)
      expect([address, (await ask('/livez', from(address))).status]).toEqual([address, 503])
    for (const address of served)
      expect([address, (await ask('/livez', from(address))).status]).toEqual([address, 200])
  })
})

interface Reply {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

type Asked = Pick<RequestOptions, 'method' | 'headers' | 'localAddress'> & { readonly body?: string }

async function ask(path: string, { body, ...asked }: Asked = {}): Promise<Reply> {
  const sent = httpsRequest({ ...secure(path), ...asked, headers: { host: exampleHost, ...asked.headers } })
  // nginx may have replied and closed the connection before all of a body was sent.
  sent.on('error', () => {})
  sent.end(body)
  const [reply] = await once(sent, 'response')
  return { status: reply.statusCode, headers: reply.headers, body: await text(reply) }
}

/** The options of a request from a visitor with this address. */
function from(address: string) {
  return { localAddress: actor, headers: { 'played-address': address } }
}

/**
 * Keeps one of a visitor's connections open for as long as the test runs, with a body that never arrives. Resolves once it
 * counts.
 */
async function hold(address: string): Promise<void> {
  const { localAddress, headers } = from(address)
  const sent = httpsRequest({
    ...secure('/api/v1/list'),
    method: 'POST',
    localAddress,
    headers: { ...headers, host: exampleHost, 'content-length': 10, expect: '100-continue' },
  })
  sent.on('error', () => {})
  onTestFinished(() => void sent.destroy())
  sent.flushHeaders()
  await once(sent, 'continue')
}

async function askPlainly(path: string, host = exampleHost): Promise<Reply> {
  const sent = httpRequest({ host: '127.0.0.1', port: nginx.httpPort, path, headers: { host } }).end()
  const [reply] = await once(sent, 'response')
  return { status: reply.statusCode, headers: reply.headers, body: await text(reply) }
}

/** An event stream as it arrives: `next` resolves with everything received once that matches. */
async function openStream(path: string) {
  const sent = httpsRequest({
    ...secure(path),
    headers: { host: exampleHost, accept: 'text/event-stream' },
  }).end()
  onTestFinished(() => void sent.destroy())
  const [reply] = await once(sent, 'response')
  let received = ''
  reply.setEncoding('utf8')
  reply.on('data', (chunk: string) => {
    received += chunk
  })
  return {
    async next(wanted: RegExp): Promise<string> {
      while (!wanted.test(received)) await once(reply, 'data')
      return received
    },
  }
}

function secure(path: string): RequestOptions {
  return {
    host: '127.0.0.1',
    port: nginx.httpsPort,
    path,
    servername: exampleHost,
    ca: nginx.certificate,
    agent: false,
  }
}

/** The TLS version that both agree on, or that the server refuses. A client that cannot connect at all is an error. */
async function shakeHands(can: ConnectionOptions): Promise<string> {
  const server = { host: '127.0.0.1', port: nginx.httpsPort, servername: exampleHost, ca: nginx.certificate }
  const socket = connect({ ...server, ...can })
  try {
    await once(socket, 'secureConnect')
    return String(socket.getProtocol())
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (/_ALERT_(PROTOCOL_VERSION|HANDSHAKE_FAILURE)$/.test(code ?? '')) return 'refused'
    throw error
  } finally {
    socket.destroy()
  }
}
