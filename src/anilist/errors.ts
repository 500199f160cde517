/** What may go wrong between us and AniList. The codes are stable: HTTP statuses and exit codes depend on them. */
export const aniListErrorCodes = [
  'anilist-user-not-found',
  'anilist-user-private',
  'anilist-not-found',
  'anilist-invalid-token',
  'anilist-bad-request',
  'anilist-too-complex',
  'anilist-rate-limited',
  'anilist-queue-full',
  'anilist-queue-share-full',
  'anilist-disabled',
  'anilist-server-error',
  'anilist-bad-reply',
  'anilist-reply-too-large',
  'anilist-timeout',
  'anilist-unreachable',
  'anilist-redirected',
] as const
export type AniListErrorCode = (typeof aniListErrorCodes)[number]

export interface AniListErrorOptions {
  /** The cause, without tokens or anything AniList sent; see {@link plainCause}. */
  readonly cause: Error
  /** A few words to complete the message, such as `HTTP 502`. */
  readonly detail?: string
  /** The status of a GraphQL error, or else the HTTP status. */
  readonly status?: number
  readonly retryAfterMs?: number
  readonly transient?: boolean
}

/**
 * A request to AniList that ultimately failed.
 *
 * @example
 * if (error instanceof AniListError && error.code === 'anilist-user-private') askOwnerToSignIn()
 */
export class AniListError extends Error {
  override readonly name = 'AniListError'
  readonly code: AniListErrorCode
  /** The status of a GraphQL error, or else the HTTP status; undefined without a reply. */
  readonly status: number | undefined
  /** Milliseconds until a retry makes sense, if known. */
  readonly retryAfterMs: number | undefined
  /** Whether the same request may succeed if it is sent again within seconds. */
  readonly transient: boolean

  constructor(code: AniListErrorCode, options: AniListErrorOptions) {
    super(messages[code](options.detail ?? ''), { cause: options.cause })
    this.code = code
    this.status = options.status
    this.retryAfterMs = options.retryAfterMs
    this.transient = options.transient ?? transientCodes.has(code)
  }
}

const transientCodes: ReadonlySet<AniListErrorCode> = new Set<AniListErrorCode>([
  'anilist-server-error',
  'anilist-bad-reply',
  'anilist-timeout',
  'anilist-unreachable',
])

const messages: Readonly<Record<AniListErrorCode, (detail: string) => string>> = {
  'anilist-user-not-found': () =>
    'There is no AniList user with this name. Check the spelling: the name is in the profile link, anilist.co/user/NAME.',
  'anilist-user-private': () =>
    "This AniList user's list is private. Its owner can sign in, or make the profile public in their AniList settings.",
  'anilist-not-found': () => 'AniList does not have what we asked for: it may have been deleted or merged.',
  'anilist-invalid-token': () => 'AniList no longer accepts this sign-in. Sign in with AniList again.',
  'anilist-bad-request': (detail) =>
    `AniList refused the request${inBrackets(detail)}. Trying again won't help; please report it as a bug.`,
  'anilist-too-complex': (detail) =>
    `The query is too complex for AniList${inBrackets(detail)}. Ask for fewer titles at once.`,
  'anilist-rate-limited': (detail) =>
    `AniList's rate limit has been reached. Try again ${detail || 'in a minute'}.`,
  'anilist-queue-full': (detail) =>
    `Too many requests are waiting for AniList. Try again ${detail || 'in a few minutes'}.`,
  'anilist-queue-share-full': (detail) =>
    `Too many of your requests are waiting for AniList. Wait for some of them to finish, or try again ${detail || 'in a few minutes'}.`,
  'anilist-disabled': (detail) =>
    `AniList has temporarily disabled its API. Try again ${detail || 'later'}; AniList announces outages on its Discord server.`,
  'anilist-server-error': (detail) => `AniList failed${inBrackets(detail)}. Try again in a few minutes.`,
  'anilist-bad-reply': (detail) =>
    `AniList's reply can't be used: ${detail || 'it is not what we asked for'}. Try again in a few minutes. If it keeps happening, please report it.`,
  'anilist-reply-too-large': (detail) =>
    `AniList's reply is too large${inBrackets(detail)}, so none of it was used. Ask for less at once.`,
  'anilist-timeout': (detail) => `AniList didn't respond in time${inBrackets(detail)}. Try again later.`,
  'anilist-unreachable': (detail) =>
    `AniList can't be reached${inBrackets(detail)}. Check the network and ANILIST_API_URL.`,
  'anilist-redirected': (detail) =>
    `AniList replied with a redirect${inBrackets(detail)}, which we don't follow. Check ANILIST_API_URL.`,
}

function inBrackets(detail: string): string {
  return detail && ` (${detail})`
}

/**
 * Copies only the codes and messages of an error and its causes. Errors of Node's `fetch` contain more (an HTTP parser
 * error holds the raw bytes of the reply), and causes end up in logs.
 */
export function plainCause(error: unknown): Error & { code?: string } {
  const texts: string[] = []
  let code: string | undefined
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    texts.push(inner.message)
    if ('code' in inner && typeof inner.code === 'string') code = inner.code
  }
  return Object.assign(new Error(texts.filter(Boolean).join(': ') || 'unknown'), code ? { code } : {})
}
