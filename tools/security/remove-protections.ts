// Usage: node tools/security/remove-protections.ts [--quick] [NAME…]
//
// Proves that the tests of the security policy can fail: removes each protection from a copy of this program, one at a time,
// and checks that the test that names it fails. First, the same tests have to pass on an unchanged copy. With names, it does so
// for the protections of those tests only, with --quick for the first few. Exits with 1 if any removal was not noticed.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { untilInterrupted } from './interruption.ts'
import { removals } from './policy.ts'
import { type Change, pathOf, withoutProtection } from './removal.ts'
import { runTool } from './run-tool.ts'
import { parseTestReport, type TestOutcome, whyNotNoticed, whyNotSound } from './test-outcome.ts'

/** Much longer than any of them takes. */
const secondsForTests = 240

/**
 * Removes protections from a copy of the tree, one at a time, and reports for each whether the tests of its policy noticed.
 *
 * @param wanted how the names of the tests start, after `policy: `
 * @param say gets a line for each
 * @returns how many were not noticed
 * @throws the signal's reason, once the copy is deleted
 */
export async function removeProtections(
  wanted: readonly (readonly [policy: string, changes: readonly Change[]])[],
  { say, signal }: { readonly say: (line: string) => void; readonly signal: AbortSignal },
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'sequel-finder-removals-'))
  try {
    const copy = copyTree(folder)
    let unnoticed = 0
    for (const [policy, changes] of wanted) {
      const run = () => runTests(copy, { policy, signal })
      const unsound = whyNotSound(await run())
      for (const change of changes) {
        const why = unsound ? `unchanged, ${unsound}` : whyNotNoticed(await without(change, copy, run))
        const { file, what } = change
        say(`${policy}: ${file}: ${what}: ${why === undefined ? 'noticed' : `NOT NOTICED: ${why}`}`)
        if (why !== undefined) unnoticed++
      }
    }
    return unnoticed
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function without<T>(change: Change, copy: string, act: () => Promise<T>): Promise<T> {
  const file = join(copy, pathOf(change))
  const source = readFileSync(file, 'utf8')
  writeFileSync(file, withoutProtection(source, change))
  try {
    return await act()
  } finally {
    writeFileSync(file, source)
  }
}

/** The files in git, as a separate repository, because tests check what is in the tree. */
function copyTree(folder: string): string {
  const copy = join(folder, 'tree')
  const git = (cwd: string, ...args: readonly string[]) =>
    execFileSync('git', args, { cwd, encoding: 'utf8' })
  // Other users may enter, because some tests become an ordinary user. Nothing here is secret.
  chmodSync(folder, 0o755)
  mkdirSync(join(folder, 'tmp'))
  for (const file of git('.', 'ls-files', '-z').split('\0').filter(Boolean)) {
    if (!existsSync(file)) continue
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(file, join(copy, file))
  }
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'))
  git(copy, 'init', '--quiet')
  writeFileSync(join(copy, '.git/info/exclude'), 'node_modules\n')
  git(copy, 'add', '--all')
  return copy
}

/** The files with tests that name a policy. */
function testsOf(policy: string, copy: string): string[] {
  const files = execFileSync('git', ['ls-files', '*.test.ts'], { cwd: copy, encoding: 'utf8' })
  return files
    .split('\n')
    .filter((file) => file && readFileSync(join(copy, file), 'utf8').includes(`policy: ${policy}`))
}

async function runTests(
  copy: string,
  { policy, signal }: { readonly policy: string; readonly signal: AbortSignal },
): Promise<TestOutcome> {
  signal.throwIfAborted()
  const report = join(copy, '../report.json')
  rmSync(report, { force: true })
  const vitest = [join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...testsOf(policy, copy)]
  const { status, output } = await runTool(
    process.execPath,
    [...vitest, '-t', `policy: ${literally(policy)}`, '--reporter=json', `--outputFile=${report}`],
    // Files left by a killed test are deleted with the copy.
    { seconds: secondsForTests, cwd: copy, env: { TMPDIR: join(copy, '../tmp') }, signal },
  )
  signal.throwIfAborted()
  if (existsSync(report)) return parseTestReport(readFileSync(report, 'utf8'))
  const reason = status === undefined ? 'the tests took too long' : (output.trim().split('\n')[0] ?? '')
  return { passed: [], failures: [], broken: [reason] }
}

/** For a regular expression. */
function literally(text: string): string {
  return text.replace(/[^\w ]/g, '\\$&')
}

if (import.meta.main) {
  await untilInterrupted(async (signal) => {
    const args = process.argv.slice(2)
    const names = args.filter((arg) => !arg.startsWith('-'))
    const wanted = Object.entries(removals).filter(([policy]) => names.length === 0 || names.includes(policy))
    const few = wanted.slice(0, 10).map(([policy, changes]) => [policy, changes.slice(0, 1)] as const)
    const chosen = args.includes('--quick') ? few : wanted
    const unnoticed = await removeProtections(chosen, { say: console.log, signal })
    const count = chosen.reduce((sum, [, changes]) => sum + changes.length, 0)
    console.log(`${count} protections removed, ${unnoticed} not noticed`)
    return count > 0 && unnoticed === 0
  })
}
