/** The command to show in help and hints, so that copied lines work, also with `npm run cli` in a checkout. */
export const programName = process.env.npm_lifecycle_event === 'cli' ? 'npm run -s cli --' : 'sequel-finder'

/** An error as the command line reports it. */
export interface Failure {
  /** A stable code that determines the exit status; undefined for unexpected errors. */
  readonly code: string | undefined
  /** What is wrong and what to do, one line per problem. */
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

/** Describes anything thrown. An error with a list of `problems`, such as a ConfigError, becomes several messages. */
export function describeFailure(thrown: unknown): Failure {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  const code = stableCode(error)
  if (code === undefined) {
    return { code, messages: [oneLine(`${error.message}. Run it again with DEBUG=1 to see where.`)] }
  }
  const problems = 'problems' in error && Array.isArray(error.problems) ? error.problems : [error.message]
  return { code, messages: problems.map(oneLine) }
}

/** One line per problem, for standard error. */
export function formatFailure({ code, messages }: Failure): string {
  return messages.map((message) => `error: ${message} (${code ?? 'unexpected'})`).join('\n')
}

/** The stack of an error and its causes. */
export function formatTrace(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown)
  const cause = thrown.cause === undefined ? '' : `\ncaused by: ${formatTrace(thrown.cause)}`
  return `${thrown.stack ?? thrown.message}${cause}`
}

/** Our codes are lower-case words with dashes; those of Node, SQLite and PostgreSQL have capitals or digits. */
function stableCode(error: Error): string | undefined {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^[a-z]+(-[a-z]+)*$/.test(code) ? code : undefined
}

/** Messages may quote users or AniList, so control characters and line breaks are removed. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
}

/** The exit statuses. Scripts depend on them, so only add to them. */
export const exitCodes: readonly ExitCode[] = [
  { exit: 0, meaning: 'success' },
  { exit: 1, meaning: 'any other error' },
  { exit: 2, meaning: 'invalid usage', codes: ['usage'] },
  {
    exit: 3,
    meaning: 'AniList user not found or private',
    codes: ['anilist-user-not-found', 'anilist-user-private'],
  },
  {
    exit: 4,
    meaning: 'AniList is unavailable',
    codes: [
      'anilist-bad-reply',
      'anilist-disabled',
      'anilist-queue-full',
      'anilist-queue-share-full',
      'anilist-rate-limited',
      'anilist-redirected',
      'anilist-reply-too-large',
      'anilist-server-error',
      'anilist-timeout',
      'anilist-unreachable',
    ],
  },
  {
    exit: 78,
    meaning: 'invalid configuration',
    codes: [
      'config-invalid',
      'database-url',
      'encryption-unsupported',
      'secrets-bad-reply',
      'secrets-not-found',
      'secrets-redirected',
      'secrets-refused',
      'secrets-unreachable',
      'token-key-in-use',
      'token-key-wrong',
      'token-keys-foreign',
    ],
  },
]

export interface ExitCode {
  /** The exit status. 78 is EX_CONFIG of sysexits.h. */
  readonly exit: number
  readonly meaning: string
  /** The error codes that lead to it. */
  readonly codes?: readonly string[]
}

/**
 * The exit status for an error code.
 *
 * @example
 * exitCodeOf('anilist-user-private') // 3
 */
export function exitCodeOf(code: string | undefined): number {
  return exitCodes.find(({ codes }) => code !== undefined && codes?.includes(code))?.exit ?? 1
}

/** The table in `--help` and in the README. */
export function formatExitCodes(): string {
  return exitCodes.map(({ exit, meaning }) => `${String(exit).padStart(4)}  ${meaning}`).join('\n')
}
