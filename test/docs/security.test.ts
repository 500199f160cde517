import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { options } from '../../src/options.ts'

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .trimEnd()
  .split('\n')
  .filter((file) => existsSync(file))

/** What the tests of the tree say that they prove, after `policy: `. */
const proven = files
  .filter((file) => file.endsWith('.test.ts') && file !== 'test/docs/security.test.ts')
  .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^.*\)?\(\s*(['"`])policy: (.+?)\1, /gm)])
  .map(([, , name = '']) => name)

/** Each point of the security policy, by a short name, with the tests that have to be there for it: how their names begin. */
const policy: readonly (readonly [point: string, tests: readonly string[]])[] = [
  ['never commit secrets', ['never commit .env']],
  ['strong random secrets', ['strong random secrets', 'keys generate']],
  [
    'tokens encrypted at rest, with keys of their own for each environment',
    ['access tokens encrypted at rest', 'environment-specific keys', 'the key-check record', 'keys rotate'],
  ],
  ['AniList tokens rotated', ['the AniList tokens of accounts']],
  ['nothing leaks', ['what a token shows', 'pino JSON', 'a canary token appears nowhere']],
  ['CORS', ['CORS: exact origins', 'CORS in production']],
  [
    'rate limits',
    [
      'per IP (IPv6 by /64)',
      'stricter on sign-in and refresh',
      'exact across instances',
      'with Redis down',
      '`RateLimit`',
    ],
  ],
  [
    'JWT and refresh tokens',
    ['JWT HS256', 'key rotation', 'rotating refresh tokens', 'sessions on', 'staying signed in'],
  ],
  [
    'the browser',
    [
      'cookies only',
      'CSRF by Sec-Fetch-Site',
      'CSRF by a token',
      'Bearer for API clients',
      'protected by default',
    ],
  ],
  ['sign-in', ['sign-in on', 'same-origin return path']],
  ['the database', ['SQLite file mode 0600', 'whole-file encryption', 'PostgreSQL in production']],
  ['HTTPS and the proxy', ['HTTPS required', 'https in production', 'trusted proxies by CIDR']],
  ['security headers', ['security headers: HSTS', 'security headers, checked']],
  [
    'logging and monitoring',
    ['pino JSON', 'Prometheus metrics', '/livez, /readyz', 'an append-only audit trail'],
  ],
  [
    'dependency scanning',
    ['automated dependency scanning: what GitHub does', 'automated dependency scanning: advisories'],
  ],
  ['secrets management', ['secrets management']],
  ['regular audits', ['regular security audits']],
  ["people's rights", ["people's rights on", "people's rights over HTTP"]],
  ['outbound', ['outbound: an allow-list', 'outbound: size limits', 'outbound: bad replies']],
]

describe.each(policy)('a test proves of the policy: %s', (_point, tests) => {
  test.each(tests)('%s', (begin) => {
    expect(proven.filter((name) => name.startsWith(begin))).not.toEqual([])
  })
})

describe.each([
  'SECURITY.md',
  'docs/self-hosting.md',
  'docs/security/threat-model.md',
  'docs/security/data-and-keys.md',
])('%s', (document) => {
  const text = readFileSync(document, 'utf8')

  test('links to what is there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link = '']) => link)
    expect(links.filter((link) => !existsSync(join(dirname(document), link)))).toEqual([])
  })

  test('names scripts and commands that there are', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
    for (const [, script = ''] of text.matchAll(/npm run (?:-s )?([\w-]+)/g))
      expect(scripts).toHaveProperty(script)
    const program = readFileSync('src/cli/program.ts', 'utf8')
    for (const [, command] of text.matchAll(/`sequel-finder (\w+)/g))
      expect(program).toContain(`name: '${command}'`)
  })

  test('names options that there are', () => {
    const known = new Set(Object.values(options).map(({ name }) => name as string))
    const named = [...text.matchAll(/`([A-Z]+(?:_[A-Z]+)+)[`=]/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })
})

test('SECURITY.md names every option that holds a secret', () => {
  const secret = Object.values(options).flatMap((option) =>
    'conceal' in option ? [`\`${option.name}\``] : [],
  )
  expect(readFileSync('SECURITY.md', 'utf8')).toContain(
    `<!-- begin secret-options -->\n${secret.join(', ')}\n<!-- end secret-options -->`,
  )
})
