// Usage: node tools/security.ts [--quick]
//
// The whole battery of attacks on this program, behind `npm run security`: each is a program of its own, bounded in time,
// against servers, databases and proxies that it starts on the loopback address. Writes docs/reports/security.md and ends
// with 1 where anything failed. --quick does a hundredth of each.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { version } from '../src/version.ts'
import { formatSecurityReport, type SecurityStep, stepOutcome } from './security/security-report.ts'

const quick = process.argv.includes('--quick')
const times = (count: number) => String(quick ? Math.ceil(count / 100) : count)
const test = (...args: readonly string[]) => ['node_modules/vitest/vitest.mjs', 'run', ...args]

/** What each does, and how: arguments of Node. */
const steps: readonly (readonly [name: string, minutes: number, args: readonly string[]])[] = [
  ['every point of the policy has its test', 2, test('test/docs/security.test.ts')],
  ['what production refuses', 2, test('src/production.test.ts', 'test/secrets')],
  [
    'headers, by the rules of Mozilla Observatory',
    2,
    test('test/http/headers.test.ts', 'test/http/observatory.test.ts'),
  ],
  ['TLS, proxy headers and event streams through a real nginx', 3, test('test/deploy/nginx.test.ts')],
  ['forged access tokens', 3, test('src/accounts/access-token.test.ts')],
  ['tampering with sealed tokens', 3, test('src/accounts/sealed-token.test.ts')],
  [
    'requests of other sites, cookies, Bearer tokens',
    3,
    test('test/http/csrf.test.ts', 'test/http/auth.test.ts'),
  ],
  ['private answers stay private', 3, test('test/http/private-scans.test.ts')],
  ['secrets in logs', 2, test('test/http/log.test.ts')],
  ['bad input on every route', 3, test('test/http/bad-input.test.ts')],
  ['limits of several instances, and Redis killed midway', 5, test('test/limits/shared-limits.test.ts')],
  ['requests made from the OpenAPI document', 30, ['tools/security/fuzz-battery.ts', times(100_000)]],
  ['refresh tokens, by random interleavings', 30, ['test/accounts/refresh-battery.ts', times(10_000)]],
  [
    'killed in the middle of signing in, refreshing and rotating',
    60,
    ['test/accounts/kill-battery.ts', times(200)],
  ],
  ['packages of others', 3, ['tools/audit.ts']],
]

const done: SecurityStep[] = []
for (const [name, minutes, args] of steps) {
  const started = performance.now()
  const ended = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: minutes * 60_000 })
  const seconds = (performance.now() - started) / 1000
  const step = { name, command: `node ${args.join(' ')}`, seconds, ...stepOutcome(ended) }
  done.push(step)
  console.log(`${step.name}: ${step.verdict} (${seconds.toFixed(0)} s)`)
  if (step.verdict !== 'passed') console.log(`${ended.stdout}${ended.stderr}`)
}

mkdirSync('docs/reports', { recursive: true })
writeFileSync('docs/reports/security.md', formatSecurityReport(done, { version, quick, at: new Date() }))
console.log('wrote docs/reports/security.md')
process.exitCode = done.every(({ verdict }) => verdict === 'passed') ? 0 : 1
