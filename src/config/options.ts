import {
  atLeast,
  type Check,
  concealPassword,
  databaseAddress,
  hidden,
  keyring,
  listOf,
  networkAddress,
  networkRange,
  oneOf,
  redisAddress,
  someText,
  webAddress,
  webOrigin,
  wholeNumber,
  yesOrNo,
} from './checks.ts'

/**
 * All options, in the order in which they are documented. A new option is one entry here; the README's table,
 * `.env.example`, the `config` command and {@link loadConfig} follow from it.
 */
export const options = {
  appEnv: {
    name: 'APP_ENV',
    default: 'development',
    check: oneOf('development', 'production'),
    description:
      '`development` or `production`. In production the server refuses to start with weak secrets or unsafe settings; in development it generates its own secrets.',
  },
  host: {
    name: 'HOST',
    default: '127.0.0.1',
    check: networkAddress,
    description:
      'The address to listen on. Use `0.0.0.0` or `::` to listen on all interfaces, as in a container.',
  },
  port: {
    name: 'PORT',
    default: '8000',
    check: wholeNumber(0, 65_535),
    description: 'The port to listen on; `0` picks a free one.',
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    default: 'http://localhost:8000',
    check: webAddress,
    description:
      'The address of this instance in the browser, https in production. It is sent to AniList as the `Referer`.',
  },
  corsOrigins: {
    name: 'CORS_ORIGINS',
    default: 'http://localhost:3000,http://localhost:8000',
    defaultInProduction: '',
    check: listOf(webOrigin),
    description:
      'Other sites whose pages may use the API: exact origins, comma-separated. In production https only, and none by default.',
  },
  demoUsers: {
    name: 'DEMO_USERS',
    check: listOf(someText),
    description:
      'For a demo that runs on the sandbox: sample users to offer on the home page and for one-click sign-in, comma-separated.',
  },
  trustedProxies: {
    name: 'TRUSTED_PROXIES',
    check: listOf(networkRange),
    description:
      'Proxies whose `X-Forwarded-*` and `X-Request-Id` headers are trusted: addresses or ranges such as `10.0.0.0/8`, comma-separated. Required in production, where a public range may be no wider than `/12` (IPv6: `/28`).',
  },
  rateLimitPerMinute: {
    name: 'RATE_LIMIT_PER_MINUTE',
    default: '120',
    check: wholeNumber(1, 10_000_000),
    productionRange: [10, 6000],
    description:
      'Requests per minute that each address and each account may make. Sign-in, scans and writes have lower limits, derived from this one. In production 10 to 6000.',
  },
  redisUrl: {
    name: 'REDIS_URL',
    check: redisAddress,
    conceal: concealPassword,
    description:
      'A Redis shared by all instances, `redis://` or, with TLS, `rediss://`, so that limits hold across all of them. Without it, each instance counts separately.',
  },
  instances: {
    name: 'INSTANCES',
    default: '4',
    check: wholeNumber(1, 1000),
    productionRange: [1, 100],
    description:
      'How many instances share `REDIS_URL`. While Redis is unavailable, every limit is divided by this number. In production at most 100.',
  },
  secretKey: {
    name: 'SECRET_KEY',
    check: someText,
    conceal: hidden,
    description:
      'Signs and hashes refresh tokens, CSRF tokens and sign-in state. At least 32 bytes; generate it with `keys generate`.',
  },
  jwtSecretKey: {
    name: 'JWT_SECRET_KEY',
    check: listOf(someText),
    conceal: hidden,
    description:
      'Signs access tokens. At least 32 bytes. To replace it, put the new key before the old one, separated by a comma: the first signs, all verify.',
  },
  accessTokenExpireMinutes: {
    name: 'ACCESS_TOKEN_EXPIRE_MINUTES',
    default: '10080',
    defaultInProduction: '15',
    check: wholeNumber(1, 10_080),
    description: 'How many minutes an access token is valid for. In production 15 by default and at most 60.',
  },
  tokenEncryptionKeys: {
    name: 'TOKEN_ENCRYPTION_KEYS',
    check: keyring,
    conceal: hidden,
    description:
      'Encrypts the AniList tokens in the database: `ID:KEY`, comma-separated, where a key is 32 bytes in base64. The first encrypts, all decrypt; see `keys rotate`.',
  },
  logLevel: {
    name: 'LOG_LEVEL',
    default: 'info',
    check: oneOf('debug', 'info', 'warn', 'error', 'silent'),
    description: 'The log level: `debug`, `info`, `warn`, `error` or, outside production, `silent`.',
  },
  metricsHost: {
    name: 'METRICS_HOST',
    default: '127.0.0.1',
    check: networkAddress,
    description:
      'The address to serve metrics on. It must not be reachable from the internet: production accepts loopback addresses, private addresses and names without a dot.',
  },
  metricsPort: {
    name: 'METRICS_PORT',
    check: wholeNumber(0, 65_535),
    description: 'The port to serve Prometheus metrics on, at `/metrics`. Metrics are off unless it is set.',
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    default: 'sqlite:data/sequel-finder.db',
    check: databaseAddress,
    conceal: concealPassword,
    description:
      'The database, which holds accounts and the cache of titles from AniList: `sqlite:PATH` or `postgresql://USER:PASSWORD@HOST/DATABASE`.',
  },
  databaseEncryptionKey: {
    name: 'DATABASE_ENCRYPTION_KEY',
    check: atLeast(32),
    conceal: hidden,
    description: 'Encrypts the SQLite file. At least 32 characters; not used with PostgreSQL.',
  },
  allowSqliteInProduction: {
    name: 'ALLOW_SQLITE_IN_PRODUCTION',
    default: 'no',
    check: yesOrNo,
    description: 'Whether to allow `sqlite:` in production, `yes` or `no`: fine for a single instance.',
  },
  allowInProduction: {
    name: 'ALLOW_IN_PRODUCTION',
    check: listOf(oneOf('sqlite', 'no-proxy', 'private-network', 'open-metrics', 'unusual-limits')),
    description:
      'Exceptions to what production refuses, comma-separated: `sqlite`, `no-proxy`, `private-network`, `open-metrics`, `unusual-limits`. See `docs/self-hosting.md`; `doctor --production` lists those in effect.',
  },
  anilistApiUrl: {
    name: 'ANILIST_API_URL',
    default: 'https://graphql.anilist.co',
    check: webAddress,
    description: "The address of AniList's GraphQL API. Point it at the sandbox to try things out.",
  },
  anilistAuthUrl: {
    name: 'ANILIST_AUTH_URL',
    default: 'https://anilist.co/api/v2/oauth/authorize',
    check: webAddress,
    description: 'The AniList page on which people authorize this instance.',
  },
  anilistTokenUrl: {
    name: 'ANILIST_TOKEN_URL',
    default: 'https://anilist.co/api/v2/oauth/token',
    check: webAddress,
    description: 'The address at which AniList issues tokens.',
  },
  anilistClientId: {
    name: 'ANILIST_CLIENT_ID',
    check: someText,
    conceal: hidden,
    description:
      'The ID of your AniList API client, from https://anilist.co/settings/developer. Without it, sign-in is turned off.',
  },
  anilistClientSecret: {
    name: 'ANILIST_CLIENT_SECRET',
    check: someText,
    conceal: hidden,
    description: 'The secret that AniList shows next to that ID.',
  },
  anilistRedirectUri: {
    name: 'ANILIST_REDIRECT_URI',
    check: webAddress,
    description:
      'The redirect URL, exactly as entered on AniList. Defaults to `PUBLIC_URL` followed by `/api/v1/auth/callback`.',
  },
  anilistRequestsPerMinute: {
    name: 'ANILIST_REQUESTS_PER_MINUTE',
    default: '30',
    check: wholeNumber(1, 90),
    description:
      'How many requests per minute to send to AniList until its rate limit headers say otherwise.',
  },
  catalogueTtlHours: {
    name: 'CATALOGUE_TTL_HOURS',
    default: '24',
    check: wholeNumber(1, 720),
    description: 'How many hours a cached title is used before it is fetched again.',
  },
  scanTimeoutSeconds: {
    name: 'SCAN_TIMEOUT_SECONDS',
    default: '300',
    check: wholeNumber(1, 3600),
    productionRange: [30, 1800],
    description:
      'How many seconds a scan may take. Whatever it has fetched by then is kept for the next one. In production 30 to 1800.',
  },
  secretsManager: {
    name: 'SECRETS_MANAGER',
    default: 'none',
    check: oneOf('none', 'vault', 'aws'),
    description:
      'Where to look up options that are set neither in the environment nor in `.env`: `vault` (HashiCorp Vault, KV version 2), `aws` (AWS Secrets Manager) or `none`. The secret must map option names to strings.',
  },
  vaultAddr: {
    name: 'VAULT_ADDR',
    check: webAddress,
    description: 'The address of Vault; https unless it runs on this machine.',
  },
  vaultToken: {
    name: 'VAULT_TOKEN',
    check: someText,
    conceal: hidden,
    description: 'A Vault token that may read the secret. With a Vault agent, use `VAULT_TOKEN_FILE`.',
  },
  vaultNamespace: {
    name: 'VAULT_NAMESPACE',
    check: someText,
    description: 'The Vault namespace, if you use namespaces.',
  },
  vaultMount: {
    name: 'VAULT_MOUNT',
    default: 'secret',
    check: someText,
    description: 'Where the KV engine is mounted.',
  },
  vaultPath: {
    name: 'VAULT_PATH',
    default: 'sequel-finder',
    check: someText,
    description: 'The path of the secret within the KV engine.',
  },
  awsRegion: {
    name: 'AWS_REGION',
    check: someText,
    description: 'The AWS region of the secret, such as `eu-central-1`.',
  },
  awsSecretId: {
    name: 'AWS_SECRET_ID',
    default: 'sequel-finder',
    check: someText,
    description: 'The name or ARN of the secret, whose value must be a JSON object.',
  },
  awsAccessKeyId: {
    name: 'AWS_ACCESS_KEY_ID',
    check: someText,
    description: 'The access key ID of a user or role that may call `secretsmanager:GetSecretValue`.',
  },
  awsSecretAccessKey: {
    name: 'AWS_SECRET_ACCESS_KEY',
    check: someText,
    conceal: hidden,
    description: 'The secret access key that belongs to that ID.',
  },
  awsSessionToken: {
    name: 'AWS_SESSION_TOKEN',
    check: someText,
    conceal: hidden,
    description: 'The session token, for temporary credentials.',
  },
  awsEndpointUrl: {
    name: 'AWS_ENDPOINT_URL_SECRETS_MANAGER',
    check: webAddress,
    description:
      'A custom endpoint for Secrets Manager, such as a VPC endpoint. Defaults to the endpoint of the region.',
  },
} as const satisfies Readonly<Record<string, Option<unknown>>>

export interface Option<T> {
  /** The environment variable. With `_FILE` appended, it names a file that contains the value. */
  readonly name: string
  /** The default as text; an option without one is undefined unless set. */
  readonly default?: string
  /** The default if `APP_ENV` is `production` and it differs; empty for none. */
  readonly defaultInProduction?: string
  readonly check: Check<T>
  /** The range that production accepts, unless `unusual-limits` is allowed. */
  readonly productionRange?: readonly [least: number, most: number]
  /** Hides the secret parts of a value; absent if the whole value may be shown. */
  readonly conceal?: (text: string) => string
  /** One or two sentences in Markdown. */
  readonly description: string
}

type ValueOf<O> = O extends { readonly check: Check<infer T> }
  ? O extends { readonly default: string }
    ? T
    : T | undefined
  : never

/** The checked values, by the keys of {@link options}. */
export type Config = { readonly [Key in keyof typeof options]: ValueOf<(typeof options)[Key]> }

/** A weakness that production accepts only if it is allowed by name. */
export type ProductionException = NonNullable<Config['allowInProduction']>[number]
