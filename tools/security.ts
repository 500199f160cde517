// Usage: node tools/security.ts [--quick]
//
// The whole battery of attacks on this program, behind `npm run security`. First a running instance, as in production, is
// attacked by programs of others and by our own; then come the long batteries and the tests of single protections, each a
// program of its own and bounded in time. Everything listens on the loopback address. Writes docs/reports/security.md and
// ends with 1 where anything failed. --quick does a hundredth of each.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { version } from '../src/version.ts'
import { attackInstance, toolVersions } from './security/attack-instance.ts'
import { formatSecurityReport, type SecurityStep, stepOutcome } from './security/security-report.ts'

const quick = process.argv.includes('--quick')
const times = (count: number) => String(quick ? Math.ceil(count / 100) : count)
const test = (...args: readonly string[]) => ['node_modules/vitest/vitest.mjs', 'run', ...args]

/** What each does, and how: arguments of Node, and what else its environment holds. */
const programs: readonly (readonly [
  name: string,
  minutes: number,
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
])[] = [
  ['every point of the policy has its test', 2, test('test/docs/security.test.ts')],
  ['what production refuses', 2, test('src/production.test.ts', 'test/secrets')],
  ['headers, on every sort of reply', 2, test('test/http/headers.test.ts', 'test/http/observatory.test.ts')],
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
  ['Redis and PostgreSQL killed, paused and reset under requests', 5, test('test/http/outages.test.ts')],
  ['requests made from the OpenAPI document', 30, ['tools/security/fuzz-battery.ts', times(100_000)]],
  ['refresh tokens, by random interleavings', 30, ['test/accounts/refresh-battery.ts', times(10_000)]],
  [
    'killed in the middle of signing in, refreshing and rotating',
    60,
    ['test/accounts/kill-battery.ts', times(200)],
  ],
  ['killed in the middle of adding', 60, test('test/lists/kills.test.ts'), { KILLS: times(200) }],
  ['packages of others', 3, ['tools/audit.ts']],
]

function runPrograms(): SecurityStep[] {
  return programs.map(([name, minutes, args, env = {}]) => {
    const setting = Object.entries(env).map(([option, value]) => `${option}=${value}`)
    const started = performance.now()
    const ended = spawnSync(process.execPath, args, {
      ...{ encoding: 'utf8', timeout: minutes * 60_000, env: { ...process.env, ...env } },
    })
    const seconds = (performance.now() - started) / 1000
    const step = { name, command: [...setting, 'node', ...args].join(' '), seconds, ...stepOutcome(ended) }
    console.log(`${step.name}: ${step.verdict} (${seconds.toFixed(0)} s)`)
    if (step.verdict !== 'passed') console.log(`${ended.stdout}${ended.stderr}`)
    return step
  })
}

const at = new Date()
const attacks = await attackInstance({ quick, say: console.log })
const done = runPrograms()

mkdirSync('docs/reports', { recursive: true })
const report = formatSecurityReport({ attacks, programs: done, tools: toolVersions(), version, quick, at })
writeFileSync('docs/reports/security.md', report)
console.log('wrote docs/reports/security.md')
process.exitCode = [...attacks, ...done].every(({ verdict }) => verdict === 'passed') ? 0 : 1
