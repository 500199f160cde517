// Usage: node tools/security.ts [--quick] [NAME…]
//
// The whole battery of attacks on this program, behind `npm run security`. First a running instance, as in production, is
// attacked by programs of others and by our own; then come the long batteries and the tests of single protections, each a
// program of its own and bounded in time. Everything listens on the loopback address. Writes docs/reports/security.md and
// ends with 1 where anything failed. --quick does a hundredth of each. With names it does those parts alone, and the
// report has the others as they last were on this machine.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { version } from '../src/version.ts'
import { attackInstance, attackNames, toolVersions } from './security/attack-instance.ts'
import { unlessInterrupted, untilInterrupted } from './security/interruption.ts'
import { limitAttacks } from './security/limit-battery.ts'
import { runTool } from './security/run-tool.ts'
import { formatSecurityReport, type SecurityStep, stepOutcome } from './security/security-report.ts'

const quick = process.argv.includes('--quick')
const times = (count: number) => String(quick ? Math.ceil(count / 100) : count)
const test = (...args: readonly string[]) => ['node_modules/vitest/vitest.mjs', 'run', ...args]

interface Program {
  readonly key: string
  readonly name: string
  readonly minutes: number
  /** Of Node. */
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

const programs: readonly Program[] = [
  {
    key: 'policy',
    name: 'every point of the policy has its test',
    minutes: 2,
    args: test('test/docs/security.test.ts'),
  },
  {
    key: 'removals',
    name: 'each protection taken out, and noticed',
    minutes: 45,
    args: ['tools/security/remove-protections.ts', ...(quick ? ['--quick'] : [])],
  },
  {
    key: 'production',
    name: 'what production refuses',
    minutes: 2,
    args: test('src/config/production.test.ts', 'test/config'),
  },
  {
    key: 'replies',
    name: 'headers, on every sort of reply',
    minutes: 2,
    args: test('test/http/headers.test.ts', 'test/http/observatory.test.ts'),
  },
  {
    key: 'proxy',
    name: 'TLS, proxy headers and event streams through a real nginx',
    minutes: 3,
    args: test('test/deploy/nginx.test.ts'),
  },
  {
    key: 'tokens',
    name: 'forged access tokens',
    minutes: 3,
    args: test('src/accounts/sessions/access-token.test.ts'),
  },
  {
    key: 'seals',
    name: 'tampering with sealed tokens',
    minutes: 3,
    args: test('src/accounts/tokens/sealed-token.test.ts'),
  },
  {
    key: 'forgery',
    name: 'requests of other sites, cookies, Bearer tokens',
    minutes: 3,
    args: test('test/http/csrf.test.ts', 'test/http/auth.test.ts'),
  },
  {
    key: 'private',
    name: 'private answers stay private',
    minutes: 3,
    args: test('test/http/private-scans.test.ts'),
  },
  {
    key: 'ended',
    name: 'sessions ended in the middle of scans, streams and additions, here and at another instance',
    minutes: 3,
    args: test('test/accounts/ended-sessions.test.ts'),
  },
  {
    key: 'rows',
    name: 'one account that fills the database, and floods its trail',
    minutes: 3,
    args: test('test/accounts/bounded-rows.test.ts'),
  },
  { key: 'log', name: 'secrets in logs', minutes: 2, args: test('test/http/log.test.ts') },
  { key: 'input', name: 'bad input on every route', minutes: 3, args: test('test/http/bad-input.test.ts') },
  {
    key: 'limits',
    name: 'limits of several instances, and Redis killed midway',
    minutes: 5,
    args: test('test/limits/shared-limits.test.ts'),
  },
  {
    key: 'outages',
    name: 'Redis and PostgreSQL killed, paused and reset under requests',
    minutes: 5,
    args: test('test/http/outages.test.ts'),
  },
  ...limitAttacks.map(({ name: key, title: name, minutes }) => ({
    ...{ key, name, minutes },
    args: ['tools/security/limit-battery.ts', key, ...(quick ? ['--quick'] : [])],
  })),
  {
    key: 'requests',
    name: 'requests made from the OpenAPI document',
    minutes: 30,
    args: ['tools/security/fuzz-battery.ts', times(100_000)],
  },
  {
    key: 'refresh',
    name: 'refresh tokens, by random interleavings',
    minutes: 30,
    args: ['test/accounts/refresh-battery.ts', times(10_000)],
  },
  {
    key: 'kills',
    name: 'killed in the middle of signing in, refreshing and rotating',
    minutes: 60,
    args: ['test/accounts/kill-battery.ts', times(200)],
  },
  {
    key: 'long-lists',
    name: 'scans of 11,000 entries in 512 MB, and 1,000 abandoned ones',
    minutes: 10,
    args: test('test/scan/long-lists.test.ts'),
    env: { LONG_LIST_SCANS: quick ? '4' : '24' },
  },
  {
    key: 'additions',
    name: 'killed in the middle of adding',
    minutes: 60,
    args: test('test/lists/kills.test.ts'),
    env: { KILLS: times(200) },
  },
  { key: 'packages', name: 'packages of others', minutes: 3, args: ['tools/audit.ts'] },
]

async function runProgram({ key, name, minutes, args, env = {} }: Program): Promise<SecurityStep> {
  const setting = Object.entries(env).map(([option, value]) => `${option}=${value}`)
  const started = performance.now()
  const ended = await runTool(process.execPath, args, { seconds: minutes * 60, env })
  const seconds = (performance.now() - started) / 1000
  const command = [...setting, 'node', ...args].join(' ')
  const step = { key, name, command, seconds, at: new Date().toISOString(), ...stepOutcome(ended) }
  console.log(`${step.name}: ${step.verdict} (${seconds.toFixed(0)} s)`)
  if (step.verdict !== 'passed') console.log(ended.output)
  return step
}

/** Where the outcome of each part lies until it is run again. */
const kept = 'node_modules/.cache/security'
const fileOf = (key: string) => join(kept, `${quick ? 'quick-' : ''}${key}.json`)

function keep(step: SecurityStep): SecurityStep {
  mkdirSync(kept, { recursive: true })
  writeFileSync(fileOf(step.key), JSON.stringify(step))
  return step
}

function lastOutcome(key: string): SecurityStep[] {
  return existsSync(fileOf(key)) ? [JSON.parse(readFileSync(fileOf(key), 'utf8'))] : []
}

const names = process.argv.slice(2).filter((arg) => !arg.startsWith('-'))
const isWanted = (key: string) => names.length === 0 || names.includes(key)
const attacks = attackNames.filter(isWanted)

await untilInterrupted(async (signal) => {
  if (attacks.length > 0)
    (await attackInstance({ quick, names: attacks, say: console.log, signal })).map(keep)
  for (const program of programs)
    if (isWanted(program.key)) keep(await unlessInterrupted(() => runProgram(program), signal))
  const run = {
    attacks: attackNames.flatMap(lastOutcome),
    programs: programs.flatMap(({ key }) => lastOutcome(key)),
  }
  mkdirSync('docs/reports', { recursive: true })
  const report = formatSecurityReport({ ...run, tools: toolVersions(), version, quick })
  writeFileSync('docs/reports/security.md', report)
  console.log('wrote docs/reports/security.md')
  const done = [...run.attacks, ...run.programs].filter(({ key }) => isWanted(key))
  return done.every(({ verdict }) => verdict === 'passed')
})
