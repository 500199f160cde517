// Usage: node tools/security/remove-protections.ts [--quick] [NAME…]
//
// Proves that the tests of the security policy can fail: takes each protection out of a copy of this program, one after
// the other, and looks whether the test that names it notices. First the same tests have to pass on the copy as it is.
// With names it does the protections of those tests alone, with --quick the first few. Ends with 1 where anything was not
// noticed.
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
import { type RemovedProtection, withoutProtection } from './removed-protection.ts'
import { removedProtections } from './removed-protections.ts'
import { runTool } from './run-tool.ts'
import { parseTestReport, type TestOutcome, whyNotNoticed, whyNotSound } from './test-outcome.ts'

/** Much more than any of them takes. */
const secondsForTests = 240

/**
 * Takes protections out of a copy of the tree, each by itself, and tells of each whether its test noticed.
 *
 * @param say takes a line when that is known
 * @returns how many were not noticed
 * @throws the signal's reason, once the copy is gone
 */
export async function removeProtections(
  removals: readonly RemovedProtection[],
  { say, signal }: { readonly say: (line: string) => void; readonly signal: AbortSignal },
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'sequel-finder-removals-'))
  try {
    const copy = copyTree(folder)
    const run = (test: string, names: readonly string[]) => runTests(copy, { test, names, signal })
    let unnoticed = 0
    for (const [test, ofFile] of Map.groupBy(removals, ({ test }) => test)) {
      const unchanged = await run(test, [...new Set(ofFile.map(({ policy }) => policy))])
      for (const removal of ofFile) {
        const { policy, file, find } = removal
        const why =
          whyUnsound(unchanged, policy) ??
          whyNotNoticed(await without(removal, copy, () => run(test, [policy])))
        say(`removed: ${policy} (${file}): ${why === undefined ? 'noticed' : `NOT NOTICED: ${why}`}`)
        if (why === undefined) continue
        unnoticed++
        say(`  what was taken out: ${find.trim()}`)
      }
    }
    return unnoticed
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Why tests of the program as it is say nothing of the one that is changed; undefined where they do. */
function whyUnsound(unchanged: TestOutcome, policy: string): string | undefined {
  const why = whyNotSound(unchanged)
  if (why !== undefined) return `unchanged, ${why}`
  return unchanged.passed.some((name) => name.includes(`policy: ${policy}`)) ? undefined : 'no test ran'
}

async function without<T>(removal: RemovedProtection, copy: string, act: () => Promise<T>): Promise<T> {
  const file = join(copy, removal.file)
  const source = readFileSync(file, 'utf8')
  writeFileSync(file, withoutProtection(source, removal))
  try {
    return await act()
  } finally {
    writeFileSync(file, source)
  }
}

/** What git holds, as a repository of its own, for tests look at what is in the tree. */
function copyTree(folder: string): string {
  const copy = join(folder, 'tree')
  const git = (cwd: string, ...args: readonly string[]) =>
    execFileSync('git', args, { cwd, encoding: 'utf8' })
  // Others may enter: some tests become an ordinary user. Nothing here is secret.
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

interface TestRun {
  readonly test: string
  readonly names: readonly string[]
  readonly signal: AbortSignal
}

async function runTests(copy: string, { test, names, signal }: TestRun): Promise<TestOutcome> {
  signal.throwIfAborted()
  const report = join(copy, '../report.json')
  rmSync(report, { force: true })
  const pattern = `policy: (${names.map(literally).join('|')})`
  const vitest = [join('node_modules', 'vitest', 'vitest.mjs'), 'run', test, '-t', pattern]
  const { status, output } = await runTool(
    process.execPath,
    [...vitest, '--reporter=json', `--outputFile=${report}`, '--hookTimeout=60000'],
    // What a test leaves behind that was ended goes with the copy.
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

/** So many of them with --quick. */
const few = 10

if (import.meta.main) {
  await untilInterrupted(async (signal) => {
    const args = process.argv.slice(2)
    const names = args.filter((arg) => !arg.startsWith('-'))
    const wanted = removedProtections.filter(({ policy }) => names.length === 0 || names.includes(policy))
    const removals = args.includes('--quick') ? wanted.slice(0, few) : wanted
    const unnoticed = await removeProtections(removals, { say: console.log, signal })
    console.log(`${removals.length} protections removed, ${unnoticed} not noticed`)
    return removals.length > 0 && unnoticed === 0
  })
}
