import type { AdditionCode } from '../../src/anilist/list-writes.ts'
import type { ProblemCode } from '../../src/http/problem-codes.ts'
import { ApiError, type LocalErrorCode } from './api.ts'

/** How a failure is shown in place of a page. */
export type Screen =
  | 'notFound'
  | 'private'
  | 'aniListDown'
  | 'aniListBusy'
  | 'tooMany'
  | 'busy'
  | 'tooLong'
  | 'tooLarge'
  | 'database'
  | 'restarting'
  | 'offline'
  | 'unreachable'
  | 'other'

/** How a failure is described in one sentence. */
export type Reason =
  | 'gone'
  | 'raced'
  | 'changed'
  | 'refused'
  | 'tooFewEpisodes'
  | 'tooLate'
  | 'listBusy'
  | 'disconnected'
  | 'signedOut'
  | 'ignoresFull'
  | 'additionsFull'
  | 'aniListDown'
  | 'aniListBusy'
  | 'tooMany'
  | 'serverBusy'
  | 'offline'
  | 'unreachable'
  | 'other'

interface ProblemKind {
  readonly screen: Screen
  readonly reason: Reason
  /** A retry would get the same answer. */
  readonly final?: boolean
  /** Temporary, so writes are retried automatically. */
  readonly passing?: boolean
}

/** Why a single title was not added or removed. */
type TitleCode = AdditionCode | 'entry-changed' | 'addition-undone' | 'addition-unfinished'

const other = { screen: 'other', reason: 'other' } as const
/** This page never sends such requests. */
const invalid = { ...other, final: true } as const
const signedOut = { screen: 'other', reason: 'signedOut' } as const
const disconnected = { screen: 'other', reason: 'disconnected' } as const
const aniListDown = { screen: 'aniListDown', reason: 'aniListDown' } as const
const busy = { screen: 'busy', reason: 'serverBusy' } as const
const tooMany = { screen: 'tooMany', reason: 'tooMany' } as const
const gone = { screen: 'other', reason: 'gone', final: true } as const
const refused = { screen: 'other', reason: 'refused', final: true } as const
const database = { screen: 'database', reason: 'other' } as const

const kinds: Readonly<Record<ProblemCode | TitleCode | LocalErrorCode, ProblemKind>> = {
  offline: { screen: 'offline', reason: 'offline' },
  'server-unreachable': { screen: 'unreachable', reason: 'unreachable', passing: true },
  'reply-unreadable': other,

  'request-invalid': invalid,
  'json-malformed': invalid,
  'body-malformed': invalid,
  'path-malformed': invalid,
  'query-malformed': invalid,
  'parameter-duplicated': invalid,
  'header-duplicated': invalid,
  'http-malformed': invalid,
  'credentials-ambiguous': invalid,
  'origin-refused': invalid,
  'csrf-token-invalid': other,
  'route-not-found': invalid,
  'method-not-allowed': invalid,
  'request-timeout': other,
  'body-too-large': invalid,
  'content-type-unsupported': invalid,
  'expectation-failed': invalid,
  'headers-too-large': invalid,
  'internal-error': other,
  overloaded: { ...busy, passing: true },
  'rate-limited': { ...tooMany, passing: true },
  'limits-unavailable': busy,

  'sign-in-required': signedOut,
  'access-token-invalid': signedOut,
  'access-token-expired': signedOut,
  'session-ended': signedOut,
  'refresh-token-unknown': signedOut,
  'refresh-token-reused': signedOut,
  'session-not-found': other,
  'sign-in-unavailable': other,
  'sign-in-expired': other,
  'sign-in-denied': other,
  'sign-in-code-refused': other,
  'sign-in-refused': other,
  'sign-in-failed': other,
  'return-path-invalid': invalid,
  'anilist-not-connected': disconnected,
  'anilist-invalid-token': disconnected,
  'sealed-damaged': disconnected,
  'sealed-key-unknown': other,
  'token-key-wrong': other,
  'token-keys-foreign': other,
  'token-key-in-use': other,
  'token-key-retired': other,

  'anilist-user-not-found': { ...other, screen: 'notFound', final: true },
  'anilist-user-private': { ...other, screen: 'private' },
  'anilist-not-found': refused,
  'anilist-bad-request': refused,
  'anilist-too-complex': refused,
  'anilist-rate-limited': { screen: 'aniListBusy', reason: 'aniListBusy' },
  'anilist-queue-full': busy,
  'anilist-queue-share-full': tooMany,
  'anilist-disabled': aniListDown,
  'anilist-server-error': aniListDown,
  'anilist-bad-reply': aniListDown,
  'anilist-reply-too-large': { ...other, screen: 'tooLarge' },
  'anilist-timeout': aniListDown,
  'anilist-unreachable': aniListDown,
  'anilist-redirected': aniListDown,

  'scan-timeout': { ...other, screen: 'tooLong' },
  'scan-queue-full': busy,
  'scan-stopped': { ...busy, screen: 'restarting' },

  'media-unknown': other,
  'media-not-found': gone,
  'media-not-anime': gone,
  'entry-made-elsewhere': { screen: 'other', reason: 'raced', final: true },
  'entry-changed': { screen: 'other', reason: 'changed', final: true },
  'entry-not-listed': other,
  'entry-would-be-lowered': other,
  'progress-beyond-end': { screen: 'other', reason: 'tooFewEpisodes', final: true },
  'addition-not-found': { screen: 'other', reason: 'tooLate' },
  'addition-undone': { ...other, final: true },
  'addition-unfinished': other,
  'additions-full': { screen: 'other', reason: 'additionsFull' },
  'account-deleted': other,
  'ignores-full': { screen: 'other', reason: 'ignoresFull' },
  'idempotency-key-reused': other,
  'list-busy': { screen: 'other', reason: 'listBusy', passing: true },
  'list-writes-stopped': { screen: 'restarting', reason: 'listBusy', passing: true },

  'disk-full': database,
  'database-read-only': database,
  'database-locked': database,
  'database-path': database,
  'database-unreadable': database,
  'database-damaged': database,
  'database-url': database,
  'encryption-unsupported': database,
  'database-unreachable': database,
  'database-refused': database,
  'database-missing': database,
  'database-forbidden': database,
  'database-slow': database,
  'database-newer': database,
}

/** Default retry delays in milliseconds. */
const patience: Partial<Record<Screen, number>> = {
  aniListDown: 60_000,
  aniListBusy: 60_000,
  tooMany: 30_000,
  busy: 15_000,
  database: 60_000,
  restarting: 5_000,
  offline: 30_000,
  unreachable: 10_000,
}

/** Waiting does not help, so the user decides whether to retry. */
const forPeople: ReadonlySet<Screen> = new Set(['notFound', 'private', 'tooLong', 'tooLarge'])

/** How the page handles a failure. */
export interface PageProblem extends ProblemKind {
  /** When to retry automatically; absent if the user decides. */
  readonly retryAfterMs?: number
  /** The server's message. */
  readonly detail: string
}

/** @param failure an error or an error code */
export function problemOf(failure: Error | string): PageProblem {
  const [code, detail] = typeof failure === 'string' ? [failure, failure] : [codeOf(failure), failure.message]
  const kind = isKnown(code) ? kinds[code] : other
  const told = failure instanceof ApiError ? failure.retryAfterMs : undefined
  const retryAfterMs = forPeople.has(kind.screen) ? undefined : (told ?? patience[kind.screen])
  return { ...kind, detail, ...(retryAfterMs !== undefined && { retryAfterMs }) }
}

/** Whether only a new sign-in helps. */
export function needsSignIn({ reason }: PageProblem): boolean {
  return reason === 'signedOut' || reason === 'disconnected'
}

/** Whether an older answer is better than none. */
export function mayShowOldAnswer({ screen }: PageProblem): boolean {
  return screen !== 'notFound' && screen !== 'private'
}

function codeOf(error: Error): string {
  return error instanceof ApiError ? error.code : ''
}

/** A newer server may have other codes. */
function isKnown(code: string): code is keyof typeof kinds {
  return Object.hasOwn(kinds, code)
}
