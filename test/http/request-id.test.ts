import { describe, expect, test } from 'vitest'
import { requestIds } from '../../src/http/plugins/request-log.ts'
import { shareService } from './service.ts'

const given = 'f3a9c2d4-proxy-0001'
const isOurs = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)

const cases: readonly (readonly [name: string, address: string, id: string | undefined, taken: boolean])[] = [
  ['from a trusted proxy', '10.1.2.3', given, true],
  ['from a trusted proxy with an IPv4-mapped IPv6 address', '::ffff:10.1.2.3', given, true],
  ['from a trusted proxy with a single address', '192.0.2.7', given, true],
  ['from a trusted IPv6 proxy', 'fd00::1', given, true],
  ['from anyone else', '203.0.113.9', given, false],
  ['from the neighbour of a trusted proxy', '192.0.2.8', given, false],
  ['that is missing', '10.1.2.3', undefined, false],
  ['that is too short', '10.1.2.3', 'abc', false],
  ['that is too long', '10.1.2.3', 'a'.repeat(65), false],
  ['with a line break', '10.1.2.3', 'aaaaaaaa\nlevel=error', false],
  ['with markup', '10.1.2.3', '<script>alert(1)</script>', false],
]

describe('policy: trusted proxies by CIDR: an X-Request-Id', () => {
  const makeId = requestIds(['10.0.0.0/8', '192.0.2.7', 'fd00::/8'])
  test.each(cases)('%s', (_name, remoteAddress, id, taken) => {
    const request = { headers: { 'x-request-id': id }, socket: { remoteAddress } }
    expect(makeId(request as unknown as Parameters<typeof makeId>[0])).toEqual(taken ? id : isOurs)
  })
})

describe('the address of a client', () => {
  const trusting = shareService({ config: { trustedProxies: ['127.0.0.1/32'] } })
  const alone = shareService()
  const forwarded = { 'x-forwarded-for': '198.51.100.1, 203.0.113.5', 'x-request-id': given }

  async function logged({ app, log }: ReturnType<typeof trusting>) {
    const reply = await app.inject({ url: '/readyz', headers: forwarded })
    await app.inject('/livez')
    const line = log().find(({ route }) => route === '/readyz')
    return { id: reply.headers['x-request-id'], address: line?.address }
  }

  test('is the one that a trusted proxy added, not the one that the client sent', async () => {
    expect(await logged(trusting())).toEqual({ id: given, address: '203.0.113.5' })
  })

  test('is that of the connection if no proxy is trusted', async () => {
    expect(await logged(alone())).toEqual({ id: isOurs, address: '127.0.0.1' })
  })
})
