// Usage: node tools/check.ts [--quick] [FILTER…]
//
// Everything that a change must pass, for `npm test`. Continues after a failed step, so that one run shows all problems.
// --quick omits the slow tests, a FILTER selects test files. The last line is "N passed, N failed", each step counting as one.
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatTally, type Tally } from './test-reporter.ts'

const steps: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['format and lint', 'biome', 'check', '--error-on-warnings'],
  ['types', ...typesOf('tsconfig.json')],
  ['types of core, without Node or DOM', ...typesOf('src/core')],
  ['types of the page', ...typesOf('web')],
  ['types of its service worker', ...typesOf('web/service-worker')],
  ['types of its tests', ...typesOf('test/e2e')],
  ['nothing unused', 'knip', '--no-progress'],
]

const checked = await Promise.all(steps.map(check))
console.log('tests:')
const tests = runTests(process.argv.slice(2))
const passed = tests.passed + checked.filter((ok) => ok).length
const failed = tests.failed + checked.filter((ok) => !ok).length
console.log(`\n${formatTally({ passed, failed })}`)
process.exitCode = failed === 0 ? 0 : 1

/** Checks the types of a project, and only those of changed files the next time. */
function typesOf(project: string): [command: string, ...args: string[]] {
  const cache = `node_modules/.cache/types/${project.replaceAll('/', '-')}.tsbuildinfo`
  return ['tsc', '-p', project, '--noEmit', '--incremental', '--tsBuildInfoFile', cache]
}

function check([name, command, ...args]: (typeof steps)[number]): Promise<boolean> {
  const started = performance.now()
  return new Promise((resolve) => {
    execFile(command, args, { maxBuffer: Infinity }, (error, stdout, stderr) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      console.log(`${name}: ${error ? 'FAILED' : 'ok'} (${seconds} s)`)
      if (error) console.log(stdout + stderr || error.message)
      resolve(!error)
    })
  })
}

function runTests(args: readonly string[]): Tally {
  const folder = mkdtempSync(join(tmpdir(), 'tally-'))
  const file = join(folder, 'tally.json')
  try {
    const filters = args.filter((arg) => arg !== '--quick')
    const projects = args.includes('--quick') ? ['--project=unit', '--project=parts'] : []
    const env = { ...process.env, TALLY_FILE: file }
    const { status } = spawnSync('vitest', ['run', ...projects, ...filters], { stdio: 'inherit', env })
    // Without a tally, vitest did not reach its tests, and has printed the reason.
    const tally: Tally = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1 }
    return status === 0 || tally.failed > 0 ? tally : { ...tally, failed: 1 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
