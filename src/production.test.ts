import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { freshSecrets } from './fresh-secrets.ts'
import { productionProblems } from './production.ts'

const good = {
  APP_ENV: 'production',
  PUBLIC_URL: 'https://sequels.example.net',
  DATABASE_URL: 'postgresql://me:password@localhost/sequels',
  ANILIST_CLIENT_ID: '1',
  ANILIST_CLIENT_SECRET: 'what AniList gave',
  ...freshSecrets('k1'),
}
const random = (): string => freshSecrets('k').SECRET_KEY
const twice = random()

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
  ['an older one that is weak', { JWT_SECRET_KEY: `${random()},${'b'.repeat(40)}` }, 'JWT_SECRET_KEY'],
  [
    'a key of zeros',
    { TOKEN_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString('base64')}` },
    'TOKEN_ENCRYPTION_KEYS',
  ],
  ['one for two purposes', { SECRET_KEY: twice, JWT_SECRET_KEY: twice }, 'JWT_SECRET_KEY'],
  [
    'that of AniList for another purpose',
    { SECRET_KEY: twice, ANILIST_CLIENT_SECRET: twice },
    'ANILIST_CLIENT_SECRET',
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
  ['limits by clear text', { REDIS_URL: 'redis://redis.example.net:6379' }, 'REDIS_URL'],
  ['limits by clear text to an address', { REDIS_URL: 'redis://10.0.0.7' }, 'REDIS_URL'],
  ['limits by clear text to an IPv6 address', { REDIS_URL: 'redis://[fd00::7]' }, 'REDIS_URL'],
  ['back by http', { ANILIST_REDIRECT_URI: 'http://sequels.example.net/back' }, 'ANILIST_REDIRECT_URI'],
]

const databases: readonly Case[] = [
  ['SQLite', { DATABASE_URL: 'sqlite:data/sequels.db' }, 'DATABASE_URL'],
  ['another machine without TLS', { DATABASE_URL: 'postgresql://me:pw@db/sequels' }, 'DATABASE_URL'],
  [
    'another machine that shows no certificate',
    { DATABASE_URL: 'postgresql://me:pw@db/sequels?sslmode=require' },
    'DATABASE_URL',
  ],
]

describe('policy: strong random secrets: production refuses', () => refuses(secrets))
describe('policy: CORS in production: it refuses', () => refuses(origins))
describe('policy: https in production: it refuses', () => refuses(transport))
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
  ['SQLite where it is meant', { DATABASE_URL: 'sqlite:data/sequels.db', ALLOW_SQLITE_IN_PRODUCTION: 'yes' }],
  ['PostgreSQL by a socket', { DATABASE_URL: 'postgresql://me:pw@localhost/sequels?host=/run/postgresql' }],
  ['PostgreSQL elsewhere, proven', { DATABASE_URL: 'postgresql://me:pw@db/sequels?sslmode=verify-full' }],
  ['a stand-in for AniList on this machine', { ANILIST_API_URL: 'http://127.0.0.1:8001/graphql' }],
  ['Redis elsewhere, by TLS', { REDIS_URL: 'rediss://redis.example.net' }],
  ['Redis on this machine', { REDIS_URL: 'redis://127.0.0.1:6379' }],
  ['Redis in a container beside', { REDIS_URL: 'redis://redis:6379' }],
  ['an own page elsewhere', { CORS_ORIGINS: 'https://app.example.net' }],
])('lets into production: %s', (_story, change) => {
  expect(obstacles(change)).toEqual([])
})

function obstacles(change: Change): readonly string[] {
  const { config, problems } = readConfig({ env: { ...good, ...change }, folder: import.meta.dirname })
  return [...problems, ...productionProblems(config)]
}
