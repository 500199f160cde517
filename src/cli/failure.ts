/** An error as the command line tells it: one line for each thing that is wrong, and the stable code that decides the exit status. */
export interface Failure {
  readonly code: string | undefined
  readonly lines: readonly string[]
}

/** An expected failure of a command itself; `message` says what is wrong and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly code: string

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/**
 * Describes anything that was thrown. What we expect has a stable code of our own, in words with dashes, and is
 * one line. What we don't expect is a line too, and says how to see more.
 *
 * @param debug also tell where the error arose, and what lies behind it
 */
export function describeFailure(thrown: unknown, debug: boolean): Failure {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const code = stableCode(error)
  const trace = debug ? traceOf(error) : []
  if (code === undefined) {
    const hint = debug ? '' : ' Run it again with DEBUG=1 to see where.'
    return { code, lines: [`error: ${oneLine(error.message)}${hint} (unexpected)`, ...trace] }
  }
  const problems = 'problems' in error && Array.isArray(error.problems) ? error.problems : [error.message]
  return { code, lines: [...problems.map((problem) => `error: ${oneLine(problem)} (${code})`), ...trace] }
}

function stableCode(error: Error): string | undefined {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(code) ? code : undefined
}

/** Messages may quote what a user or AniList sent; no line break or control character of theirs reaches the terminal. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}

function traceOf(error: Error): string[] {
  const trace = error.stack?.split('\n') ?? []
  return error.cause instanceof Error ? [...trace, 'caused by:', ...traceOf(error.cause)] : trace
}
