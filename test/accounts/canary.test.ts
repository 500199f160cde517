import { existsSync, readFileSync } from 'node:fs'
import { Writable } from 'node:stream'
import { describe, expect, onTestFinished, test as plainTest } from 'vitest'
import { loadServerConfig } from '../../src/config/config.ts'
import { createLogger } from '../../src/http/logger.ts'
import { type RunningServer, startServer } from '../../src/http/server.ts'
import { environmentAt, type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { createServerServices, type ServerServices } from '../../src/services.ts'
import { findToken, saveToken } from '../../src/store/anilist-tokens.ts'
import type { Store } from '../../src/store/store.ts'
import { findCanaries } from '../../tools/security/canaries.ts'
import { engines, testOn } from '../store/databases.ts'
import { type RedisServer, withRedis } from '../support/redis.ts'
import { secrets } from '../support/secrets.ts'

plainTest('the search finds a canary in every encoding', () => {
  const canary = 'eyJ.a-canary-that-sits-in-the-tree-and-sings'
  const end = Buffer.from(canary.slice(-24))
  for (const form of [canary, `"${end.toString('base64')}"`, `x${end.toString('hex')}`])
    expect(findCanaries(new Map([['it', canary]]), new Map([['here', Buffer.from(form)]]))).toHaveLength(1)
})

interface World {
  readonly server: RunningServer
  readonly services: ServerServices
  readonly sandbox: Sandbox
  readonly canaries: Map<string, string>
  /** Bodies and headers of all replies, except the cookies they set. */
  readonly replies: string[]
  readonly log: string[]
}

async function start(databaseUrl: string, redisUrl: string): Promise<World> {
  const sandbox = await startSandbox({ limit: 10_000, burst: 10_000 })
  const env = {
    ...secrets,
    ...environmentAt(sandbox),
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    PORT: '0',
    METRICS_PORT: '0',
    RATE_LIMIT_PER_MINUTE: '100000',
  }
  const config = await loadServerConfig({ env, folder: import.meta.dirname })
  const services = await createServerServices(config)
  const log: string[] = []
  const destination = new Writable({
    write(chunk, _encoding, done) {
      log.push(String(chunk))
      done()
    },
  })
  const logger = createLogger({ level: 'debug', destination })
  const server = await startServer(services, config, { logger })
  onTestFinished(async () => {
    await server.stop()
    await services.close()
    await sandbox.close()
  })
  return { server, services, sandbox, canaries: new Map(Object.entries(secrets)), replies: [], log }
}

/** Sends a request with these cookies, as a browser does, and records the reply. */
async function ask(
  world: World,
  path: string,
  init: RequestInit = {},
): Promise<Response & { cookie: string }> {
  const reply = await fetch(world.server.url + path, { redirect: 'manual', ...init })
  const headers = [...reply.headers].filter(([name]) => name !== 'set-cookie' && name !== 'location')
  world.replies.push(JSON.stringify(headers), await reply.clone().text())
  const cookies = reply.headers.getSetCookie().map((each) => each.split(';', 1)[0] ?? '')
  for (const each of cookies) {
    const [name = '', value = ''] = each.split('=')
    if (value !== '') world.canaries.set(`${name} ${world.canaries.size}`, value)
  }
  return Object.assign(reply, { cookie: cookies.join('; ') })
}

async function signIn(world: World, login: string): Promise<string> {
  const begun = await ask(world, '/api/v1/auth/login')
  const page = new URL(begun.headers.get('location') ?? '')
  world.canaries.set('state', page.searchParams.get('state') ?? '')
  page.searchParams.set('login', login)
  const back = new URL((await fetch(page, { redirect: 'manual' })).headers.get('location') ?? '')
  world.canaries.set('code', back.searchParams.get('code') ?? '')
  const wrong = `${back.pathname}?state=${back.searchParams.get('state')}x&code=${back.searchParams.get('code')}`
  await ask(world, wrong, { headers: { cookie: begun.cookie } })
  return (await ask(world, back.pathname + back.search, { headers: { cookie: begun.cookie } })).cookie
}

/** Everything that touches a token, and much that can go wrong with one. */
async function live(world: World): Promise<void> {
  const { services, sandbox } = world
  const cookie = await signIn(world, 'private-person')
  const headers = { cookie, 'sec-fetch-site': 'same-origin' }
  const { csrfToken } = (await (await ask(world, '/api/v1/auth/me', { headers })).json()) as {
    csrfToken: string
  }
  const { id, accountId } = await services.store.db
    .selectFrom('session')
    .select(['id', 'accountId'])
    .executeTakeFirstOrThrow()
  const lent = services.accounts.connections.withToken({ id, accountId }, (token) => token())
  world.canaries.set('AniList token', await lent)

  await ask(world, '/api/v1/scans/private-person', { headers })
  for (const fault of ['truncated', 'server-error', 'bad-request', 'outage'] as const) {
    sandbox.script(Array.from({ length: 4 }, () => fault))
    await ask(world, '/api/v1/scans/private-person?fresh=true', { headers })
  }
  await ask(world, '/api/v1/account', { headers })
  await ask(world, '/api/v1/auth/sessions', { headers })
  await ask(world, '/api/v1/auth/me', { headers: { authorization: `Bearer ${cookie.split('=')[1]}x` } })
  await ask(world, '/api/v1/auth/refresh', { method: 'POST', headers })
  await ask(world, '/api/v1/auth/refresh', { method: 'POST', headers })
  await ask(world, `/api/v1/auth/me?token=${world.canaries.get('AniList token')}`, { headers })
  await tamper(services.store, accountId)
  await ask(world, '/api/v1/scans/private-person?fresh=true', { headers })
  await ask(world, '/api/v1/auth/logout', {
    method: 'POST',
    headers: { ...headers, 'x-csrf-token': csrfToken },
  })
  await signIn(world, 'casual')
}

async function tamper({ db }: Store, accountId: string): Promise<void> {
  const stored = await findToken(db, accountId)
  if (stored) await saveToken(db, { ...stored, token: stored.dataKey })
}

/** Everything that an attacker could get hold of. */
async function places(world: World, databaseUrl: string, redis: RedisServer): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>([
    ['the log', Buffer.from(world.log.join(''))],
    ['the replies', Buffer.from(world.replies.join('\n'))],
    ['the metrics', Buffer.from(await (await fetch(world.server.metricsUrl ?? '')).text())],
    ['Redis', Buffer.from(JSON.stringify(await redisContents(redis)))],
    ['the tables', Buffer.from(JSON.stringify(await tableContents(world.services.store)))],
  ])
  const file = databaseUrl.replace(/^sqlite:/, '')
  for (const each of databaseUrl === file ? [] : [file, `${file}-wal`, `${file}-shm`])
    if (existsSync(each)) found.set(`the file ${each.slice(file.length - 2)}`, readFileSync(each))
  return found
}

async function tableContents({ db }: Store): Promise<unknown[]> {
  const tables = await db.introspection.getTables()
  return Promise.all(
    tables.map(({ name }) =>
      db
        .selectFrom(name as 'session')
        .selectAll()
        .execute(),
    ),
  )
}

async function redisContents(redis: RedisServer): Promise<unknown[]> {
  const keys = (await redis.ask('keys', '*')) as string[]
  return Promise.all(keys.map(async (key) => [key, await redis.ask('dump', key)]))
}

describe.each(engines)('policy: a canary token appears nowhere, on %s', (engine) => {
  const test = testOn(engine)

  test('database, WAL, Redis, logs at debug level, replies and metrics', async ({ url }) => {
    await withRedis(async (redis) => {
      const world = await start(url, redis.url)
      await live(world)
      const all = await places(world, url, redis)

      expect([...world.canaries.keys()]).toEqual(expect.arrayContaining(['AniList token', 'state', 'code']))
      expect(world.canaries.get('AniList token')).toMatch(/^eyJ/)
      for (const [place, content] of all) expect([place, content.length > 100]).toEqual([place, true])
      expect(findCanaries(world.canaries, all)).toEqual([])
    })
  })
})
