import { isLoopback, isPrivateOnTheWay } from './loopback.ts'
import { type Config, options } from './options.ts'
import { secretWeakness } from './secret-strength.ts'

/**
 * What keeps a server with this configuration from going into production, one sentence or two each: the variable, what
 * is wrong with it, what to do, and never its value. Empty if nothing does.
 */
export function productionProblems(config: Config): readonly string[] {
  return [
    ...secretProblems(config),
    ...transportProblems(config),
    ...originProblems(config),
    ...databaseProblems(config),
  ]
}

/** Secrets that are missing, short, from an example, regular, or used twice; and tokens that live too long. */
export function secretProblems(config: Config): readonly string[] {
  const required = (['secretKey', 'jwtSecretKey', 'tokenEncryptionKeys'] as const)
    .filter((key) => config[key] === undefined || config[key].length === 0)
    .map((key) => `${options[key].name} is not set. Make one with \`keys generate\`.`)
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
  return ownSecrets(config).flatMap(({ name, secret }) => {
    const weakness = secretWeakness(secret)
    return weakness === undefined ? [] : [`${name} ${weakness} Make a new one with \`keys generate\`.`]
  })
}

/** One secret for two purposes: whoever learns it at the weaker place has the stronger one too. */
function reusedSecrets(config: Config): string[] {
  const seen = new Map<string, string>()
  const problems: string[] = []
  const all = [
    ...ownSecrets(config),
    { name: 'ANILIST_CLIENT_SECRET', secret: config.anilistClientSecret ?? '' },
  ]
  for (const { name, secret } of all) {
    const key = Buffer.from(secret).toString('hex')
    const first = seen.get(key)
    if (first !== undefined && key !== '')
      problems.push(
        `${name} is the same secret as ${first}. Give each its own; \`keys generate\` makes them.`,
      )
    seen.set(key, name)
  }
  return problems
}

interface NamedSecret {
  readonly name: string
  readonly secret: string | Uint8Array
}

/** The secrets that we may judge: AniList makes the client's, and a database may have other ways than passwords. */
function ownSecrets(config: Config): readonly NamedSecret[] {
  const { secretKey, jwtSecretKey = [], tokenEncryptionKeys = '', databaseEncryptionKey } = config
  const keys = tokenEncryptionKeys.split(',').map((entry) => entry.slice(entry.indexOf(':') + 1).trim())
  return [
    { name: 'SECRET_KEY', secret: secretKey ?? '' },
    ...jwtSecretKey.map((secret) => ({ name: 'JWT_SECRET_KEY', secret })),
    ...keys.map((key) => ({ name: 'TOKEN_ENCRYPTION_KEYS', secret: Buffer.from(key, 'base64') })),
    { name: 'DATABASE_ENCRYPTION_KEY', secret: databaseEncryptionKey ?? '' },
  ].filter(({ secret }) => secret.length > 0)
}

/** Addresses to which sign-ins or tokens would go in clear text. */
export function transportProblems(config: Config): readonly string[] {
  const ours =
    config.publicUrl.startsWith('https:') && !isLoopback(new URL(config.publicUrl).hostname)
      ? []
      : [
          'PUBLIC_URL must be the https:// address that browsers use in production. Put a proxy that speaks https before this program.',
        ]
  const redirect =
    config.anilistRedirectUri === undefined || config.anilistRedirectUri.startsWith('https:')
      ? []
      : ['ANILIST_REDIRECT_URI must begin with https:// in production. Correct it here and at AniList.']
  const upstream = (['anilistApiUrl', 'anilistAuthUrl', 'anilistTokenUrl'] as const)
    .filter((key) => !isPrivateOnTheWay(config[key]))
    .map((key) => `${options[key].name} must begin with https:// in production: tokens go there.`)
  return [...ours, ...redirect, ...upstream, ...redisProblems(config)]
}

/** A name without a dot is one of a network between containers of one machine; no other machine has such a name. */
function redisProblems({ redisUrl }: Config): string[] {
  if (redisUrl === undefined || redisUrl.startsWith('rediss:')) return []
  const { hostname } = new URL(redisUrl)
  if (isLoopback(hostname) || !/[.:]/.test(hostname)) return []
  return ['REDIS_URL reaches another machine in clear text. Use rediss:// in production.']
}

/** Other sites that may act for people who are signed in, though they are no part of a public instance. */
export function originProblems(config: Config): readonly string[] {
  const origins = config.corsOrigins.map((origin) => new URL(origin))
  const local = origins.some(({ hostname }) => isLoopback(hostname))
  const plain = origins.some(({ protocol, hostname }) => protocol !== 'https:' && !isLoopback(hostname))
  return [
    ...(local
      ? [
          'CORS_ORIGINS must not hold localhost in production. Set it to the https:// origins of your own pages, or to the origin of PUBLIC_URL.',
        ]
      : []),
    ...(plain ? ['CORS_ORIGINS must hold https:// origins alone in production.'] : []),
  ]
}

/** A database that is meant for development, or whose connection anyone on the way could read or answer. */
export function databaseProblems(config: Config): readonly string[] {
  if (config.databaseUrl.startsWith('sqlite:')) {
    if (config.allowSqliteInProduction) return []
    return [
      'DATABASE_URL names a SQLite file. Use postgresql:// in production, or set ALLOW_SQLITE_IN_PRODUCTION=yes for a single instance.',
    ]
  }
  const { hostname, searchParams } = new URL(config.databaseUrl)
  // A socket is named by the parameter, and then the address has no host.
  const host = searchParams.get('host') ?? hostname
  if (
    host === '' ||
    host.startsWith('/') ||
    isLoopback(host) ||
    searchParams.get('sslmode') === 'verify-full'
  )
    return []
  return [
    'DATABASE_URL names a PostgreSQL on another machine without sslmode=verify-full. Add ?sslmode=verify-full, so that nobody on the way can read or take its place.',
  ]
}
