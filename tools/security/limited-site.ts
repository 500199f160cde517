import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProcess } from '../../bench/load.ts'
import { freshSecrets } from '../../src/config/fresh-secrets.ts'
import { environmentAt } from '../../src/sandbox/environment.ts'
import { startPostgres } from '../../test/support/postgres.ts'
import { withRedis } from '../../test/support/redis.ts'
import { buildPage, isOld } from '../page.ts'
import { makeDatabase, startApp, stop } from './attacked-instance.ts'
import { unlessInterrupted } from './interruption.ts'
import { range } from './limit-attack.ts'
import { exampleHost } from './nginx.ts'

/** Instances as in production, with every limit as it is by default, and a sandbox that allows what AniList does. */
export interface LimitedSite {
  readonly instances: readonly LimitedInstance[]
  /** What the instances logged as errors, or ended with. */
  troubles(): readonly string[]
}

export interface LimitedInstance {
  readonly url: string
  /** Of the process, in megabytes: resident at present, and at most since it began. */
  memory(): { readonly now: number; readonly peak: number }
  /** How many requests it has sent to AniList, by its metrics. */
  aniListRequests(): Promise<number>
  /** Has the garbage collected, by the inspector on the loopback address. */
  collectGarbage(): Promise<void>
}

export interface LimitedSiteOptions {
  /** Generated titles. */
  readonly scale: number
  readonly latencyMs: number
  /** One, on SQLite, unless told; more share PostgreSQL and Redis. */
  readonly instances?: number
  /** Ends them before `use` has ended. */
  readonly signal: AbortSignal
}

/** What Node makes of the 512 MB that a container has. */
const heapMegabytes = 256

/** Runs them for as long as `use` takes. The callers say by `X-Forwarded-For` where they are, as nginx would. */
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
    // The sandbox knows its own client by any address of this machine; nobody is sent there.
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

/** Rejects when something has ended that is needed all along: what is measured from then on is of no worth. */
function endOf(what: string, ended: Promise<unknown>, troubles: () => readonly string[]): Promise<never> {
  const end = ended.then(() => {
    throw new Error([`${what} has ended`, ...troubles()].join(': '))
  })
  // In the end all of them do.
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
  // What a process says in the end is no line of JSON, and has several.
  const lastWords = /^(\w*Error\b|FATAL)[\s\S]{0,500}/m.exec(text.replace(/^\{.*\n/gm, ''))?.[0]
  const errors = text.split('\n').flatMap((line) => {
    if (!line.startsWith('{')) return []
    const { level, msg, err } = JSON.parse(line)
    return level === 'error' || level === 'fatal' ? [`${msg}${err ? `: ${err.message}` : ''}`] : []
  })
  return lastWords === undefined ? errors : [...errors, lastWords.replace(/\s+/g, ' ')]
}
