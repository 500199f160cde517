import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { isLoopback, isNameWithoutDot } from '../config/networks.ts'
import type { Config } from '../config/options.ts'
import {
  allowedExceptions,
  databaseProblems,
  limitProblems,
  monitoringProblems,
  originProblems,
  productionProblems,
  secretProblems,
  transportProblems,
} from '../config/production.ts'
import { type ConfigSources, processSources, type Setting } from '../config/sources.ts'
import { connectRedis } from '../redis/redis.ts'
import { parseDatabaseUrl } from '../store/store.ts'
import type { Finding } from './doctor.ts'

export interface Examined {
  readonly config: Config
  readonly settings: readonly Setting[]
  /** The working directory, which may contain a `.env`. */
  readonly folder: string
  readonly fetch: typeof fetch
  /** Node's own settings. */
  readonly sources?: ConfigSources
}

interface Point {
  /** Its name in the security policy's production checklist. */
  readonly name: string
  /** Returns problems; empty if there are none. */
  readonly look: (examined: Examined) => Promise<readonly Remark[]> | readonly Remark[]
}

/** `fail` for a problem, `warn` for anything that cannot be checked from here or may be intended. */
type Remark = readonly ['fail' | 'warn', string]

/** The security policy's production checklist, in order. */
const checklist: readonly Point[] = [
  { name: 'HTTPS/TLS everywhere', look: lookAtTransport },
  { name: 'default secrets rotated', look: ({ config }) => gaps(...secretProblems(config)) },
  { name: 'database encryption at rest', look: lookAtDatabase },
  { name: 'CORS restrictions', look: ({ config }) => gaps(...originProblems(config)) },
  { name: 'secrets outside the code', look: lookAtSecretFiles },
  { name: 'automated dependency scanning', look: lookAtScanning },
  { name: 'security headers (HSTS, CSP, X-Frame-Options)', look: lookAtHeaders },
  { name: 'rate limiting with Redis', look: lookAtLimits },
  { name: 'logging and monitoring', look: lookAtMonitoring },
  {
    name: 'regular security audits',
    look: () => warnings("This can't be checked from here: run `npm run security` before each release."),
  },
  { name: 'dependencies up to date', look: lookAtRuntime },
  { name: 'secrets management', look: lookAtManagement },
]

/** Not in the policy: exceptions that the operator allowed and might forget. */
const exceptions: Point = { name: 'exceptions', look: lookAtExceptions }

/** Goes through the whole checklist, with a finding for each problem, or one for a point without problems. */
export async function* examineProduction(examined: Examined): AsyncGenerator<Finding> {
  if (examined.config.appEnv !== 'production')
    yield {
      point: 'environment',
      verdict: 'fail',
      detail: "APP_ENV is not set to production, so the server wouldn't enforce these checks. Set it.",
    }
  for (const { name, look } of [...checklist, exceptions]) {
    const remarks = await look(examined)
    for (const [verdict, detail] of remarks) yield { point: name, verdict, detail }
    if (remarks.length === 0) yield { point: name, verdict: 'ok', detail: 'No problems found.' }
  }
}

function gaps(...problems: readonly string[]): readonly Remark[] {
  return problems.map((problem) => ['fail', problem])
}

function warnings(...remarks: readonly string[]): readonly Remark[] {
  return remarks.map((remark) => ['warn', remark])
}

function lookAtTransport({ config, sources = processSources() }: Examined): readonly Remark[] {
  const redisHost = config.redisUrl?.startsWith('redis:') ? new URL(config.redisUrl).hostname : ''
  return [
    ...gaps(...transportProblems(config, sources), ...databaseProblems(config)),
    ...(isNameWithoutDot(redisHost) && !isLoopback(redisHost)
      ? warnings('REDIS_URL is not encrypted. Make sure that nothing else is on its container network.')
      : []),
  ]
}

/** Describes each exception by what it allows. */
function lookAtExceptions({ config, sources = processSources() }: Examined): readonly Remark[] {
  const allowed = [...allowedExceptions(config)]
  const told = new Set(productionProblems(config, sources))
  return allowed.map((exception) => {
    const allowInProduction = allowed.filter((other) => other !== exception)
    const stricter = { ...config, allowSqliteInProduction: false, allowInProduction }
    const passed = productionProblems(stricter, sources).filter((problem) => !told.has(problem))
    if (passed.length === 0) return ['warn', `${exception} is allowed, but not needed. Remove it.`]
    return ['warn', `${exception} is in effect, which allows: ${passed.join(' ')}`]
  })
}

function lookAtDatabase({ config }: Examined): readonly Remark[] {
  const address = parseDatabaseUrl(config.databaseUrl)
  if (address.engine === 'postgresql')
    return warnings(
      "This can't be checked from here: encrypt PostgreSQL's disk. AniList tokens are always encrypted.",
    )
  if (config.databaseEncryptionKey === undefined)
    return gaps('DATABASE_ENCRYPTION_KEY is not set. Set it before the first start, or encrypt the disk.')
  if (startsInClear(address.path))
    return gaps(
      `${address.path} was created without DATABASE_ENCRYPTION_KEY and is not encrypted. Start with a new file.`,
    )
  return []
}

/** An encrypted file looks random from its first byte. */
function startsInClear(path: string): boolean {
  if (!existsSync(path)) return false
  const file = openSync(path, 'r')
  try {
    const head = Buffer.alloc(15)
    readSync(file, head)
    return head.toString('latin1') === 'SQLite format 3'
  } finally {
    closeSync(file)
  }
}

function lookAtSecretFiles({ folder }: Examined): readonly Remark[] {
  const file = join(folder, '.env')
  if (!existsSync(file) || (statSync(file).mode & 0o077) === 0) return []
  return gaps(`Other users of this machine can read ${file}. To prevent it: chmod 600 ${file}`)
}

function lookAtScanning(): readonly Remark[] {
  if (existsSync(new URL('../../.github/dependabot.yml', import.meta.url))) return []
  return warnings(
    "This can't be checked in an installed package: watch its releases, and run `npm audit` regularly.",
  )
}

const expectedHeaders = ['strict-transport-security', 'content-security-policy', 'x-frame-options']
const patienceMs = 5_000

/** Requests the public address, because its proxy could remove headers. */
async function lookAtHeaders({ config, fetch }: Examined): Promise<readonly Remark[]> {
  try {
    const signal = AbortSignal.timeout(patienceMs)
    const { headers } = await fetch(`${config.publicUrl}/livez`, { redirect: 'manual', signal })
    return gaps(
      ...expectedHeaders
        .filter((name) => !headers.has(name))
        .map((name) => `Replies from PUBLIC_URL have no ${name} header. Check whether the proxy removes it.`),
    )
  } catch {
    return warnings(
      "PUBLIC_URL doesn't respond, so its headers couldn't be checked. Try again while the server is running.",
    )
  }
}

async function lookAtLimits({ config }: Examined): Promise<readonly Remark[]> {
  return gaps(...limitProblems(config), ...(await lookForRedis(config)))
}

async function lookForRedis({ redisUrl }: Config): Promise<readonly string[]> {
  if (redisUrl === undefined)
    return ['REDIS_URL is not set: each instance counts separately, and starts over when it restarts.']
  const redis = await connectRedis(redisUrl)
  redis.close()
  const { up, reason } = redis.state
  return up ? [] : [`Redis doesn't respond (${reason}). Start it, or correct REDIS_URL.`]
}

function lookAtMonitoring({ config }: Examined): readonly Remark[] {
  return gaps(
    ...monitoringProblems(config),
    ...(config.logLevel === 'error'
      ? ['LOG_LEVEL hides what you would need to trace an incident. Set it to info.']
      : []),
    ...(config.metricsPort === undefined
      ? ['METRICS_PORT is not set, so nothing can raise an alert. Set it, and point Prometheus at it.']
      : []),
  )
}

function lookAtRuntime(): readonly Remark[] {
  if (process.release.lts !== undefined) return []
  return warnings(`Node ${process.version} has no long-term support. Use an even-numbered version.`)
}

const secretNames = /^(SECRET_KEY|JWT_SECRET_KEY|TOKEN_ENCRYPTION_KEYS|ANILIST_CLIENT_SECRET)$/

function lookAtManagement({ settings }: Examined): readonly Remark[] {
  const loose = settings
    .filter(
      ({ option, source }) => secretNames.test(option.name) && /^(environment|\.env file)$/.test(source),
    )
    .map(({ option }) => option.name)
  if (loose.length === 0) return []
  return warnings(
    `Set in the environment or in .env: ${loose.join(', ')}. Safer: a secrets manager (SECRETS_MANAGER), or files (NAME_FILE).`,
  )
}
