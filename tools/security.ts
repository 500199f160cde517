// Usage: node tools/security.ts [--quick] [NAME…]
//
// All attacks on this program, for `npm run security`. First, tools of others and our own attack a running instance, as in
// production. Then come the long tests and the tests of single protections, each a program with a time limit. Everything
// listens on the loopback address. Writes docs/reports/security.md and exits with 1 if anything failed. --quick does a
// hundredth of each. With names, it runs only those parts, and the report keeps the others from their last run on this machine.
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

interface Program {
  readonly key: string
  readonly name: string
  readonly minutes: number
  /** For Node. */
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** Test files, and the variables that make them long. */
function tests(key: string, name: string, minutes: number, files: readonly string[], env = {}): Program {
  return { key, name, minutes, args: ['node_modules/vitest/vitest.mjs', 'run', ...files], env }
}

const programs: readonly Program[] = [
  tests('policy', 'every point of the policy has a test', 2, ['test/docs/security.test.ts']),
  {
    ...{ key: 'removals', name: 'removing each protection makes a test fail', minutes: 45 },
    args: ['tools/security/remove-protections.ts', ...(quick ? ['--quick'] : [])],
  },
  tests('production', 'what production refuses', 2, ['src/config/production.test.ts', 'test/config']),
  tests('replies', 'headers on every kind of reply', 2, [
    'test/http/headers.test.ts',
    'test/http/observatory.test.ts',
  ]),
  tests('proxy', 'TLS, proxy headers and event streams through a real nginx', 3, [
    'test/deploy/nginx.test.ts',
  ]),
  tests('tokens', 'forged access tokens', 3, ['src/accounts/sessions/access-token.test.ts']),
  tests('seals', 'tampering with sealed tokens', 3, ['src/accounts/tokens/sealed-token.test.ts']),
  tests('forgery', 'requests from other sites, cookies, Bearer tokens', 3, [
    'test/http/csrf.test.ts',
    'test/http/auth.test.ts',
  ]),
  tests('private', 'private answers stay private', 3, ['test/http/private-scans.test.ts']),
  tests('ended', 'sessions ended during scans, streams and additions, here and at another instance', 3, [
    'test/accounts/ended-sessions.test.ts',
  ]),
  tests('rows', 'one account that fills the database and floods its trail', 3, [
    'test/accounts/bounded-rows.test.ts',
  ]),
  tests('log', 'secrets in logs', 2, ['test/http/log.test.ts']),
  tests('input', 'bad input on every route', 3, ['test/http/bad-input.test.ts']),
  tests('limits', 'limits across instances, with Redis killed midway', 5, [
    'test/limits/shared-limits.test.ts',
  ]),
  tests('outages', 'Redis and PostgreSQL killed, paused and reset during requests', 5, [
    'test/http/outages.test.ts',
  ]),
  ...limitAttacks.map(({ name: key, title: name, minutes }) => ({
    ...{ key, name, minutes },
    args: ['tools/security/limit-battery.ts', key, ...(quick ? ['--quick'] : [])],
  })),
  tests('requests', 'requests generated from the OpenAPI document', 30, ['test/http/fuzz.test.ts'], {
    ...{ FUZZ_REQUESTS: times(100_000), FUZZ_SEED: String(Date.now() % 1_000_000_000) },
  }),
  tests('refresh', 'refresh tokens in random interleavings', 30, ['test/accounts/refresh.test.ts'], {
    INTERLEAVINGS: times(10_000),
  }),
  tests('kills', 'killed during sign-in, refresh and key rotation', 60, ['test/accounts/kills.test.ts'], {
    KILLS: times(200),
  }),
  tests(
    'long-lists',
    'scans of 11,000 entries in 512 MB, and 1,000 abandoned ones',
    10,
    ['test/scan/long-lists.test.ts'],
    {
      LONG_LIST_SCANS: quick ? '4' : '24',
    },
  ),
  tests('additions', 'killed while adding titles', 60, ['test/lists/kills.test.ts'], {
    KILLS: times(200),
  }),
  tests('scans', 'killed while scanning', 60, ['test/scan/kills.test.ts'], { KILLS: times(500) }),
  { key: 'packages', name: 'dependencies', minutes: 3, args: ['tools/audit.ts'] },
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

/** Keeps the outcome of each part until its next run. */
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
