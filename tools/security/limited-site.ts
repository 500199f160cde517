import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProcess } from '../../bench/load.ts'
import { freshSecrets } from '../../src/config/fresh-secrets.ts'
import { environmentAt } from '../../src/sandbox/server.ts'
import { startPostgres } from '../../test/support/postgres.ts'
import { withRedis } from '../../test/support/redis.ts'
import { buildPage, isOld } from '../page.ts'
import { makeDatabase, startApp, stop } from './attacked-instance.ts'
import { unlessInterrupted } from './interruption.ts'
import { range } from './limit-attack.ts'
import { exampleHost } from './nginx.ts'

/** Instances as in production, with all limits at their defaults, and a sandbox that allows what AniList does. */
export interface LimitedSite {
  readonly instances: readonly LimitedInstance[]
  /** The errors that instances logged or ended with. */
  troubles(): readonly string[]
}

export interface LimitedInstance {
  readonly url: string
  /** Memory of the process, in megabytes: current, and peak since its start. */
  memory(): { readonly now: number; readonly peak: number }
  /** How many requests it has sent to AniList, by its metrics. */
  aniListRequests(): Promise<number>
  /** Collects garbage, through the inspector on the loopback address. */
  collectGarbage(): Promise<void>
}

export interface LimitedSiteOptions {
  /** Generated titles. */
  readonly scale: number
  readonly latencyMs: number
  /** One, on SQLite, by default; several share PostgreSQL and Redis. */
  readonly instances?: number
  /** Ends them before `use` has ended. */
  readonly signal: AbortSignal
}

/** Node's heap limit in a container of 512 MB. */
const heapMegabytes = 256

/** Runs them for as long as `use` takes. Clients give their addresses in `X-Forwarded-For`, as nginx would. */
export async function withLimitedSite<T>(
  { scale, latencyMs, instances: count = 1, signal }: LimitedSiteOptions,
  use: (site: LimitedSite) => Promise<T>,
): Promise<T> {
  if (isOld('dist/web')) buildPage('dist/web')
  const folder = mkdtempSync(join(tmpdir(), 'sequel-finder-limits-'))
  const sandboxFlags = ['--limit', '30', '--latency', String(latencyMs), '--scale', String(scale)]
  const sandbox = await startProcess(['src/cli/main.ts', 'sandbox', '--port', '0', ...sandboxFlags])
  const origin = new URL(sandbox.url).origin
  const env = {
    ...freshSecrets('k1'),
    ...environmentAt({
      graphqlUrl: `${origin}/graphql`,
      authorizeUrl: `${origin}/api/v2/oauth/authorize`,
      tokenUrl: `${origin}/api/v2/oauth/token`,
    }),
    APP_ENV: 'production',
    PORT: '0',
    METRICS_PORT: '0',
    PUBLIC_URL: `https://${exampleHost}`,
    // The sandbox accepts any address of this machine for its client, and nobody is sent there.
    ANILIST_REDIRECT_URI: 'https://localhost/api/v1/auth/callback',
    TRUSTED_PROXIES: '127.0.0.1',
    INSTANCES: String(count),
  }
  const logFile = (i: number) => join(folder, `${i}.log`)
  let used: T | undefined
  const run = async (stores: Readonly<Record<string, string>>) => {
    const apps = await Promise.all(
      range(count).map((i) =>
        startApp(logFile(i), folder, { ...env, ...stores }, [
          `--max-old-space-size=${heapMegabytes}`,
          '--inspect=127.0.0.1:0',
        ]),
      ),
    )
    const logs = range(count).map(logFile)
    const troubles = () => logs.flatMap(troublesIn)
    const ends = [
      endOf('the sandbox', sandbox.ended, () => []),
      ...apps.map(({ child }) => endOf('an instance', once(child, 'exit'), troubles)),
    ]
    try {
      const instances = apps.map((app, i) => limitedInstance(app, logFile(i)))
      const using = () => Promise.race([use({ instances, troubles }), ...ends])
      used = await unlessInterrupted(using, signal)
    } finally {
      await Promise.all(apps.map(({ child }) => stop(child)))
    }
  }
  try {
    if (count === 1)
      await run({
        DATABASE_URL: `sqlite:${join(folder, 'limits.db')}`,
        ALLOW_IN_PRODUCTION: 'sqlite',
      })
    else await withStores(run)
    return used as T
  } finally {
    await sandbox.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Rejects when a required process ends, because later measurements would be worthless. */
function endOf(what: string, ended: Promise<unknown>, troubles: () => readonly string[]): Promise<never> {
  const end = ended.then(() => {
    throw new Error([`${what} has ended`, ...troubles()].join(': '))
  })
  // Eventually all of them end.
  end.catch(() => {})
  return end
}

async function withStores(run: (stores: Readonly<Record<string, string>>) => Promise<void>): Promise<void> {
  const postgres = await startPostgres()
  try {
    const databaseUrl = await makeDatabase(postgres)
    await withRedis(({ url }) => run({ DATABASE_URL: databaseUrl, REDIS_URL: url }))
  } finally {
    await postgres.close()
  }
}

function limitedInstance(
  { url, metricsUrl, child }: Awaited<ReturnType<typeof startApp>>,
  logFile: string,
): LimitedInstance {
  const megabytes = (name: string) => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024
    } catch {
      return 0
    }
  }
  return {
    url,
    memory: () => ({ now: megabytes('VmRSS'), peak: megabytes('VmHWM') }),
    async aniListRequests() {
      const metrics = await (await fetch(metricsUrl)).text()
      return Number(/^anilist_requests_total (\d+)/m.exec(metrics)?.[1] ?? 0)
    },
    async collectGarbage() {
      const inspector = /ws:\/\/\S+/.exec(readFileSync(logFile, 'utf8'))?.[0] ?? 'none:'
      const socket = new WebSocket(inspector)
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      socket.onopen = () => socket.send('{"id":1,"method":"HeapProfiler.collectGarbage"}')
      socket.onmessage = () => resolve()
      socket.onerror = () => reject(new Error('the inspector did not respond'))
      await promise.finally(() => socket.close())
    },
  }
}

function troublesIn(logFile: string): string[] {
  const text = readFileSync(logFile, 'utf8')
  // A process's last output is not JSON, and has several lines.
  const lastWords = /^(\w*Error\b|FATAL)[\s\S]{0,500}/m.exec(text.replace(/^\{.*\n/gm, ''))?.[0]
  const errors = text.split('\n').flatMap((line) => {
    if (!line.startsWith('{')) return []
    const { level, msg, err } = JSON.parse(line)
    return level === 'error' || level === 'fatal' ? [`${msg}${err ? `: ${err.message}` : ''}`] : []
  })
  return lastWords === undefined ? errors : [...errors, lastWords.replace(/\s+/g, ' ')]
}
