import { writeFileSync } from 'node:fs'
import type { Reporter, TestCase, TestModule, TestRunEndReason } from 'vitest/node'

/** How a run of checks or tests went. */
export interface Tally {
  readonly passed: number
  readonly failed: number
}

/** The line that ends every run of tests and that continuous integration reads. */
export function formatTally({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`
}

/**
 * Ends a vitest run with {@link formatTally}. With FORBID_SKIPS=1 a skipped test counts as failed and is named:
 * a machine that lacks something must not look as if all was well. A run without any test fails as well, because
 * vitest ends happily when a filter matches nothing. Where TALLY_FILE names a file the tally goes there instead
 * of to the screen: the caller then prints one line for this and what else it ran.
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()])
    const skipped =
      process.env.FORBID_SKIPS === '1' ? tests.filter((test) => stateOf(test) === 'skipped') : []
    for (const test of skipped) console.log(`skipped, which counts as failed here: ${nameOf(test)}`)
    if (tests.length === 0) console.log('no test ran, which counts as failed')
    const passed = tests.filter((test) => stateOf(test) === 'passed').length
    const failed =
      tests.filter((test) => stateOf(test) === 'failed').length +
      // A hook that fails leaves its tests skipped; only the suite tells.
      suites.filter((suite) => suite.errors().length > 0).length +
      errors.length +
      skipped.length
    this.#report({ passed, failed: reason === 'passed' && tests.length > 0 ? failed : Math.max(failed, 1) })
  }

  #report(tally: Tally): void {
    if (tally.failed > 0) process.exitCode = 1
    if (process.env.TALLY_FILE) writeFileSync(process.env.TALLY_FILE, JSON.stringify(tally))
    else console.log(`\n${formatTally(tally)}`)
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
