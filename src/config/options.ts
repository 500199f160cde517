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
 * Every option of the program, in the order in which people read of them. A new option is one entry here: the
 * README's table, `.env.example`, the `config` command and {@link loadConfig} follow from it.
 */
export const options = {
  appEnv: {
    name: 'APP_ENV',
    default: 'development',
    check: oneOf('development', 'production'),
    description:
      'How strict to be: `development` or `production`. In production the server refuses to start with weak secrets or open doors; in development it makes its own secrets.',
  },
  host: {
    name: 'HOST',
    default: '127.0.0.1',
    check: networkAddress,
    description:
      'The address to listen on; `0.0.0.0` or `::` for every one of this machine, as a container needs.',
  },
  port: {
    name: 'PORT',
    default: '8000',
    check: wholeNumber(0, 65_535),
    description: 'The port to listen on; `0` takes any that is free.',
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    default: 'http://localhost:8000',
    check: webAddress,
    description:
      'The address of this instance as browsers see it, https in production. AniList gets it as `Referer`, to know who asks.',
  },
  corsOrigins: {
    name: 'CORS_ORIGINS',
    default: 'http://localhost:3000,http://localhost:8000',
    defaultInProduction: '',
    check: listOf(webOrigin),
    description:
      'Which other web pages may use the API: their exact origins, with commas. In production https alone, and none by default.',
  },
  demoUsers: {
    name: 'DEMO_USERS',
    check: listOf(someText),
    description:
      'For an instance that shows the sandbox: names of its users for the home page to offer, to look at and to sign in as with one click, with commas.',
  },
  trustedProxies: {
    name: 'TRUSTED_PROXIES',
    check: listOf(networkRange),
    description:
      'Proxies whose `X-Forwarded-*` and `X-Request-Id` headers are believed: addresses or ranges such as `10.0.0.0/8`, with commas. Needed in production, where public ranges are `/12` (IPv6: `/28`) at most.',
  },
  rateLimitPerMinute: {
    name: 'RATE_LIMIT_PER_MINUTE',
    default: '120',
    check: wholeNumber(1, 10_000_000),
    productionRange: [10, 6000],
    description:
      'How many requests a minute an address, or an account, may make. Sign-in, scans and writes get a part of that. In production 10 to 6000.',
  },
  redisUrl: {
    name: 'REDIS_URL',
    check: redisAddress,
    conceal: concealPassword,
    description:
      'A Redis that several instances share, `redis://` or `rediss://` with TLS: limits hold across all of them. Without it each counts for itself.',
  },
  instances: {
    name: 'INSTANCES',
    default: '4',
    check: wholeNumber(1, 1000),
    productionRange: [1, 100],
    description:
      'How many instances share `REDIS_URL`. While Redis is away, each allows so small a part of every limit. In production 100 at most.',
  },
  secretKey: {
    name: 'SECRET_KEY',
    check: someText,
    conceal: hidden,
    description: 'Signs what browsers keep for us, 32 bytes or more. `keys generate` makes it.',
  },
  jwtSecretKey: {
    name: 'JWT_SECRET_KEY',
    check: listOf(someText),
    conceal: hidden,
    description:
      'Signs access tokens, 32 bytes or more. To change it, put the new key and a comma before the old one: the first signs, all verify.',
  },
  accessTokenExpireMinutes: {
    name: 'ACCESS_TOKEN_EXPIRE_MINUTES',
    default: '10080',
    defaultInProduction: '15',
    check: wholeNumber(1, 10_080),
    description: 'How long an access token is good for. In production 15 by default, and 60 at most.',
  },
  tokenEncryptionKeys: {
    name: 'TOKEN_ENCRYPTION_KEYS',
    check: keyring,
    conceal: hidden,
    description:
      'Encrypt the AniList tokens in the database: `ID:KEY`, with commas, a key being 32 bytes in base64. The first encrypts, all decrypt; see `keys rotate`.',
  },
  logLevel: {
    name: 'LOG_LEVEL',
    default: 'info',
    check: oneOf('debug', 'info', 'warn', 'error', 'silent'),
    description:
      'How much the server logs: `debug`, `info`, `warn`, `error` or, outside production, `silent`.',
  },
  metricsHost: {
    name: 'METRICS_HOST',
    default: '127.0.0.1',
    check: networkAddress,
    description:
      'The address on which metrics are served. Never one that the internet reaches: production takes loopback and private ones, and names without a dot.',
  },
  metricsPort: {
    name: 'METRICS_PORT',
    check: wholeNumber(0, 65_535),
    description: 'The port for Prometheus, at `/metrics`. Without it there are no metrics.',
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    default: 'sqlite:data/sequel-finder.db',
    check: databaseAddress,
    conceal: concealPassword,
    description:
      'Where to keep the catalogue and the accounts: `sqlite:PATH` or `postgresql://USER:PASSWORD@HOST/DATABASE`.',
  },
  databaseEncryptionKey: {
    name: 'DATABASE_ENCRYPTION_KEY',
    check: atLeast(32),
    conceal: hidden,
    description: 'Encrypts the SQLite file when set, with 32 characters or more. Not used for PostgreSQL.',
  },
  allowSqliteInProduction: {
    name: 'ALLOW_SQLITE_IN_PRODUCTION',
    default: 'no',
    check: yesOrNo,
    description:
      'Whether `sqlite:` will do in production, `yes` or `no`: fine for one instance on one machine.',
  },
  allowInProduction: {
    name: 'ALLOW_IN_PRODUCTION',
    check: listOf(oneOf('sqlite', 'no-proxy', 'private-network', 'open-metrics', 'unusual-limits')),
    description:
      'What production takes although it is weak, with commas: `sqlite`, `no-proxy`, `private-network`, `open-metrics`, `unusual-limits`. `docs/self-hosting.md` says when; `doctor --production` lists what is in force.',
  },
  anilistApiUrl: {
    name: 'ANILIST_API_URL',
    default: 'https://graphql.anilist.co',
    check: webAddress,
    description: 'Where AniList answers. Point it to the sandbox to try things out.',
  },
  anilistAuthUrl: {
    name: 'ANILIST_AUTH_URL',
    default: 'https://anilist.co/api/v2/oauth/authorize',
    check: webAddress,
    description: 'Where AniList asks people whether they let us in.',
  },
  anilistTokenUrl: {
    name: 'ANILIST_TOKEN_URL',
    default: 'https://anilist.co/api/v2/oauth/token',
    check: webAddress,
    description: 'Where AniList gives out tokens.',
  },
  anilistClientId: {
    name: 'ANILIST_CLIENT_ID',
    check: someText,
    conceal: hidden,
    description:
      'The id of this instance as an AniList client, from https://anilist.co/settings/developer. Without it nobody can sign in.',
  },
  anilistClientSecret: {
    name: 'ANILIST_CLIENT_SECRET',
    check: someText,
    conceal: hidden,
    description: 'The secret that AniList shows beside that id.',
  },
  anilistRedirectUri: {
    name: 'ANILIST_REDIRECT_URI',
    check: webAddress,
    description:
      'The redirect URL as entered at AniList, to the letter. Unless set: `PUBLIC_URL` and `/api/v1/auth/callback`.',
  },
  anilistRequestsPerMinute: {
    name: 'ANILIST_REQUESTS_PER_MINUTE',
    default: '30',
    check: wholeNumber(1, 90),
    description: 'How many requests a minute AniList may get at first; its own headers correct it later.',
  },
  catalogueTtlHours: {
    name: 'CATALOGUE_TTL_HOURS',
    default: '24',
    check: wholeNumber(1, 720),
    description: 'How old what is known of an anime may be before it is asked for again.',
  },
  scanTimeoutSeconds: {
    name: 'SCAN_TIMEOUT_SECONDS',
    default: '300',
    check: wholeNumber(1, 3600),
    productionRange: [30, 1800],
    description:
      'How long one scan may take. What it had fetched by then is kept for the next one. In production 30 to 1800.',
  },
  secretsManager: {
    name: 'SECRETS_MANAGER',
    default: 'none',
    check: oneOf('none', 'vault', 'aws'),
    description:
      'Where to get what neither the environment nor `.env` sets: `vault` (HashiCorp Vault, KV version 2), `aws` (AWS Secrets Manager), or `none`. The secret there is a map from option names to texts.',
  },
  vaultAddr: {
    name: 'VAULT_ADDR',
    check: webAddress,
    description: 'The address of Vault, https unless it is on this machine.',
  },
  vaultToken: {
    name: 'VAULT_TOKEN',
    check: someText,
    conceal: hidden,
    description:
      'A Vault token that may read the secret; `VAULT_TOKEN_FILE` suits what a Vault agent writes.',
  },
  vaultNamespace: {
    name: 'VAULT_NAMESPACE',
    check: someText,
    description: 'The namespace, for Vaults that have them.',
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
    description: 'The path of the secret within the engine.',
  },
  awsRegion: {
    name: 'AWS_REGION',
    check: someText,
    description: 'The region of the secret, such as `eu-central-1`.',
  },
  awsSecretId: {
    name: 'AWS_SECRET_ID',
    default: 'sequel-finder',
    check: someText,
    description: 'The name or ARN of the secret, whose text is a JSON object.',
  },
  awsAccessKeyId: {
    name: 'AWS_ACCESS_KEY_ID',
    check: someText,
    description: 'The access key of a user or role that may call `secretsmanager:GetSecretValue`.',
  },
  awsSecretAccessKey: {
    name: 'AWS_SECRET_ACCESS_KEY',
    check: someText,
    conceal: hidden,
    description: 'The secret that belongs to that access key.',
  },
  awsSessionToken: {
    name: 'AWS_SESSION_TOKEN',
    check: someText,
    conceal: hidden,
    description: 'The session token, for temporary keys.',
  },
  awsEndpointUrl: {
    name: 'AWS_ENDPOINT_URL_SECRETS_MANAGER',
    check: webAddress,
    description:
      'Another address of Secrets Manager, such as a VPC endpoint. Unless set: that of the region.',
  },
} as const satisfies Readonly<Record<string, Option<unknown>>>

export interface Option<T> {
  /** The environment variable. The same with `_FILE` behind it names a file that holds the value. */
  readonly name: string
  /** As one would write it; an option without it stays undefined unless set. */
  readonly default?: string
  /** The default where `APP_ENV` is `production`, if it is another one there; empty for none. */
  readonly defaultInProduction?: string
  readonly check: Check<T>
  /** The least and the most of a number that production takes, unless `unusual-limits` is allowed. */
  readonly productionRange?: readonly [least: number, most: number]
  /** What may be shown of a value that is secret, wholly or in part; absent where all of it may. */
  readonly conceal?: (text: string) => string
  /** One or two sentences, in Markdown. */
  readonly description: string
}

type ValueOf<O> = O extends { readonly check: Check<infer T> }
  ? O extends { readonly default: string }
    ? T
    : T | undefined
  : never

/** The checked values by the keys of {@link options}. */
export type Config = { readonly [Key in keyof typeof options]: ValueOf<(typeof options)[Key]> }

/** Something weak that production takes only where it is named. */
export type ProductionException = NonNullable<Config['allowInProduction']>[number]
