import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { freshSecrets } from './fresh-secrets.ts'
import { productionProblems } from './production.ts'

const good = {
  APP_ENV: 'production',
  PUBLIC_URL: 'https://sequels.example.net',
  TRUSTED_PROXIES: '127.0.0.1',
  DATABASE_URL: 'postgresql://me:password@localhost/sequels',
  ANILIST_CLIENT_ID: '1',
  ANILIST_CLIENT_SECRET: 'what AniList gave',
  ...freshSecrets('k1'),
}
const random = (): string => freshSecrets('k').SECRET_KEY
const twice = random()
const bytes = randomBytes(32)
const [inHex, inBase64, inBase64url] = [
  bytes.toString('hex'),
  bytes.toString('base64'),
  bytes.toString('base64url'),
]
/** As it stands in an address. */
const escaped = encodeURIComponent(inBase64)

type Change = Readonly<Record<string, string | undefined>>
type Case = readonly [story: string, change: Change, variable: string]

const secrets: readonly Case[] = [
  ['none', { SECRET_KEY: undefined }, 'SECRET_KEY'],
  ['none for tokens', { JWT_SECRET_KEY: undefined }, 'JWT_SECRET_KEY'],
  ['no key for what is at rest', { TOKEN_ENCRYPTION_KEYS: undefined }, 'TOKEN_ENCRYPTION_KEYS'],
  ['short', { SECRET_KEY: random().slice(0, 31) }, 'SECRET_KEY'],
  ['from a template', { SECRET_KEY: 'your-secret-key-change-in-production' }, 'SECRET_KEY'],
  ['of one letter', { JWT_SECRET_KEY: 'a'.repeat(64) }, 'JWT_SECRET_KEY'],
  ['a pattern', { JWT_SECRET_KEY: 'abcdefghijklmnopqrstuvwxyz012345' }, 'JWT_SECRET_KEY'],
  ['words', { SECRET_KEY: 'correct horse battery staple and more' }, 'SECRET_KEY'],
  ['words in base64', { JWT_SECRET_KEY: btoa('correct horse battery staple and more') }, 'JWT_SECRET_KEY'],
  ['words without spaces', { SECRET_KEY: 'CorrectHorseBatteryStapleAndSomeMoreWordsHere' }, 'SECRET_KEY'],
  ['24 bytes in base64', { SECRET_KEY: randomBytes(24).toString('base64') }, 'SECRET_KEY'],
  ['20 bytes in hexadecimal', { SECRET_KEY: randomBytes(20).toString('hex') }, 'SECRET_KEY'],
  ['an older one that is weak', { JWT_SECRET_KEY: `${random()},${'b'.repeat(40)}` }, 'JWT_SECRET_KEY'],
  [
    'a key of zeros',
    { TOKEN_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString('base64')}` },
    'TOKEN_ENCRYPTION_KEYS',
  ],
  [
    'a key of words',
    { TOKEN_ENCRYPTION_KEYS: `k1:${btoa('correct horse battery staple and')}` },
    'TOKEN_ENCRYPTION_KEYS',
  ],
  [
    'an older key of words',
    { TOKEN_ENCRYPTION_KEYS: `k2:${random()},k1:${btoa('correct horse battery staple and')}` },
    'TOKEN_ENCRYPTION_KEYS',
  ],
  ['one for two purposes', { SECRET_KEY: twice, JWT_SECRET_KEY: twice }, 'JWT_SECRET_KEY'],
  [
    'that of AniList for another purpose',
    { SECRET_KEY: twice, ANILIST_CLIENT_SECRET: twice },
    'ANILIST_CLIENT_SECRET',
  ],
  ['one in two alphabets', { SECRET_KEY: inBase64, JWT_SECRET_KEY: inBase64url }, 'JWT_SECRET_KEY'],
  ['one in hexadecimal and in base64', { SECRET_KEY: inHex, JWT_SECRET_KEY: inBase64 }, 'JWT_SECRET_KEY'],
  [
    'an older one for another purpose',
    { SECRET_KEY: inHex, JWT_SECRET_KEY: `${random()},${inBase64url}` },
    'JWT_SECRET_KEY',
  ],
  [
    'a key of the keyring for another purpose',
    { JWT_SECRET_KEY: inHex, TOKEN_ENCRYPTION_KEYS: `k2:${random()},k1:${inBase64}` },
    'TOKEN_ENCRYPTION_KEYS',
  ],
  [
    'one key of the keyring twice',
    { TOKEN_ENCRYPTION_KEYS: `k2:${inBase64},k1:${inBase64url}` },
    'TOKEN_ENCRYPTION_KEYS',
  ],
  [
    'the key of the file for another purpose',
    { SECRET_KEY: inHex, DATABASE_ENCRYPTION_KEY: inBase64 },
    'DATABASE_ENCRYPTION_KEY',
  ],
  [
    'the password of PostgreSQL for another purpose',
    { SECRET_KEY: inHex, DATABASE_URL: `postgresql://me:${escaped}@localhost/sequels` },
    'DATABASE_URL',
  ],
  [
    'the password of PostgreSQL in a parameter for another purpose',
    { SECRET_KEY: inHex, DATABASE_URL: `postgresql://me@localhost/sequels?password=${inBase64url}` },
    'DATABASE_URL',
  ],
  [
    'the password of Redis for another purpose',
    { SECRET_KEY: inHex, REDIS_URL: `redis://:${inBase64url}@127.0.0.1` },
    'REDIS_URL',
  ],
  ['the password of Redis for PostgreSQL', { REDIS_URL: 'redis://:password@127.0.0.1' }, 'REDIS_URL'],
  ['the token of Vault for another purpose', { SECRET_KEY: twice, VAULT_TOKEN: twice }, 'VAULT_TOKEN'],
  [
    'the secret of AWS for another purpose',
    { SECRET_KEY: twice, AWS_SECRET_ACCESS_KEY: twice },
    'AWS_SECRET_ACCESS_KEY',
  ],
  ['half of a client', { ANILIST_CLIENT_SECRET: undefined }, 'ANILIST_CLIENT_SECRET'],
  ['access tokens for a week', { ACCESS_TOKEN_EXPIRE_MINUTES: '10080' }, 'ACCESS_TOKEN_EXPIRE_MINUTES'],
  ['a weak key of the file', { DATABASE_ENCRYPTION_KEY: 'x'.repeat(32) }, 'DATABASE_ENCRYPTION_KEY'],
]

const origins: readonly Case[] = [
  ['localhost', { CORS_ORIGINS: 'https://app.example.net,http://localhost:3000' }, 'CORS_ORIGINS'],
  ['an address of this machine', { CORS_ORIGINS: 'https://127.0.0.1:8000' }, 'CORS_ORIGINS'],
  ['http', { CORS_ORIGINS: 'http://app.example.net' }, 'CORS_ORIGINS'],
]

const transport: readonly Case[] = [
  ['none set', { PUBLIC_URL: undefined }, 'PUBLIC_URL'],
  ['http', { PUBLIC_URL: 'http://sequels.example.net' }, 'PUBLIC_URL'],
  ['https on localhost', { PUBLIC_URL: 'https://localhost' }, 'PUBLIC_URL'],
  ['AniList by http', { ANILIST_API_URL: 'http://graphql.anilist.co' }, 'ANILIST_API_URL'],
  ['tokens by http', { ANILIST_TOKEN_URL: 'http://anilist.co/token' }, 'ANILIST_TOKEN_URL'],
  ['people by http', { ANILIST_AUTH_URL: 'http://anilist.co/authorize' }, 'ANILIST_AUTH_URL'],
  ['limits by clear text', { REDIS_URL: 'redis://:pw@redis.example.net:6379' }, 'REDIS_URL'],
  ['limits by clear text to an address', { REDIS_URL: 'redis://:pw@10.0.0.7' }, 'REDIS_URL'],
  ['limits by clear text to an IPv6 address', { REDIS_URL: 'redis://:pw@[fd00::7]' }, 'REDIS_URL'],
  ['limits by TLS that is switched off', { REDIS_URL: 'rediss://:pw@redis.example.net?tls=' }, 'REDIS_URL'],
  ['a Redis elsewhere for anyone', { REDIS_URL: 'rediss://redis.example.net' }, 'REDIS_URL'],
  ['a Redis in a container for anyone', { REDIS_URL: 'redis://redis:6379' }, 'REDIS_URL'],
  [
    'a Redis on the internet in clear text, whatever is allowed',
    { REDIS_URL: 'redis://:pw@203.0.113.7', ALLOW_IN_PRODUCTION: 'private-network' },
    'REDIS_URL',
  ],
  ['back by http', { ANILIST_REDIRECT_URI: 'http://sequels.example.net/back' }, 'ANILIST_REDIRECT_URI'],
]

const node: readonly Case[] = [
  ['certificates unchecked', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }, 'NODE_TLS_REJECT_UNAUTHORIZED'],
  ['keys of connections written down', { SSLKEYLOGFILE: 'tls-keys' }, 'SSLKEYLOGFILE'],
  ['keys of connections written down by a flag', { NODE_OPTIONS: '--tls-keylog=tls-keys' }, 'NODE_OPTIONS'],
  ['an old TLS', { NODE_OPTIONS: '--use-system-ca --tls-min-v1.0' }, 'NODE_OPTIONS'],
  ['weak ciphers', { NODE_OPTIONS: '"--tls-cipher-list=ALL:@SECLEVEL=0"' }, 'NODE_OPTIONS'],
  ['a lenient parser', { NODE_OPTIONS: '--insecure_http_parser' }, 'NODE_OPTIONS'],
  ['a known weakness brought back', { NODE_OPTIONS: '--security-revert=CVE-2023-46809' }, 'NODE_OPTIONS'],
  ['an inspector for everybody', { NODE_OPTIONS: '--inspect=0.0.0.0:9229' }, 'NODE_OPTIONS'],
  ['an inspector for everybody on IPv6', { NODE_OPTIONS: '--inspect-brk=[::]' }, 'NODE_OPTIONS'],
  ['an inspector for a network', { NODE_OPTIONS: '--inspect-port 10.0.0.7:9229' }, 'NODE_OPTIONS'],
  ['what is sent, in the log', { NODE_DEBUG: 'fetch' }, 'NODE_DEBUG'],
  ['the password of Redis in the log', { DEBUG: 'ioredis:*' }, 'DEBUG'],
]

const proxies: readonly Case[] = [
  ['none', { TRUSTED_PROXIES: undefined }, 'TRUSTED_PROXIES'],
  ['none but a comma', { TRUSTED_PROXIES: ' , ' }, 'TRUSTED_PROXIES'],
  ['everybody', { TRUSTED_PROXIES: '0.0.0.0/0' }, 'TRUSTED_PROXIES'],
  ['everybody, in halves', { TRUSTED_PROXIES: '0.0.0.0/1,128.0.0.0/1' }, 'TRUSTED_PROXIES'],
  ['everybody, from a private address on', { TRUSTED_PROXIES: '10.0.0.0/2' }, 'TRUSTED_PROXIES'],
  ['a large part of the internet', { TRUSTED_PROXIES: '10.0.0.1,104.0.0.0/11' }, 'TRUSTED_PROXIES'],
  ['everybody on IPv6', { TRUSTED_PROXIES: '2000::/3' }, 'TRUSTED_PROXIES'],
  ['everybody on IPv4 in IPv6 clothes', { TRUSTED_PROXIES: '::ffff:0:0/96' }, 'TRUSTED_PROXIES'],
  ['everybody, though none is allowed', { ...allow('no-proxy'), TRUSTED_PROXIES: '::/1' }, 'TRUSTED_PROXIES'],
]

const metrics: readonly Case[] = [
  ['every address', { METRICS_PORT: '9464', METRICS_HOST: '0.0.0.0' }, 'METRICS_HOST'],
  ['every address on IPv6', { METRICS_PORT: '9464', METRICS_HOST: '0:0::0' }, 'METRICS_HOST'],
  ['an address on the internet', { METRICS_PORT: '9464', METRICS_HOST: '203.0.113.7' }, 'METRICS_HOST'],
  ['an IPv6 address on the internet', { METRICS_PORT: '9464', METRICS_HOST: '2001:db8::7' }, 'METRICS_HOST'],
  ['an address in one number', { METRICS_PORT: '9464', METRICS_HOST: '3405803783' }, 'METRICS_HOST'],
  [
    'a name on the internet, whatever is allowed',
    { ...allow('open-metrics'), METRICS_PORT: '9464', METRICS_HOST: 'metrics.example.net' },
    'METRICS_HOST',
  ],
]

const logs: readonly Case[] = [['that is silent', { LOG_LEVEL: 'silent' }, 'LOG_LEVEL']]

const limits: readonly Case[] = [
  ['that is none', { RATE_LIMIT_PER_MINUTE: '1000000' }, 'RATE_LIMIT_PER_MINUTE'],
  ['with which nobody can sign in', { RATE_LIMIT_PER_MINUTE: '2' }, 'RATE_LIMIT_PER_MINUTE'],
  ['of which each instance gets nothing', { INSTANCES: '1000' }, 'INSTANCES'],
  ['within which no scan ends', { SCAN_TIMEOUT_SECONDS: '5' }, 'SCAN_TIMEOUT_SECONDS'],
  [
    'within which a scan holds its place for an hour',
    { SCAN_TIMEOUT_SECONDS: '3600' },
    'SCAN_TIMEOUT_SECONDS',
  ],
  ['that outlives a season', { CATALOGUE_TTL_HOURS: '8760' }, 'CATALOGUE_TTL_HOURS'],
  ['that AniList does not allow', { ANILIST_REQUESTS_PER_MINUTE: '600' }, 'ANILIST_REQUESTS_PER_MINUTE'],
]

const databases: readonly Case[] = [
  ['SQLite', { DATABASE_URL: 'sqlite:data/sequels.db' }, 'DATABASE_URL'],
  ['another machine without TLS', { DATABASE_URL: 'postgresql://me:pw@db/sequels' }, 'DATABASE_URL'],
  [
    'another machine that shows no certificate',
    { DATABASE_URL: 'postgresql://me:pw@db/sequels?sslmode=require' },
    'DATABASE_URL',
  ],
  [
    'another machine that shows no certificate in the end',
    { DATABASE_URL: 'postgresql://me:pw@db/sequels?sslmode=verify-full&sslmode=no-verify' },
    'DATABASE_URL',
  ],
  [
    'another machine by a parameter',
    { DATABASE_URL: 'postgresql://me:pw@localhost/sequels?host=db.example.net' },
    'DATABASE_URL',
  ],
  [
    'another machine for anyone',
    { DATABASE_URL: 'postgresql://me@db/sequels?sslmode=verify-full' },
    'DATABASE_URL',
  ],
  ['whichever machine another variable names', { DATABASE_URL: 'postgresql:///sequels' }, 'DATABASE_URL'],
  [
    'another machine on the internet, whatever is allowed',
    { ...allow('private-network'), DATABASE_URL: 'postgresql://me:pw@db.example/sequels' },
    'DATABASE_URL',
  ],
]

describe('policy: strong random secrets: production refuses', () => refuses(secrets))
describe('policy: CORS in production: it refuses', () => refuses(origins))
describe('policy: https in production: it refuses', () => refuses(transport))
describe('policy: https in production: it refuses of Node', () => refuses(node))
describe('policy: trusted proxies by CIDR: production refuses', () => refuses(proxies))
describe('policy: Prometheus metrics: production refuses to show them at', () => refuses(metrics))
describe('policy: pino JSON: production refuses a log', () => refuses(logs))
describe('policy: `RATE_LIMIT_PER_MINUTE` and other limits: production refuses one', () => refuses(limits))
describe('policy: PostgreSQL in production: it refuses', () => refuses(databases))

function refuses(cases: readonly Case[]): void {
  test.each(cases)('%s', (_story, change, variable) => {
    const problems = obstacles(change)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(variable)
    for (const value of Object.values(change)) if (value) expect(problems[0]).not.toContain(value)
  })
}

test.each<[story: string, change: Change]>([
  ['as it should be', {}],
  ['secrets in hexadecimal', { SECRET_KEY: inHex }],
  ['a longer secret', { SECRET_KEY: randomBytes(48).toString('base64') }],
  ['SQLite where it is meant', { DATABASE_URL: 'sqlite:data/sequels.db', ALLOW_SQLITE_IN_PRODUCTION: 'yes' }],
  ['SQLite where it is allowed', { DATABASE_URL: 'sqlite:data/sequels.db', ...allow('sqlite') }],
  ['PostgreSQL by a socket', { DATABASE_URL: 'postgresql://me@localhost/sequels?host=/run/postgresql' }],
  ['PostgreSQL by a socket as a host', { DATABASE_URL: 'postgresql://me@%2Frun%2Fpostgresql/sequels' }],
  ['PostgreSQL on this machine by IPv6', { DATABASE_URL: 'postgresql://me@localhost/sequels?host=::1' }],
  ['PostgreSQL elsewhere, proven', { DATABASE_URL: 'postgresql://me:pw@db/sequels?sslmode=verify-full' }],
  [
    'PostgreSQL elsewhere, by a certificate',
    { DATABASE_URL: 'postgresql://me@db/sequels?sslmode=verify-full&sslcert=client.pem' },
  ],
  [
    'PostgreSQL in a network of its own',
    { DATABASE_URL: 'postgresql://me@10.0.0.7/sequels', ...allow('private-network') },
  ],
  ['a password that no address would have', { DATABASE_URL: 'postgresql://me:100%@localhost/sequels' }],
  ['a stand-in for AniList on this machine', { ANILIST_API_URL: 'http://127.0.0.1:8001/graphql' }],
  ['Redis elsewhere, by TLS', { REDIS_URL: 'rediss://:pw@redis.example.net' }],
  ['Redis on this machine', { REDIS_URL: 'redis://127.0.0.1:6379' }],
  ['Redis in a container beside', { REDIS_URL: 'redis://:pw@redis:6379' }],
  ['Redis in a network of its own', { REDIS_URL: 'redis://[fd00::7]', ...allow('private-network') }],
  ['an own page elsewhere', { CORS_ORIGINS: 'https://app.example.net' }],
  ['an authority of its own', { NODE_EXTRA_CA_CERTS: '/etc/ssl/own.pem', NODE_OPTIONS: '--tls-min-v1.3' }],
  [
    'an inspector for this machine',
    { NODE_OPTIONS: '--inspect=127.0.0.1:9229 --inspect-brk --inspect=9230' },
  ],
  ['a trace of what failed', { DEBUG: '1' }],
  ['a proxy in a private network', { TRUSTED_PROXIES: '172.30.0.0/24,10.0.0.0/8,fd00::/8,::1' }],
  ['a content network', { TRUSTED_PROXIES: '172.64.0.0/13,2a06:98c0::/29' }],
  ['no proxy where it is allowed', { TRUSTED_PROXIES: undefined, ...allow('no-proxy') }],
  ['metrics for a private network', { METRICS_PORT: '9464', METRICS_HOST: '10.0.0.7' }],
  ['metrics for a private network of IPv6', { METRICS_PORT: '9464', METRICS_HOST: 'fd00::7' }],
  ['metrics for containers', { METRICS_PORT: '9464', METRICS_HOST: 'app' }],
  ['metrics in a container', { METRICS_PORT: '9464', METRICS_HOST: '0.0.0.0', ...allow('open-metrics') }],
  ['no metrics anywhere', { METRICS_HOST: '0.0.0.0' }],
  ['no limit where it is allowed', { RATE_LIMIT_PER_MINUTE: '10000000', ...allow('unusual-limits') }],
])('lets into production: %s', (_story, change) => {
  expect(obstacles(change)).toEqual([])
})

test('production refuses flags on the command line of Node as in NODE_OPTIONS', () => {
  const nodeFlags = ['--inspect-port', '0.0.0.0:9229', '--enable-source-maps', '--tls-keylog=tls-keys']
  const sources = { env: good, folder: import.meta.dirname, nodeFlags }
  const problems = productionProblems(readConfig(sources).config, sources)
  expect(problems).toEqual([
    expect.stringContaining('The Node command line contains --inspect-port'),
    expect.stringContaining('The Node command line contains --tls-keylog'),
  ])
})

function allow(name: string): Change {
  return { ALLOW_IN_PRODUCTION: name }
}

function obstacles(change: Change): readonly string[] {
  const sources = { env: { ...good, ...change }, folder: import.meta.dirname }
  const { config, problems } = readConfig(sources)
  return [...problems, ...(problems.length === 0 ? productionProblems(config, sources) : [])]
}
