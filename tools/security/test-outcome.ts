/** The parts we need of the report of `vitest run --reporter=json`. */
interface TestReport {
  readonly testResults: readonly {
    readonly message: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages: readonly string[]
    }[]
  }[]
}

/** The outcome of the tests selected by name. */
export interface TestOutcome {
  /** The full names of those that passed. */
  readonly passed: readonly string[]
  /** The first failure message of each that failed. */
  readonly failures: readonly string[]
  /** Why a file could not be run at all, such as an unresolved import. */
  readonly broken: readonly string[]
}

/** Reads the report of the test runner, as JSON. */
export function parseTestReport(text: string): TestOutcome {
  const { testResults } = JSON.parse(text) as TestReport
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  return {
    passed: tests.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName),
    failures: tests
      .filter(({ status }) => status === 'failed')
      .map(({ failureMessages: [message = ''] }) => firstLine(message)),
    broken: testResults.map(({ message }) => firstLine(message)).filter((message) => message !== ''),
  }
}

/**
 * Why tests that have to fail did not notice the removal; undefined if they did. Only a failed assertion counts: a program that
 * does not even start would fail any test.
 */
export function whyNotNoticed({ passed, failures, broken }: TestOutcome): string | undefined {
  if (failures.some((message) => assertion.test(message))) return undefined
  const [reason] = [...failures, ...broken]
  if (reason !== undefined) return `no assertion failed: ${reason}`
  return passed.length === 0 ? 'no test ran' : `${passed.length} passed`
}

/** The error of `rejects` and `resolves` has a stack made elsewhere, and starts like any other. */
const assertion = /^(AssertionError: |Error: (expected|promise (resolved|rejected)) )/

/** Why tests of the unchanged program prove nothing; undefined if they passed. */
export function whyNotSound({ passed, failures, broken }: TestOutcome): string | undefined {
  const [reason] = [...failures, ...broken]
  if (reason !== undefined) return reason
  return passed.length === 0 ? 'no test ran' : undefined
}

function firstLine(message: string): string {
  return message.trim().split('\n', 1)[0] ?? ''
}
