import { writeFileSync } from 'node:fs'
import {
  DefaultReporter,
  type TestCase,
  type TestModule,
  type TestRunEndReason,
  type TestSpecification,
} from 'vitest/node'

/** The outcome of a run of checks or tests. */
export interface Tally {
  readonly passed: number
  readonly failed: number
}

/** The line that ends every test run, and that continuous integration reads. */
export function formatTally({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`
}

/** With more files than this, one line per file is too much to read. */
const fewFiles = 10

/**
 * Reports a vitest run: for few files a line each, for many one line every 15 seconds with the progress, and every failure
 * immediately. Ends with {@link formatTally}. With FORBID_SKIPS=1 a skipped test counts as failed and is named, so that a
 * machine with something missing does not look fine. A run without any test fails as well, because vitest succeeds when a
 * filter matches nothing. If TALLY_FILE names a file, the tally is written there instead of being printed: the caller then
 * prints one line for this and what else it ran.
 */
export default class TestReporter extends DefaultReporter {
  readonly #everyMs: number
  readonly #running = new Set<string>()
  #progress: NodeJS.Timeout | undefined
  #files = 0
  #done = 0
  #passed = 0
  #failed = 0

  constructor({ everyMs = 15_000 }: { readonly everyMs?: number } = {}) {
    super({ summary: false })
    this.#everyMs = everyMs
  }

  override onTestRunStart(specifications: readonly TestSpecification[]): void {
    super.onTestRunStart(specifications)
    this.#files = specifications.length
    if (this.#files > fewFiles)
      this.#progress = setInterval(() => this.log(this.#formatProgress()), this.#everyMs)
  }

  onTestModuleStart(module: TestModule): void {
    this.#running.add(module.relativeModuleId)
  }

  override onTestCaseResult(test: TestCase): void {
    super.onTestCaseResult(test)
    const { state, errors } = test.result()
    if (state === 'passed') this.#passed++
    if (state !== 'failed') return
    this.#failed++
    this.log(`FAILED: ${nameOf(test)}: ${errors?.[0]?.message.split('\n')[0]}`)
  }

  override onTestModuleEnd(module: TestModule): void {
    super.onTestModuleEnd(module)
    this.#running.delete(module.relativeModuleId)
    this.#done++
  }

  protected override printTestModule(module: TestModule): void {
    if (this.#files <= fewFiles) super.printTestModule(module)
  }

  override onTestRunEnd(
    modules: readonly TestModule[],
    errors: Parameters<DefaultReporter['onTestRunEnd']>[1],
    reason: TestRunEndReason,
  ): void {
    clearInterval(this.#progress)
    super.onTestRunEnd(modules, errors, reason)
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()])
    const skipped =
      process.env.FORBID_SKIPS === '1' ? tests.filter((test) => stateOf(test) === 'skipped') : []
    for (const test of skipped) this.log(`skipped, which counts as failed here: ${nameOf(test)}`)
    if (tests.length === 0) this.log('no test ran, which counts as failed')
    const passed = tests.filter((test) => stateOf(test) === 'passed').length
    const failed =
      tests.filter((test) => stateOf(test) === 'failed').length +
      // A hook that fails leaves its tests skipped; only the suite reports it.
      suites.filter((suite) => suite.errors().length > 0).length +
      errors.length +
      skipped.length
    this.#report({ passed, failed: reason === 'passed' && tests.length > 0 ? failed : Math.max(failed, 1) })
  }

  #formatProgress(): string {
    const minutes = ((performance.now() - this.start) / 60_000).toFixed(1)
    const tests = `${this.#passed} tests passed, ${this.#failed} failed`
    const now = this.#running.size > 0 ? `; now ${[...this.#running].join(', ')}` : ''
    return `${minutes} min: ${this.#done} of ${this.#files} files, ${tests}${now}`
  }

  #report(tally: Tally): void {
    if (tally.failed > 0) process.exitCode = 1
    if (process.env.TALLY_FILE) writeFileSync(process.env.TALLY_FILE, JSON.stringify(tally))
    else this.log(`\n${formatTally(tally)}`)
  }
}

function stateOf(test: TestCase): string {
  return test.result().state
}

function nameOf(test: TestCase): string {
  const result = test.result()
  const note = result.state === 'skipped' && result.note ? ` (${result.note})` : ''
  return `${test.module.relativeModuleId} > ${test.fullName}${note}`
}
