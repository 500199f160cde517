// Usage: node tools/check.ts [FILTER…]
//
// All that a change must pass, behind `npm test`. Goes on after a step that failed, so that one run shows all
// that is wrong; a FILTER chooses test files. The last line is "N passed, N failed", each step counting as one.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatTally, type Tally } from './count-reporter.ts'

const steps: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['format and lint', 'biome', 'check', '--error-on-warnings'],
  ['types', 'tsc', '-p', 'tsconfig.json', '--noEmit'],
  ['types of core, without Node or DOM', 'tsc', '-p', 'src/core', '--noEmit'],
  ['types of the page', 'tsc', '-p', 'web', '--noEmit'],
  ['types of its service worker', 'tsc', '-p', 'web/service-worker', '--noEmit'],
  ['types of its tests', 'tsc', '-p', 'test/e2e', '--noEmit'],
  ['nothing unused', 'knip', '--no-progress'],
]

let passed = 0
let failed = 0

for (const [name, command, ...args] of steps) {
  const started = performance.now()
  const run = spawnSync(command, args, { encoding: 'utf8' })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  if (run.status === 0) passed++
  else failed++
  console.log(`${name}: ${run.status === 0 ? 'ok' : 'FAILED'} (${seconds} s)`)
  if (run.status !== 0) console.log(run.error?.message ?? run.stdout + run.stderr)
}

console.log('tests:')
const tests = runTests(process.argv.slice(2))
passed += tests.passed
failed += tests.failed

console.log(`\n${formatTally({ passed, failed })}`)
process.exitCode = failed === 0 ? 0 : 1

function runTests(filters: readonly string[]): Tally {
  const folder = mkdtempSync(join(tmpdir(), 'tally-'))
  const file = join(folder, 'tally.json')
  try {
    const env = { ...process.env, TALLY_FILE: file }
    const { status } = spawnSync('vitest', ['run', ...filters], { stdio: 'inherit', env })
    // Without a tally vitest did not get as far as its tests, and has said why.
    const tally: Tally = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1 }
    return status === 0 || tally.failed > 0 ? tally : { ...tally, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
