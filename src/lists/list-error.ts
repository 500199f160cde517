export type ListErrorCode = keyof typeof messages

/** A write to a list that is refused, or cannot be made now. The message says what to do. */
export class ListError extends Error {
  override readonly name = 'ListError'
  readonly code: ListErrorCode
  /** Milliseconds until asking again makes sense, where that is known. */
  readonly retryAfterMs: number | undefined

  constructor(code: ListErrorCode, options: ErrorOptions & { readonly retryAfterMs?: number } = {}) {
    super(messages[code], options)
    this.code = code
    this.retryAfterMs = options.retryAfterMs
  }
}

/** Whether a code is one of ours: the others are AniList's. */
export function isListErrorCode(code: string): code is ListErrorCode {
  return Object.hasOwn(messages, code)
}

const messages = {
  'idempotency-key-reused':
    'This Idempotency-Key was used for other titles or another status. Take a new key for a new request.',
  'list-busy': 'Something else is being written to this list. Try again in a moment.',
  'list-writes-stopped':
    'The server is about to stop. Ask again in a moment, with the same Idempotency-Key if there was one: what was done already is not done twice.',
  'account-deleted': 'This account was deleted meanwhile.',
  'addition-not-found':
    'You have added nothing of this id, or too long ago: additions can be undone for seven days.',
  'additions-full':
    'You have added too much in seven days for all of it to be kept for undoing. Try again when the oldest addition is a week old.',
  'ignores-full': 'You ignore 5,000 titles and franchises, which is the most. Restore some of them first.',
  'media-not-found': 'AniList has no such title: it may have been deleted or merged.',
  'entry-not-listed': 'This title is not on your list. Add it first.',
  'entry-would-be-lowered':
    'That would take the entry back: to an earlier status or fewer episodes. Do so at AniList if you mean it.',
  // The request was in order: AniList has a reason that lies with the entry or the account.
  'anilist-bad-request':
    'AniList refused this change, and your entry is as it was. Make the change on AniList instead.',
  'progress-beyond-end': 'The title has fewer episodes than that.',
} as const
