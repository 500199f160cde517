import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { parseKeyring } from '../../src/accounts/tokens/keyring.ts'
import { createTokenVault, type TokenVault } from '../../src/accounts/tokens/sealed-token.ts'
import { freshSecrets } from '../../src/config/fresh-secrets.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { type PostgresServer, startPostgres } from '../../test/support/postgres.ts'
import { type RedisServer, withRedis } from '../../test/support/redis.ts'
import { buildPage, isOld } from '../page.ts'
import { exampleHost, type RunningNginx, startNginx } from './nginx.ts'
import { createVisitor, type Visitor } from './visitor.ts'

/** An instance as in production, with everything it needs: all real, and on the loopback address. */
export interface AttackedInstance {
  /** The address of the proxy, as `https://localhost:PORT`, for programs that resolve names. */
  readonly url: string
  readonly nginx: RunningNginx
  /** The address of the application itself, which only the proxy can normally reach. */
  readonly appUrl: string
  readonly metricsUrl: string
  readonly visitor: Visitor
  readonly sandbox: Sandbox
  readonly postgres: PostgresServer
  readonly databaseUrl: string
  readonly redis: RedisServer
  readonly redisFolder: string
  /** Reads its database directly. */
  readonly store: Store
  /** Opens the tokens it sealed, to know what must not be found. */
  readonly vault: TokenVault
  readonly secrets: Readonly<Record<string, string>>
  /** Everything it logged, at debug level. */
  readonly logFile: string
  /** A folder for files of attacks. */
  readonly folder: string
}

/** The secret of the client that the instance is on AniList. */
const clientSecret = randomBytes(24).toString('base64url')

/**
 * Runs an instance for as long as `use` takes: `APP_ENV=production`, behind nginx with its configuration from `deploy/` and a
 * self-signed certificate, on PostgreSQL and Redis, with the sandbox as AniList.
 *
 * @param folder where it may write; its contents are not needed afterwards
 */
export async function withAttackedInstance(
  folder: string,
  use: (instance: AttackedInstance) => Promise<void>,
): Promise<void> {
  if (isOld('dist/web')) buildPage('dist/web')
  const redirectUri = `https://${exampleHost}/api/v1/auth/callback`
  const clients = [{ id: '7', secret: clientSecret, redirectUris: [redirectUri] }]
  // Attacks send more requests than AniList would allow, and have to reach the code after its limit. A larger number is not
  // valid in its header.
  const sandbox = await startSandbox({ limit: 999_999, burst: 999_999, clients })
  const postgres = await startPostgres()
  const redisFolder = join(folder, 'redis')
  mkdirSync(redisFolder)
  try {
    await withRedis(async (redis) => {
      const databaseUrl = await makeDatabase(postgres)
      const secrets = { ...freshSecrets('k1'), ANILIST_CLIENT_SECRET: clientSecret }
      const logFile = join(folder, 'log.jsonl')
      const app = await startApp(logFile, folder, {
        ...secrets,
        APP_ENV: 'production',
        PORT: '0',
        METRICS_PORT: '0',
        LOG_LEVEL: 'debug',
        PUBLIC_URL: `https://${exampleHost}`,
        TRUSTED_PROXIES: '127.0.0.1',
        DATABASE_URL: databaseUrl,
        REDIS_URL: redis.url,
        INSTANCES: '1',
        // Limits have their own tests, and would stop most of an attack.
        RATE_LIMIT_PER_MINUTE: '10000000',
        ALLOW_IN_PRODUCTION: 'unusual-limits',
        ANILIST_CLIENT_ID: '7',
        ANILIST_API_URL: sandbox.graphqlUrl,
        ANILIST_AUTH_URL: sandbox.authorizeUrl,
        ANILIST_TOKEN_URL: sandbox.tokenUrl,
      })
      const store = await openStore({ databaseUrl })
      try {
        const nginx = await startNginx(folder, Number(new URL(app.url).port))
        try {
          await use({
            ...{ nginx, sandbox, postgres, databaseUrl, redis, redisFolder, store, secrets, logFile, folder },
            url: `https://localhost:${nginx.httpsPort}`,
            appUrl: app.url,
            metricsUrl: app.metricsUrl,
            visitor: createVisitor(nginx.httpsPort, nginx.certificate),
            vault: createTokenVault({
              keyring: parseKeyring(secrets.TOKEN_ENCRYPTION_KEYS),
              environment: 'production',
              random: randomBytes,
            }),
          })
        } finally {
          await nginx.stop()
        }
      } finally {
        await store.close()
        await stop(app.child)
      }
    }, redisFolder)
  } finally {
    await sandbox.close()
    await postgres.close()
  }
}

/** A role that owns one database and can do nothing else, like the one created by `deploy/postgresql`. */
export async function makeDatabase({ url }: PostgresServer): Promise<string> {
  const password = randomBytes(18).toString('base64url')
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(`create role sequel_finder login password '${password}'`)
  await client.query('create database sequel_finder owner sequel_finder')
  await client.query('revoke all on database sequel_finder from public')
  await client.end()
  return Object.assign(new URL(url), { pathname: '/sequel_finder', username: 'sequel_finder', password }).href
}

/**
 * Starts `serve` in its own process, and waits until it prints its addresses.
 *
 * @param flags for Node
 */
export async function startApp(
  logFile: string,
  folder: string,
  env: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
) {
  const child = spawn(process.execPath, [...flags, resolve('src/cli/main.ts'), 'serve'], {
    // One without `.env`.
    cwd: folder,
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: resolve('node_modules/.cache/compile'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stderr.pipe(createWriteStream(logFile))
  let said = ''
  child.stderr.on('data', (chunk) => {
    if (said.length < 10_000) said += chunk
  })
  const urls: string[] = []
  const told = new Promise<void>((tell) => {
    createInterface(child.stdout).on('line', (line) => {
      urls.push(/http:\S+/.exec(line)?.[0] ?? '')
      if (urls.length === 2) tell()
    })
  })
  await Promise.race([told, once(child, 'exit')])
  const [url, metricsUrl] = urls
  if (url === undefined || metricsUrl === undefined) throw new Error(`the instance did not start:\n${said}`)
  return { child, url, metricsUrl }
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
}
