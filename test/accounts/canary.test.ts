import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { Writable } from 'node:stream'
import { describe, expect, onTestFinished, test as plainTest } from 'vitest'
import { parseKeyring } from '../../src/accounts/tokens/keyring.ts'
import { createTokenVault } from '../../src/accounts/tokens/sealed-token.ts'
import { loadServerConfig } from '../../src/config/config.ts'
import { createLogger } from '../../src/http/logger.ts'
import { startServer } from '../../src/http/server.ts'
import { environmentAt, startSandbox } from '../../src/sandbox/server.ts'
import { createServerServices } from '../../src/services.ts'
import { createCaller } from '../../tools/security/caller.ts'
import { exerciseTokens, findCanaries, tableContents } from '../../tools/security/canary-hunt.ts'
import { engines, testOn } from '../store/databases.ts'
import { type RedisServer, withRedis } from '../support/redis.ts'
import { secrets } from '../support/secrets.ts'

plainTest('the search finds a canary in every encoding', () => {
  const canary = 'eyJ.a-canary-that-sits-in-the-tree-and-sings'
  const end = Buffer.from(canary.slice(-24))
  for (const form of [canary, `"${end.toString('base64')}"`, `x${end.toString('hex')}`])
    expect(findCanaries(new Map([['it', canary]]), new Map([['here', Buffer.from(form)]]))).toHaveLength(1)
})

async function start(databaseUrl: string, redisUrl: string) {
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
  const keyring = parseKeyring(secrets.TOKEN_ENCRYPTION_KEYS)
  const vault = createTokenVault({ keyring, environment: config.appEnv, random: randomBytes })
  return {
    server,
    sandbox,
    store: services.store,
    vault,
    visitor: createCaller(server.url, '192.0.2.1'),
    log,
  }
}
type World = Awaited<ReturnType<typeof start>>

/** Everything that an attacker could get hold of. */
async function places(
  { server, store, log }: World,
  replies: readonly string[],
  databaseUrl: string,
  redis: RedisServer,
): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>([
    ['the log', Buffer.from(log.join(''))],
    ['the replies', Buffer.from(replies.join('\n'))],
    ['the metrics', Buffer.from(await (await fetch(server.metricsUrl ?? '')).text())],
    ['Redis', Buffer.from(JSON.stringify(await redisContents(redis)))],
    ['the tables', Buffer.from(await tableContents(store))],
  ])
  const file = databaseUrl.replace(/^sqlite:/, '')
  for (const each of databaseUrl === file ? [] : [file, `${file}-wal`, `${file}-shm`])
    if (existsSync(each)) found.set(`the file ${each.slice(file.length - 2)}`, readFileSync(each))
  return found
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
      const canaries = new Map<string, string>(Object.entries(secrets))
      const replies = await exerciseTokens(world, canaries)
      const all = await places(world, replies, url, redis)

      const kinds = [...canaries.keys()].map((what) => what.replace(/ \d+$/, ''))
      expect(kinds).toEqual(expect.arrayContaining(['AniList token', 'state', 'code']))
      for (const [place, content] of all) expect([place, content.length > 100]).toEqual([place, true])
      expect(findCanaries(canaries, all)).toEqual([])
    })
  })
})
