/** An error as the command line tells it. */
export interface Failure {
  /** Stable, in words with dashes; decides the exit status. Undefined for what nobody expected. */
  readonly code: string | undefined
  /** What is wrong and what to do, one line for each problem. */
  readonly messages: readonly string[]
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

/** Describes anything that was thrown. Errors that have a list of `problems`, as a configuration may, are told one by one. */
export function describeFailure(thrown: unknown): Failure {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const code = stableCode(error)
  if (code === undefined) {
    return { code, messages: [oneLine(`${error.message}. To see where, run it again with DEBUG=1.`)] }
  }
  const problems = 'problems' in error && Array.isArray(error.problems) ? error.problems : [error.message]
  return { code, messages: problems.map(oneLine) }
}

/** One line for each problem, as it stands on standard error. */
export function formatFailure({ code, messages }: Failure): string {
  return messages.map((message) => `error: ${message} (${code ?? 'unexpected'})`).join('\n')
}

/** Where an error arose, and what lies behind it. */
export function formatTrace(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  const cause = thrown.cause === undefined ? '' : `\ncaused by: ${formatTrace(thrown.cause)}`
  return `${thrown.stack ?? thrown.message}${cause}`
}

/** Our codes are small words with dashes: those of Node, SQLite and PostgreSQL have capitals or digits. */
function stableCode(error: Error): string | undefined {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^[a-z]+(-[a-z]+)*$/.test(code) ? code : undefined
}

/** Messages may quote what a user or AniList sent; no line break or control character of theirs reaches the terminal. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}
