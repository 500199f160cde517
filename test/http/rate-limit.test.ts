import { describe, expect, test } from 'vitest'
import { withRedis } from '../support/redis.ts'
import { signIn } from './browser.ts'
import { type Service, type ServiceOptions, startService } from './service.ts'

const ask = ({ app }: Pick<Service, 'app'>, url: string, more: object = {}) => app.inject({ url, ...more })

/** How many of this many equal requests are accepted before the first 429. */
async function admitted(service: Service, times: number, url: string, more: object = {}): Promise<number> {
  for (let i = 0; i < times; i++) {
    if ((await ask(service, url, more)).statusCode === 429) return i
  }
  return times
}

const limited = (perMinute: number, more: Partial<ServiceOptions['config']> = {}) =>
  startService({ config: { rateLimitPerMinute: perMinute, ...more } })

describe('policy: `RATE_LIMIT_PER_MINUTE`', () => {
  test('a request beyond it gets a problem with Retry-After, and a minute later requests succeed again', async () => {
    const service = await limited(3)
    expect(await admitted(service, 9, '/api/v1/about')).toBe(3)
    const reply = await ask(service, '/api/v1/about')
    expect(reply.statusCode).toBe(429)
    expect(reply.headers).toMatchObject({
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      'retry-after': '60',
      'ratelimit-policy': '"address";q=3;w=60',
      ratelimit: '"address";r=0;t=60',
    })
    expect(reply.json()).toMatchObject({ code: 'rate-limited', status: 429, retryAfter: 60 })
    await service.clock.advance(59_999)
    expect((await ask(service, '/api/v1/about')).statusCode).toBe(429)
    await service.clock.advance(1)
    expect((await ask(service, '/api/v1/about')).statusCode).toBe(200)
  })

  test('every reply has `RateLimit` and `RateLimit-Policy`, with every limit it counted for', async () => {
    const service = await limited(60)
    const reply = await ask(service, '/api/v1/auth/login')
    expect(reply.headers).toMatchObject({
      'ratelimit-policy': '"address";q=60;w=60, "sign-in";q=10;w=60',
      ratelimit: '"address";r=59;t=60, "sign-in";r=9;t=60',
    })
    const browser = await signIn(service, 'casual')
    const ignores = await ask(service, '/api/v1/ignores', { headers: browser.headers })
    expect(ignores.headers['ratelimit-policy']).toBe('"address";q=60;w=60, "account";q=60;w=60')
  })

  test('unknown addresses and requests without a session count as well', async () => {
    expect(await admitted(await limited(3), 9, '/wp-login.php')).toBe(3)
    expect(await admitted(await limited(3), 9, '/api/v1/ignores')).toBe(3)
  })

  test('health checks are never refused', async () => {
    const service = await limited(1)
    expect(await admitted(service, 20, '/livez')).toBe(20)
    expect(await admitted(service, 20, '/readyz')).toBe(20)
  })
})

describe('policy: per IP (IPv6 by /64), per account, stricter on sign-in and refresh', () => {
  test('one address does not use up the limit of another', async () => {
    const service = await limited(2)
    expect(await admitted(service, 9, '/api/v1/about', { remoteAddress: '192.0.2.1' })).toBe(2)
    expect(await admitted(service, 9, '/api/v1/about', { remoteAddress: '192.0.2.2' })).toBe(2)
    expect(await admitted(service, 9, '/api/v1/about', { remoteAddress: '::ffff:192.0.2.2' })).toBe(0)
  })

  test('an IPv6 network counts as one', async () => {
    const service = await limited(2)
    expect(await admitted(service, 9, '/api/v1/about', { remoteAddress: '2001:db8::1' })).toBe(2)
    expect(await admitted(service, 9, '/api/v1/about', { remoteAddress: '2001:db8::ffff:9' })).toBe(0)
    expect(await admitted(service, 9, '/api/v1/about', { remoteAddress: '2001:db8:0:1::1' })).toBe(2)
  })

  test('X-Forwarded-For is accepted only from a trusted proxy', async () => {
    const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })
    const open = await limited(2)
    expect(await admitted(open, 2, '/api/v1/about', from('192.0.2.1'))).toBe(2)
    expect(await admitted(open, 9, '/api/v1/about', from('192.0.2.2'))).toBe(0)
    const behindProxy = await limited(2, { trustedProxies: ['127.0.0.1'] })
    expect(await admitted(behindProxy, 9, '/api/v1/about', from('192.0.2.1'))).toBe(2)
    expect(await admitted(behindProxy, 9, '/api/v1/about', from('192.0.2.2'))).toBe(2)
    expect(
      await admitted(behindProxy, 9, '/api/v1/about', from('192.0.2.3, 192.0.2.2')),
      'an address invented by the client comes before the one added by the proxy',
    ).toBe(0)
  })

  test('an account counts as one from many addresses, separately from other accounts', async () => {
    const service = await limited(30)
    const [casual, binge] = [await signIn(service, 'casual'), await signIn(service, 'newcomer')]
    const other = { ...casual, remoteAddress: '192.0.2.1' }
    const before = await admitted(service, 25, '/api/v1/ignores', other)
    const after = await admitted(service, 25, '/api/v1/ignores', { ...casual, remoteAddress: '192.0.2.2' })
    // Signing in sends one request for the account itself.
    expect(before + after).toBe(29)
    expect((await ask(service, '/api/v1/ignores', { ...binge, remoteAddress: '192.0.2.3' })).statusCode).toBe(
      200,
    )
  })

  test('sign-in, refresh, scans and writes have their own limits, each a part of the whole', async () => {
    const service = await limited(24)
    expect(await admitted(service, 9, '/api/v1/auth/login', { remoteAddress: '192.0.2.1' })).toBe(4)
    expect(
      await admitted(service, 9, '/api/v1/auth/refresh', { method: 'POST', remoteAddress: '192.0.2.2' }),
    ).toBe(4)
    expect(await admitted(service, 20, '/api/v1/scans/nobody', { remoteAddress: '192.0.2.3' })).toBe(12)
  })
})

test('policy: an append-only audit trail: exceeding a rate limit is recorded once a minute', async () => {
  const service = await limited(12)
  const browser = await signIn(service, 'casual')
  const more = { headers: browser.headers, remoteAddress: '192.0.2.1' }
  expect(await admitted(service, 9, '/api/v1/account', more)).toBe(1)
  for (let i = 0; i < 5; i++) await ask(service, '/api/v1/account', more)
  await service.clock.advance(61_000)
  const file = (await ask(service, '/api/v1/account', more)).json()
  const limits = file.auditTrail.filter(({ event }: { event: string }) => event === 'limit')
  expect(limits.map(({ detail }: { detail: object }) => detail)).toEqual([{ limit: 'export' }])
})

test('policy: an append-only audit trail: visitors are recorded by a hash of the address, and a flood is one entry', async () => {
  const service = await limited(12)
  const trail = () =>
    service.services.store.db
      .selectFrom('auditEntry')
      .select(['accountId', 'origin', 'detail'])
      .where('event', '=', 'limit')
      .orderBy('id')
      .execute()
  for (let i = 0; i < 50; i++) await ask(service, '/api/v1/auth/login', { remoteAddress: '192.0.2.7' })
  const entries = await trail()
  expect(entries, 'one an hour').toEqual([
    { accountId: null, origin: expect.stringMatching(/^[\w-]{22}$/), detail: '{"limit":"sign-in"}' },
  ])

  await ask(service, '/api/v1/auth/login', { remoteAddress: '192.0.2.8' })
  await service.clock.advance(61_000)
  for (let i = 0; i < 9; i++) await ask(service, '/api/v1/auth/login', { remoteAddress: '192.0.2.7' })
  expect(await trail()).toEqual(entries)
  await service.clock.advance(3_600_000)
  for (let i = 0; i < 9; i++) await ask(service, '/api/v1/auth/login', { remoteAddress: '192.0.2.7' })
  expect((await trail()).map(({ origin }) => origin)).toEqual([entries[0]?.origin, entries[0]?.origin])
})

describe('policy: with Redis down: auth, export and delete answer 503, reads fall back to a local share, an alert is raised', () => {
  test('over HTTP, from the failure to the recovery', async () => {
    await withRedis(async (redis) => {
      const service = await limited(40, { redisUrl: redis.url, instances: 4 })
      const browser = await signIn(service, 'casual')
      await redis.kill()

      const began = performance.now()
      const refused = [
        await ask(service, '/api/v1/auth/login'),
        await ask(service, '/api/v1/auth/callback?code=x&state=y'),
        await ask(service, '/api/v1/auth/refresh', { method: 'POST' }),
        await ask(service, '/api/v1/account', { headers: browser.headers }),
        await ask(service, '/api/v1/account', { method: 'DELETE', headers: browser.writeHeaders }),
      ]
      expect(performance.now() - began, 'a reply within 2 s').toBeLessThan(2000)
      expect(refused.map(({ statusCode }) => statusCode)).toEqual([503, 503, 503, 503, 503])
      for (const { headers } of refused) expect(headers['retry-after']).toBe('5')
      expect(await admitted(service, 30, '/api/v1/about', { remoteAddress: '192.0.2.9' })).toBe(10)

      const alerts = service.log().filter(({ msg }) => String(msg).startsWith('Redis is unavailable'))
      expect(alerts).toHaveLength(1)
      expect(alerts[0]).toMatchObject({ level: 'error' })
      const ready = await ask(service, '/readyz')
      expect([ready.statusCode, ready.json()]).toEqual([
        200,
        { status: 'ready', checks: { database: 'ok', redis: 'failed' } },
      ])

      await redis.restart()
      await expect
        .poll(async () => (await ask(service, '/readyz')).json().checks.redis, { timeout: 5000 })
        .toBe('ok')
      expect((await ask(service, '/api/v1/auth/login')).statusCode).toBe(302)
    })
  })
})
