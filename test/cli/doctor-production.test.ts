import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/cli/doctor.ts'
import { examineProduction } from '../../src/cli/production-checklist.ts'
import { readConfig } from '../../src/config.ts'
import { freshSecrets } from '../../src/fresh-secrets.ts'
import { openStore } from '../../src/store/store.ts'
import { withRedis } from '../support/redis.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { runCli } from './run-cli.ts'

const databaseKey = freshSecrets('k').SECRET_KEY

/** Everything that the checklist wants, but for Redis. */
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

/** The gaps that are named, as `point: detail`, and the points that are in order. */
async function examine(folder: string, env: Record<string, string>, fetch = answering(headers)) {
  const { config, settings, problems } = readConfig({ env, folder })
  expect(problems).toEqual([])
  const found: Finding[] = []
  for await (const finding of examineProduction({ config, settings, folder, fetch })) found.push(finding)
  const told = (verdict: string) =>
    found.filter((finding) => finding.verdict === verdict).map(({ point, detail }) => `${point}: ${detail}`)
  return { fail: told('fail'), warn: told('warn'), ok: told('ok') }
}

describe('policy: the production checklist, as a command', () => {
  test('passes where everything is in order, and says what only people can see', async () => {
    await withRedis(async ({ url }) => {
      const folder = temporaryFolder()
      const { fail, warn, ok } = await examine(folder, { ...good(folder), REDIS_URL: url })
      expect(fail).toEqual([])
      expect(warn.map((each) => each.split(':')[0])).toEqual([
        'regular security audits',
        'secrets management',
      ])
      expect(ok).toHaveLength(10)
    })
  })

  test.each<[story: string, change: Record<string, string>, gap: string]>([
    ['development', { APP_ENV: 'development' }, 'environment: APP_ENV'],
    ['http', { PUBLIC_URL: 'http://sequels.example.net' }, 'HTTPS/TLS everywhere: PUBLIC_URL'],
    ['Redis in clear text', { REDIS_URL: 'redis://192.0.2.1:1' }, 'HTTPS/TLS everywhere: REDIS_URL'],
    ['SQLite by accident', { ALLOW_SQLITE_IN_PRODUCTION: 'no' }, 'HTTPS/TLS everywhere: DATABASE_URL'],
    ['a weak secret', { SECRET_KEY: 'changeme' }, 'default secrets rotated: SECRET_KEY'],
    [
      'no key of the database',
      { DATABASE_ENCRYPTION_KEY: '' },
      'database encryption at rest: DATABASE_ENCRYPTION_KEY',
    ],
    ['localhost', { CORS_ORIGINS: 'http://localhost:3000' }, 'CORS restrictions: CORS_ORIGINS'],
    ['no Redis', {}, 'rate limiting with Redis: REDIS_URL'],
    [
      'a Redis that is away',
      { REDIS_URL: 'redis://127.0.0.1:1' },
      'rate limiting with Redis: Redis does not answer',
    ],
    ['a mute log', { LOG_LEVEL: 'silent' }, 'logging and monitoring: LOG_LEVEL'],
    ['no metrics', { METRICS_PORT: '' }, 'logging and monitoring: METRICS_PORT'],
  ])('names the gap: %s', async (_, change, gap) => {
    const folder = temporaryFolder()
    const { fail } = await examine(folder, { ...good(folder), ...change })
    expect(fail).toContainEqual(expect.stringMatching(`^${gap}`))
  })

  test('sees a database file that was made without its key', async () => {
    const folder = temporaryFolder()
    const env = good(folder)
    await (await openStore({ databaseUrl: env.DATABASE_URL as string })).close()
    const { fail } = await examine(folder, env)
    expect(fail).toContainEqual(expect.stringContaining('is not encrypted'))
  })

  test('sees a .env that others can read, and headers that a proxy took away', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, '.env'), 'CATALOGUE_TTL_HOURS=12\n')
    chmodSync(join(folder, '.env'), 0o644)
    const { fail } = await examine(folder, good(folder), answering({ 'x-frame-options': 'DENY' }))
    expect(fail).toContainEqual(expect.stringContaining('chmod 600'))
    expect(fail.filter((each) => each.startsWith('security headers'))).toHaveLength(2)
  })

  test('is for programs as well, and ends with 1 where a gap is', async () => {
    const cwd = temporaryFolder()
    const { exit, stdout } = await runCli(['doctor', '--production', '--json'], { cwd })
    const { ok, findings } = JSON.parse(stdout)
    expect([exit, ok]).toEqual([1, false])
    expect(findings).toContainEqual(expect.objectContaining({ point: 'environment', verdict: 'fail' }))
    const plain = await runCli(['doctor', '--production'], { cwd })
    expect(plain.stdout).toContain('fail  environment: APP_ENV is not production')
  })
})
