import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/cli/doctor.ts'
import { examineProduction } from '../../src/cli/production-checklist.ts'
import { readConfig } from '../../src/config/config.ts'
import { freshSecrets } from '../../src/config/fresh-secrets.ts'
import { openStore } from '../../src/store/store.ts'
import { withRedis } from '../support/redis.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { runCli } from './run-cli.ts'

const databaseKey = freshSecrets('k').SECRET_KEY

/** Everything that the checklist requires, except Redis. */
function good(folder: string): Record<string, string> {
  return {
    APP_ENV: 'production',
    PUBLIC_URL: 'https://sequels.example.net',
    DATABASE_URL: `sqlite:${join(folder, 'sequels.db')}`,
    DATABASE_ENCRYPTION_KEY: databaseKey,
    ALLOW_SQLITE_IN_PRODUCTION: 'yes',
    TRUSTED_PROXIES: '127.0.0.1',
    METRICS_PORT: '9464',
    ...freshSecrets('k1'),
  }
}

const headers = {
  'strict-transport-security': 'any',
  'content-security-policy': 'any',
  'x-frame-options': 'DENY',
}
const answering = (sent: Record<string, string>) =>
  (async () => new Response('', { headers: sent })) as typeof fetch

/** The gaps, as `point: detail`, and the points without one. */
async function examine(folder: string, env: Record<string, string>, fetch = answering(headers)) {
  const { config, settings, problems } = readConfig({ env, folder })
  expect(problems).toEqual([])
  const found: Finding[] = []
  const examined = { config, settings, folder, fetch, sources: { env, folder } }
  for await (const finding of examineProduction(examined)) found.push(finding)
  const told = (verdict: string) =>
    found.filter((finding) => finding.verdict === verdict).map(({ point, detail }) => `${point}: ${detail}`)
  return { fail: told('fail'), warn: told('warn'), ok: told('ok') }
}

describe('policy: the production checklist, as a command', () => {
  test('passes when everything is in order, and lists what only people can check', async () => {
    await withRedis(async ({ url }) => {
      const folder = temporaryFolder()
      const { fail, warn, ok } = await examine(folder, { ...good(folder), REDIS_URL: url })
      expect(fail).toEqual([])
      expect(warn.map((each) => each.split(':')[0])).toEqual([
        'regular security audits',
        'secrets management',
        'exceptions',
      ])
      expect(ok).toHaveLength(10)
    })
  })

  test.each<[story: string, change: Record<string, string>, gap: string]>([
    ['development', { APP_ENV: 'development' }, 'environment: APP_ENV'],
    ['http', { PUBLIC_URL: 'http://sequels.example.net' }, 'HTTPS/TLS everywhere: PUBLIC_URL'],
    ['Redis without encryption', { REDIS_URL: 'redis://192.0.2.1:1' }, 'HTTPS/TLS everywhere: REDIS_URL'],
    [
      'a Redis on another machine without a password',
      { REDIS_URL: 'rediss://192.0.2.1:1' },
      'HTTPS/TLS everywhere: REDIS_URL',
    ],
    ['no proxy', { TRUSTED_PROXIES: '' }, 'HTTPS/TLS everywhere: TRUSTED_PROXIES'],
    [
      'every address trusted as a proxy',
      { TRUSTED_PROXIES: '128.0.0.0/1' },
      'HTTPS/TLS everywhere: TRUSTED_PROXIES',
    ],
    [
      'unchecked certificates',
      { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
      'HTTPS/TLS everywhere: NODE_TLS_REJECT',
    ],
    [
      'SQLite without an exception',
      { ALLOW_SQLITE_IN_PRODUCTION: 'no' },
      'HTTPS/TLS everywhere: DATABASE_URL',
    ],
    ['a weak secret', { SECRET_KEY: 'changeme' }, 'default secrets rotated: SECRET_KEY'],
    [
      'no database key',
      { DATABASE_ENCRYPTION_KEY: '' },
      'database encryption at rest: DATABASE_ENCRYPTION_KEY',
    ],
    ['localhost', { CORS_ORIGINS: 'http://localhost:3000' }, 'CORS restrictions: CORS_ORIGINS'],
    ['no Redis', {}, 'rate limiting with Redis: REDIS_URL'],
    [
      'a Redis that does not respond',
      { REDIS_URL: 'redis://127.0.0.1:1' },
      "rate limiting with Redis: Redis doesn't respond",
    ],
    ['no limit', { RATE_LIMIT_PER_MINUTE: '10000000' }, 'rate limiting with Redis: RATE_LIMIT_PER_MINUTE'],
    ['a silent log', { LOG_LEVEL: 'silent' }, 'logging and monitoring: LOG_LEVEL'],
    ['a log with errors only', { LOG_LEVEL: 'error' }, 'logging and monitoring: LOG_LEVEL'],
    ['metrics for everyone', { METRICS_HOST: '0.0.0.0' }, 'logging and monitoring: METRICS_HOST'],
    ['no metrics', { METRICS_PORT: '' }, 'logging and monitoring: METRICS_PORT'],
  ])('reports the gap: %s', async (_, change, gap) => {
    const folder = temporaryFolder()
    const { fail } = await examine(folder, { ...good(folder), ...change })
    expect(fail).toContainEqual(expect.stringMatching(`^${gap}`))
  })

  test.each<[exception: string, change: Record<string, string>, passed: string]>([
    ['sqlite', {}, 'DATABASE_URL names a SQLite file'],
    ['no-proxy', { TRUSTED_PROXIES: '' }, 'TRUSTED_PROXIES is not set'],
    ['private-network', { REDIS_URL: 'redis://10.255.255.1:1' }, 'REDIS_URL connects to another machine'],
    ['open-metrics', { METRICS_HOST: '0.0.0.0' }, 'METRICS_HOST is all interfaces'],
    ['unusual-limits', { INSTANCES: '500' }, 'INSTANCES must be'],
  ])('lists the exception %s with what it allows', async (exception, change, passed) => {
    const folder = temporaryFolder()
    const allowed = { ALLOW_SQLITE_IN_PRODUCTION: 'no', ALLOW_IN_PRODUCTION: `${exception},sqlite` }
    const { fail, warn } = await examine(folder, { ...good(folder), ...allowed, ...change })
    expect(fail.filter((each) => each.includes(passed))).toEqual([])
    expect(warn).toContainEqual(
      expect.stringMatching(`^exceptions: ${exception} is in effect, which allows: ${passed}`),
    )
  })

  test('lists exceptions that are not needed, and what an older option allows', async () => {
    const folder = temporaryFolder()
    const { warn } = await examine(folder, { ...good(folder), ALLOW_IN_PRODUCTION: 'no-proxy' })
    expect(warn.filter((each) => each.startsWith('exceptions'))).toEqual([
      'exceptions: no-proxy is allowed, but not needed. Remove it.',
      expect.stringContaining('exceptions: sqlite is in effect'),
    ])
  })

  test('warns of others in the network of a Redis in a container', async () => {
    const folder = temporaryFolder()
    const { warn } = await examine(folder, { ...good(folder), REDIS_URL: 'redis://:pw@redis-of-nobody:1' })
    expect(warn).toContainEqual(expect.stringContaining('REDIS_URL is not encrypted'))
  })

  test('detects a database file that was created without its key', async () => {
    const folder = temporaryFolder()
    const env = good(folder)
    await (await openStore({ databaseUrl: env.DATABASE_URL as string })).close()
    const { fail } = await examine(folder, env)
    expect(fail).toContainEqual(expect.stringContaining('is not encrypted'))
  })

  test('detects a .env that others can read, and headers that a proxy removed', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, '.env'), 'CATALOGUE_TTL_HOURS=12\n')
    chmodSync(join(folder, '.env'), 0o644)
    const { fail } = await examine(folder, good(folder), answering({ 'x-frame-options': 'DENY' }))
    expect(fail).toContainEqual(expect.stringContaining('chmod 600'))
    expect(fail.filter((each) => each.startsWith('security headers'))).toHaveLength(2)
  })

  test('prints JSON as well, and exits with 1 if there is a gap', async () => {
    const cwd = temporaryFolder()
    const { exit, stdout } = await runCli(['doctor', '--production', '--json'], { cwd })
    const { ok, findings } = JSON.parse(stdout)
    expect([exit, ok]).toEqual([1, false])
    expect(findings).toContainEqual(expect.objectContaining({ point: 'environment', verdict: 'fail' }))
    const plain = await runCli(['doctor', '--production'], { cwd })
    expect(plain.stdout).toContain('fail  environment: APP_ENV is not set to production')
  })
})
