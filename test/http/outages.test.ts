import { setTimeout } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type PostgresServer, startPostgres } from '../support/postgres.ts'
import { type RedisServer, withRedis } from '../support/redis.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'
import { type Browser, signIn } from './browser.ts'
import { type Service, startService } from './service.ts'

/** What the service needs its database for. */
const needsDatabase = [
  ['the account', 'GET', '/api/v1/auth/me'],
  ['sessions', 'GET', '/api/v1/auth/sessions'],
  ['ignored titles', 'GET', '/api/v1/ignores'],
  ['an export', 'GET', '/api/v1/account'],
  ['refreshing', 'POST', '/api/v1/auth/refresh'],
  ['signing in', 'GET', '/api/v1/auth/login'],
] as const

interface Told {
  readonly status: number
  readonly code: string
  readonly ms: number
}

async function ask({ app }: Service, browser: Browser, [, method, url]: (typeof needsDatabase)[number]) {
  const began = performance.now()
  const headers = method === 'GET' ? browser.headers : browser.writeHeaders
  const reply = await app.inject({ method, url, headers })
  const { code = '' } = reply.body.startsWith('{') ? reply.json() : {}
  return { status: reply.statusCode, code, ms: performance.now() - began } satisfies Told
}

/** Sends this many requests of each kind at once. */
function askAll(service: Service, browser: Browser, times: number): Promise<Told[]> {
  return Promise.all(
    Array.from({ length: times }, () => needsDatabase.map((each) => ask(service, browser, each))).flat(),
  )
}

/** How long it takes until this is true. */
async function recovery(isBack: () => Promise<boolean>): Promise<number> {
  const began = performance.now()
  while (!(await isBack()) && performance.now() - began < 10_000) await setTimeout(20)
  return performance.now() - began
}

const slowest = (told: readonly Told[]) => Math.max(...told.map(({ ms }) => ms))

async function withPostgres(use: (postgres: PostgresServer) => Promise<void>): Promise<void> {
  const postgres = await startPostgres()
  try {
    await use(postgres)
  } finally {
    await postgres.close()
  }
}

describe('PostgreSQL fails during requests: replies within 2 s as documented, recovery within 5 s', () => {
  test.each([
    ['killed', (server: PostgresServer) => server.kill(), (server: PostgresServer) => server.restart()],
    [
      'paused',
      async (server: PostgresServer) => server.pause(),
      async (server: PostgresServer) => server.resume(),
    ],
    [
      'paused, then killed',
      async (server: PostgresServer) => server.pause(),
      async (server: PostgresServer) => {
        await server.kill()
        await server.restart()
      },
    ],
  ])('%s', { timeout: 90_000 }, async (_story, fail, mend) => {
    await withPostgres(async (postgres) => {
      const service = await startService({ config: { databaseUrl: postgres.url } })
      const browser = await signIn(service, 'casual')
      // Open all connections first, so that they are idle when it happens.
      await askAll(service, browser, 5)
      await fail(postgres)

      const first = await askAll(service, browser, 5)
      expect(slowest(first), 'the first requests after the failure').toBeLessThan(2000)
      expect(new Set(first.map(({ status, code }) => `${status} ${code}`))).toEqual(
        new Set(['503 database-unreachable']),
      )
      const next = await askAll(service, browser, 5)
      expect(slowest(next), 'requests after the failure was detected').toBeLessThan(1000)
      expect(new Set(next.map(({ status }) => status))).toEqual(new Set([503]))
      expect((await service.app.inject('/livez')).statusCode).toBe(200)
      expect((await service.app.inject('/api/v1/about')).statusCode).toBe(200)
      expect((await service.app.inject('/readyz')).json().checks).toMatchObject({ database: 'failed' })

      await mend(postgres)
      const me = needsDatabase[0]
      expect(await recovery(async () => (await ask(service, browser, me)).status === 200)).toBeLessThan(5000)
      const after = await ask(service, browser, ['', 'POST', '/api/v1/auth/refresh'] as never)
      expect([after.status, after.code], 'nobody was signed out').toEqual([200, ''])
    })
  })

  test('its connections reset midway: every request gets a reply, and the next ones succeed', async () => {
    await withPostgres(async ({ url }) => {
      const proxy = await startTcpProxy(Number(new URL(url).port))
      onTestFinished(proxy.close)
      const databaseUrl = Object.assign(new URL(url), { port: String(proxy.port) }).href
      const service = await startService({ config: { databaseUrl } })
      const browser = await signIn(service, 'casual')
      await askAll(service, browser, 5)

      // Long enough that all are waiting for something when it happens.
      proxy.delayMs = 200
      const asked = askAll(service, browser, 5)
      await setTimeout(100)
      expect(proxy.reset()).toBeGreaterThan(1)
      proxy.delayMs = 0
      const told = await asked
      expect(slowest(told)).toBeLessThan(2000)
      const failed = told.filter(({ status }) => status >= 400)
      expect(new Set(failed.map(({ status, code }) => `${status} ${code}`))).toEqual(
        new Set(['503 database-unreachable']),
      )

      const me = needsDatabase[0]
      expect(await recovery(async () => (await ask(service, browser, me)).status === 200)).toBeLessThan(5000)
      const after = await ask(service, browser, needsDatabase[4])
      expect([after.status, after.code], 'nobody was signed out').toEqual([200, ''])
    })
  })

  test('slow queries are waited for', async () => {
    await withPostgres(async (postgres) => {
      const { services } = await startService({ config: { databaseUrl: postgres.url } })
      const { sql } = await import('kysely')
      await expect(sql`select pg_sleep(3)`.execute(services.store.db)).resolves.toBeDefined()
    })
  })
})

describe('policy: with Redis down: over HTTP, answers within 2 s as documented, recovery within 5 s', () => {
  test.each([
    ['killed', (redis: RedisServer) => redis.kill(), (redis: RedisServer) => redis.restart()],
    ['paused', async (redis: RedisServer) => redis.pause(), async (redis: RedisServer) => redis.resume()],
  ])('%s', async (_story, fail, mend) => {
    await withRedis(async (redis) => {
      const { service, browser } = await startOnRedis(redis)
      await fail(redis)
      const told = await askAll(service, browser, 5)
      expect(slowest(told)).toBeLessThan(2000)
      const statuses = Object.fromEntries(
        needsDatabase.map(([story], i) => [story, told.filter((_, at) => at % needsDatabase.length === i)]),
      )
      for (const story of ['an export', 'refreshing', 'signing in'])
        expect(new Set(statuses[story]?.map(({ code }) => code))).toEqual(new Set(['limits-unavailable']))
      for (const story of ['the account', 'sessions', 'ignored titles'])
        expect(new Set(statuses[story]?.map(({ status }) => status))).toEqual(new Set([200]))

      await mend(redis)
      const isBack = async () => (await service.app.inject('/api/v1/auth/login')).statusCode === 302
      expect(await recovery(isBack)).toBeLessThan(5000)
    })
  })
})

async function startOnRedis({ url }: RedisServer) {
  const service = await startService({
    config: { redisUrl: url, instances: 1 },
  })
  return { service, browser: await signIn(service, 'casual') }
}
