/** What a script can learn from how the program ended. Scripts depend on these: they only ever grow. */
export const exitCodes: readonly ExitCode[] = [
  { exit: 0, meaning: 'answered' },
  { exit: 1, meaning: 'anything not named here' },
  { exit: 2, meaning: 'the command was not understood', codes: ['usage'] },
  {
    exit: 3,
    meaning: 'no such AniList user, or a private one',
    codes: ['anilist-user-not-found', 'anilist-user-private'],
  },
  {
    exit: 4,
    meaning: 'AniList is not available',
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
    meaning: 'the configuration is wrong',
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
  /** The status of the process. 78 is EX_CONFIG of sysexits.h. */
  readonly exit: number
  readonly meaning: string
  /** The stable codes of the errors that end with it. */
  readonly codes?: readonly string[]
}

/**
 * The exit status for an error with this stable code.
 *
 * @example
 * exitCodeOf('anilist-user-private') // 3
 */
export function exitCodeOf(code: string | undefined): number {
  return exitCodes.find(({ codes }) => code !== undefined && codes?.includes(code))?.exit ?? 1
}

/** The table as `--help` and the README show it. */
export function formatExitCodes(): string {
  return exitCodes.map(({ exit, meaning }) => `${String(exit).padStart(4)}  ${meaning}`).join('\n')
}
