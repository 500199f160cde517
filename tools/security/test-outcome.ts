/** The report of `vitest run --reporter=json`: what we need of it. */
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

/** How the tests went that were asked for by name. */
export interface TestOutcome {
  /** The full names of those that passed. */
  readonly passed: readonly string[]
  /** What was said first of each that failed. */
  readonly failures: readonly string[]
  /** Why a file could not be run at all, such as an import that leads nowhere. */
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
 * Why tests that have to fail did not notice what they were to notice; undefined where they did. Only an assertion counts:
 * a program that does not even start would fail any test.
 */
export function whyNotNoticed({ passed, failures, broken }: TestOutcome): string | undefined {
  if (failures.some((message) => assertion.test(message))) return undefined
  const [reason] = [...failures, ...broken]
  if (reason !== undefined) return `no assertion failed: ${reason}`
  return passed.length === 0 ? 'no test ran' : `${passed.length} passed`
}

/** The error of `rejects` and `resolves` has a stack that was made elsewhere, and begins as any other. */
const assertion = /^(AssertionError: |Error: (expected|promise (resolved|rejected)) )/

/** Why tests of the program as it is prove nothing; undefined where they passed. */
export function whyNotSound({ passed, failures, broken }: TestOutcome): string | undefined {
  const [reason] = [...failures, ...broken]
  if (reason !== undefined) return reason
  return passed.length === 0 ? 'no test ran' : undefined
}

function firstLine(message: string): string {
  return message.trim().split('\n', 1)[0] ?? ''
}
