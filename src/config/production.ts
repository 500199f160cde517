import {
  isAnybody,
  isEveryAddress,
  isLoopback,
  isNameWithoutDot,
  isPrivateHost,
  isPrivateOnTheWay,
} from './networks.ts'
import { nodeProblems } from './node-settings.ts'
import { type Config, type Option, options, type ProductionException } from './options.ts'
import { readingsOf, secretWeakness } from './secret-strength.ts'
import type { ConfigSources } from './sources.ts'

/**
 * Why a server with this configuration must not start in production, in one or two sentences each: the variable, what
 * is wrong and what to do, but never its value.
 *
 * @param sources for Node's own settings
 */
export function productionProblems(config: Config, sources: ConfigSources): readonly string[] {
  return [
    ...secretProblems(config),
    ...transportProblems(config, sources),
    ...originProblems(config),
    ...databaseProblems(config),
    ...limitProblems(config),
    ...monitoringProblems(config),
  ]
}

/** The weaknesses that the operator has allowed by name. */
export function allowedExceptions(config: Config): ReadonlySet<ProductionException> {
  return new Set([
    ...(config.allowInProduction ?? []),
    ...(config.allowSqliteInProduction ? (['sqlite'] as const) : []),
  ])
}

/** Secrets that are missing, weak or reused, and access tokens that are valid for too long. */
export function secretProblems(config: Config): readonly string[] {
  const required = (['secretKey', 'jwtSecretKey', 'tokenEncryptionKeys'] as const)
    .filter((key) => config[key] === undefined || config[key].length === 0)
    .map((key) => `${options[key].name} is not set. Generate one with \`keys generate\`.`)
  const halfClient =
    (config.anilistClientId === undefined) === (config.anilistClientSecret === undefined)
      ? []
      : ['ANILIST_CLIENT_ID and ANILIST_CLIENT_SECRET belong together. Set both, or neither.']
  const tooLong =
    config.accessTokenExpireMinutes > 60
      ? [
          'ACCESS_TOKEN_EXPIRE_MINUTES must be 60 or less in production. Refresh tokens keep people signed in.',
        ]
      : []
  return [...required, ...weakSecrets(config), ...reusedSecrets(config), ...halfClient, ...tooLong]
}

function weakSecrets(config: Config): string[] {
  return ownSecrets(config).flatMap(([name, secret]) => {
    const weakness = secretWeakness(secret)
    return weakness === undefined ? [] : [`${name} ${weakness} Generate a new one with \`keys generate\`.`]
  })
}

/** A secret with two purposes: a leak at the weaker one affects both. */
function reusedSecrets(config: Config): string[] {
  const seen = new Map<string, string>()
  const problems: string[] = []
  for (const [name, secret] of [...ownSecrets(config), ...foreignSecrets(config)]) {
    const readings = readingsOf(secret)
    const first = [...readings].map((reading) => seen.get(reading)).find((owner) => owner !== undefined)
    if (first !== undefined)
      problems.push(
        first === name
          ? `${name} contains the same secret twice. Remove one of them.`
          : `${name} contains the same secret as ${first}. Give each its own; \`keys generate\` creates them.`,
      )
    for (const reading of readings) seen.set(reading, name)
  }
  return problems
}

type NamedSecret = readonly [name: string, secret: string]

/** Secrets that we generate, whose strength we can judge. */
function ownSecrets(config: Config): readonly NamedSecret[] {
  const { secretKey, jwtSecretKey = [], tokenEncryptionKeys = '', databaseEncryptionKey } = config
  const keys = tokenEncryptionKeys.split(',').map((entry) => entry.slice(entry.indexOf(':') + 1).trim())
  return present([
    ['SECRET_KEY', secretKey],
    ...jwtSecretKey.map((secret) => ['JWT_SECRET_KEY', secret] as const),
    ...keys.map((key) => ['TOKEN_ENCRYPTION_KEYS', key] as const),
    ['DATABASE_ENCRYPTION_KEY', databaseEncryptionKey],
  ])
}

/** Secrets chosen elsewhere: by AniList, a database, a secrets manager or a person. */
function foreignSecrets(config: Config): readonly NamedSecret[] {
  return present([
    ['ANILIST_CLIENT_SECRET', config.anilistClientSecret],
    ...passwordsIn(config.databaseUrl).map((password) => ['DATABASE_URL', password] as const),
    ...passwordsIn(config.redisUrl ?? '').map((password) => ['REDIS_URL', password] as const),
    ['VAULT_TOKEN', config.vaultToken],
    ['AWS_SECRET_ACCESS_KEY', config.awsSecretAccessKey],
    ['AWS_SESSION_TOKEN', config.awsSessionToken],
  ])
}

function present(secrets: readonly (readonly [name: string, secret: string | undefined])[]): NamedSecret[] {
  return secrets.flatMap(([name, secret = '']) => (secret === '' ? [] : [[name, secret] as const]))
}

/** Both drivers also accept the password as a parameter. */
function passwordsIn(address: string): string[] {
  const url = URL.parse(address)
  if (url === null) return []
  return [unescaped(url.password), ...url.searchParams.getAll('password')].filter(
    (password) => password !== '',
  )
}

/** A percent sign that escapes nothing stands for itself. */
function unescaped(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** Connections that others could read or impersonate. */
export function transportProblems(config: Config, sources: ConfigSources): readonly string[] {
  const ours =
    config.publicUrl.startsWith('https:') && !isLoopback(new URL(config.publicUrl).hostname)
      ? []
      : [
          'PUBLIC_URL must be the https:// address that browsers use in production. Put an https proxy in front of this program.',
        ]
  const redirect =
    config.anilistRedirectUri === undefined || config.anilistRedirectUri.startsWith('https:')
      ? []
      : ['ANILIST_REDIRECT_URI must start with https:// in production. Correct it here and on AniList.']
  const upstream = (['anilistApiUrl', 'anilistAuthUrl', 'anilistTokenUrl'] as const)
    .filter((key) => !isPrivateOnTheWay(config[key]))
    .map((key) => `${options[key].name} must start with https:// in production: tokens are sent there.`)
  return [
    ...ours,
    ...redirect,
    ...upstream,
    ...proxyProblems(config),
    ...redisProblems(config),
    ...nodeProblems(sources),
  ]
}

/**
 * The program has no https of its own, so it is behind a proxy. If that is not named, all visitors count as one
 * address, in limits and logs; if the range is too wide, visitors can forge their address.
 */
function proxyProblems(config: Config): string[] {
  const { trustedProxies = [] } = config
  if (trustedProxies.some(isAnybody))
    return [
      'TRUSTED_PROXIES contains a range so wide that anyone could be in it. Use the address of your proxy, or public ranges no wider than /12 (IPv6: /28).',
    ]
  if (trustedProxies.length > 0 || allowedExceptions(config).has('no-proxy')) return []
  return [
    "TRUSTED_PROXIES is not set, so all visitors would count as one. Set it to the address of your proxy, such as 127.0.0.1; if yours can't pass on visitors' addresses, set ALLOW_IN_PRODUCTION=no-proxy.",
  ]
}

/** A name without a dot is a Redis in a neighbouring container. It only holds counters, so a password is enough. */
function redisProblems(config: Config): string[] {
  if (config.redisUrl === undefined) return []
  const url = new URL(config.redisUrl)
  if (isNear(url.hostname, config)) return []
  // The parameter `tls` would turn off encryption or certificate checks.
  const isEncrypted = url.protocol === 'rediss:' && !url.searchParams.has('tls')
  return [
    ...(isEncrypted || isNameWithoutDot(url.hostname)
      ? []
      : [
          `REDIS_URL connects to another machine without encryption. Use rediss:// without a tls parameter${orPrivate(url.hostname)}.`,
        ]),
    ...(passwordsIn(config.redisUrl).length === 0
      ? ['REDIS_URL connects to another machine without a password. Set one there (requirepass) and here.']
      : []),
  ]
}

/** Whether a host is on this machine, or in a network that the operator declared to be private. */
function isNear(host: string, config: Config): boolean {
  return isLoopback(host) || (isPrivateHost(host) && allowedExceptions(config).has('private-network'))
}

function orPrivate(host: string): string {
  return isPrivateHost(host)
    ? ', or set ALLOW_IN_PRODUCTION=private-network if nothing else is on that network'
    : ''
}

/** Other sites that must not act for signed-in users of a public instance. */
export function originProblems(config: Config): readonly string[] {
  const origins = config.corsOrigins.map((origin) => new URL(origin))
  const local = origins.some(({ hostname }) => isLoopback(hostname))
  const plain = origins.some(({ protocol, hostname }) => protocol !== 'https:' && !isLoopback(hostname))
  return [
    ...(local
      ? [
          'CORS_ORIGINS must not contain localhost in production. Set it to the https:// origins of your own pages, or to the origin of PUBLIC_URL.',
        ]
      : []),
    ...(plain ? ['CORS_ORIGINS must contain only https:// origins in production.'] : []),
  ]
}

/** A development database, or a connection that others could read or impersonate. */
export function databaseProblems(config: Config): readonly string[] {
  if (config.databaseUrl.startsWith('sqlite:')) {
    if (allowedExceptions(config).has('sqlite')) return []
    return [
      'DATABASE_URL names a SQLite file. Use postgresql:// in production, or set ALLOW_SQLITE_IN_PRODUCTION=yes for a single instance.',
    ]
  }
  const url = new URL(config.databaseUrl)
  const parameter = (name: string) => url.searchParams.getAll(name).at(-1) ?? ''
  // As the driver does: parameters override the address, and the last one wins.
  const host = parameter('host') || unescaped(url.hostname)
  if (host === '')
    return ['DATABASE_URL has no host, so other variables would decide it. Add one, such as localhost.']
  if (host.startsWith('/') || isNear(host, config)) return []
  return [
    ...(parameter('sslmode') === 'verify-full'
      ? []
      : [
          `DATABASE_URL connects to PostgreSQL on another machine without sslmode=verify-full. Add ?sslmode=verify-full, so that nobody in between can read along or impersonate it${orPrivate(host)}.`,
        ]),
    ...(passwordsIn(config.databaseUrl).length === 0 && parameter('sslcert') === ''
      ? [
          'DATABASE_URL connects to PostgreSQL on another machine without a password or sslcert. Give its role one, and add it here.',
        ]
      : []),
  ]
}

/** Numbers that would make the service useless or unprotected. */
export function limitProblems(config: Config): readonly string[] {
  if (allowedExceptions(config).has('unusual-limits')) return []
  return Object.entries<Option<unknown>>(options).flatMap(([key, { name, productionRange }]) => {
    if (productionRange === undefined) return []
    const [least, most] = productionRange
    // Options with a range have a default, so the value is a number.
    const value = config[key as keyof Config] as number
    if (value >= least && value <= most) return []
    return [
      `${name} must be from ${least} to ${most} in production. Correct it, or set ALLOW_IN_PRODUCTION=unusual-limits.`,
    ]
  })
}

/** A log that is turned off, and metrics that are public. */
export function monitoringProblems(config: Config): readonly string[] {
  const isMute = config.logLevel === 'silent'
  return [
    ...(isMute ? ['LOG_LEVEL turns off the log, so nothing could be traced. Set it to info.'] : []),
    ...metricsProblems(config),
  ]
}

function metricsProblems(config: Config): string[] {
  const { metricsPort, metricsHost } = config
  if (metricsPort === undefined || isPrivateHost(metricsHost)) return []
  if (!isEveryAddress(metricsHost))
    return [
      'METRICS_HOST may be reachable from the internet. Set it to 127.0.0.1, or to a private address that Prometheus can reach.',
    ]
  if (allowedExceptions(config).has('open-metrics')) return []
  return [
    'METRICS_HOST is all interfaces of this machine, which may be reachable from the internet. Set it to 127.0.0.1 or a private address; in a container whose METRICS_PORT is not published, set ALLOW_IN_PRODUCTION=open-metrics.',
  ]
}
