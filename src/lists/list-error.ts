export type ListErrorCode = keyof typeof messages

/** A list write that is refused or not possible now. The message says what to do. */
export class ListError extends Error {
  override readonly name = 'ListError'
  readonly code: ListErrorCode
  /** Milliseconds until a retry makes sense, if known. */
  readonly retryAfterMs: number | undefined

  constructor(code: ListErrorCode, options: ErrorOptions & { readonly retryAfterMs?: number } = {}) {
    super(messages[code], options)
    this.code = code
    this.retryAfterMs = options.retryAfterMs
  }
}

/** Whether a code is ours rather than AniList's. */
export function isListErrorCode(code: string): code is ListErrorCode {
  return Object.hasOwn(messages, code)
}

const messages = {
  'idempotency-key-reused':
    'This Idempotency-Key was used for another request. Use a new key for a new request.',
  'list-busy': 'Another change to this list is in progress. Try again in a moment.',
  'list-writes-stopped':
    'The server is shutting down. Try again in a moment, with the same Idempotency-Key if you sent one: nothing is done twice.',
  'account-deleted': 'This account has been deleted.',
  'addition-not-found':
    'You have no addition with this ID, or it is too old: additions can be undone for seven days.',
  'additions-full':
    'You have added too many titles in seven days for all of them to be undoable. Try again when the oldest addition is a week old.',
  'ignores-full': 'You ignore 5,000 titles and franchises, which is the limit. Restore some of them first.',
  'media-not-found': 'AniList has no such title: it may have been deleted or merged.',
  'entry-not-listed': 'This title is not on your list. Add it first.',
  'entry-would-be-lowered':
    'That would set an earlier status or fewer episodes. If you mean it, do it on AniList.',
  // The request was valid: AniList refused it for a reason of its own, about the entry or the account.
  'anilist-bad-request':
    'AniList refused this change, and your entry is unchanged. Make the change on AniList instead.',
  'progress-beyond-end': 'The title does not have that many episodes.',
} as const
