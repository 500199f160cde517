import type { AccountErrorCode } from '../accounts/account-error.ts'
import type { SealErrorCode } from '../accounts/tokens/seal-error.ts'
import type { AniListErrorCode } from '../anilist/errors.ts'
import type { LimitErrorCode } from '../limits/rate-limits.ts'
import type { ListErrorCode } from '../lists/list-error.ts'
import type { ScanErrorCode } from '../scan/scan-error.ts'
import type { StoreErrorCode } from '../store/store-error.ts'

/** How an error of one code is told over HTTP. */
export interface ProblemKind {
  readonly status: number
  /** The same for every problem of the code. */
  readonly title: string
  /**
   * What to tell instead of the error's own message: where that speaks to whoever runs the instance, or may name
   * hosts and paths that are nobody else's business.
   */
  readonly detail?: string
  /** Seconds until asking again makes sense, where the error does not know better. */
  readonly retryAfter?: number
}

/** What is wrong with a request before any route has looked at it. */
const ofHttp = {
  'request-invalid': { status: 400, title: 'The request is not valid' },
  'json-malformed': { status: 400, title: 'The body is not JSON' },
  'body-malformed': { status: 400, title: 'The body cannot be read' },
  'path-malformed': { status: 400, title: 'The path cannot be read' },
  'query-malformed': { status: 400, title: 'The query cannot be read' },
  'parameter-duplicated': { status: 400, title: 'A parameter stands twice' },
  'header-duplicated': { status: 400, title: 'A header stands twice' },
  'http-malformed': { status: 400, title: 'This is not HTTP' },
  'credentials-ambiguous': { status: 400, title: 'Two proofs of who you are' },
  'sign-in-required': { status: 401, title: 'Nobody is signed in' },
  'origin-refused': { status: 403, title: 'The request comes from elsewhere' },
  'csrf-token-invalid': { status: 403, title: 'The CSRF token is missing or wrong' },
  'route-not-found': { status: 404, title: 'There is nothing at this address' },
  'media-unknown': { status: 404, title: 'No scan has come across this title' },
  'method-not-allowed': { status: 405, title: 'The method is not allowed here' },
  'request-timeout': { status: 408, title: 'The request took too long to arrive' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'content-type-unsupported': { status: 415, title: 'This type of body is not understood' },
  'expectation-failed': { status: 417, title: 'This cannot be expected' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  'internal-error': {
    status: 500,
    title: 'Something went wrong on our side',
    detail: 'Something went wrong on our side. Try again; if it stays so, report it with the request id.',
  },
  overloaded: { status: 503, title: 'Too much to do at the moment' },
} as const satisfies Record<string, ProblemKind>

export type HttpErrorCode = keyof typeof ofHttp

/** 502 where AniList did something wrong, 503 where it is known to be away for a while, 504 where it is silent. */
const ofAniList = {
  'anilist-user-not-found': { status: 404, title: 'AniList knows no such user' },
  'anilist-user-private': { status: 403, title: 'This list is private' },
  'anilist-not-found': { status: 404, title: 'AniList does not have this' },
  'anilist-invalid-token': { status: 403, title: 'AniList no longer accepts this sign-in' },
  'anilist-bad-request': { status: 502, title: 'AniList refused our request' },
  'anilist-too-complex': { status: 502, title: 'AniList refused our request' },
  'anilist-rate-limited': { status: 503, title: "AniList's allowance is used up", retryAfter: 60 },
  'anilist-queue-full': { status: 503, title: 'Too many requests are waiting for AniList', retryAfter: 60 },
  'anilist-queue-share-full': {
    status: 429,
    title: 'Too many of your requests are waiting for AniList',
    retryAfter: 60,
  },
  'anilist-disabled': { status: 503, title: 'AniList is switched off', retryAfter: 300 },
  'anilist-server-error': { status: 502, title: 'AniList failed' },
  'anilist-bad-reply': { status: 502, title: "AniList's reply cannot be used" },
  'anilist-reply-too-large': { status: 502, title: "AniList's reply is too large" },
  'anilist-timeout': { status: 504, title: 'AniList did not answer in time' },
  'anilist-unreachable': {
    status: 503,
    title: 'AniList cannot be reached',
    retryAfter: 60,
    detail: 'AniList cannot be reached from here. Try again in a few minutes.',
  },
  'anilist-redirected': {
    status: 502,
    title: 'AniList sent us elsewhere',
    detail: 'AniList answered with a redirect, which is not followed. Try again later.',
  },
} as const satisfies Record<AniListErrorCode, ProblemKind>

const ofScans = {
  'scan-timeout': {
    status: 504,
    title: 'The scan took too long',
    detail:
      'The scan took too long. What it fetched is kept: ask again to go on from there, or with partial=true for what is known so far.',
  },
  'scan-queue-full': { status: 503, title: 'Too many scans at once', retryAfter: 60 },
  'scan-stopped': { status: 503, title: 'The server is about to stop', retryAfter: 5 },
} as const satisfies Record<ScanErrorCode, ProblemKind>

const ofLimits = {
  'rate-limited': { status: 429, title: 'Too many requests' },
  'limits-unavailable': { status: 503, title: 'Requests cannot be counted' },
} as const satisfies Record<LimitErrorCode, ProblemKind>

const ofLists = {
  'media-not-found': { status: 404, title: 'AniList has no such title' },
  'entry-not-listed': { status: 404, title: 'The title is not on your list' },
  'addition-not-found': { status: 404, title: 'You have made no such addition' },
  'entry-would-be-lowered': { status: 409, title: 'That would take the entry back' },
  'progress-beyond-end': { status: 409, title: 'The title has fewer episodes' },
  'ignores-full': { status: 409, title: 'You ignore as many titles as you can' },
  'account-deleted': { status: 410, title: 'The account is deleted' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used before' },
  'additions-full': { status: 429, title: 'Too many titles added in seven days' },
  'list-busy': { status: 503, title: 'Something else is being written to the list' },
  'list-writes-stopped': { status: 503, title: 'The server is about to stop' },
} as const satisfies Record<Exclude<ListErrorCode, AniListErrorCode>, ProblemKind>

const ofAccounts = {
  'access-token-invalid': { status: 401, title: 'The access token is not valid' },
  'access-token-expired': { status: 401, title: 'The access token has expired' },
  'session-ended': { status: 401, title: 'The session has ended' },
  'refresh-token-unknown': { status: 401, title: 'The refresh token is not valid' },
  'refresh-token-reused': { status: 401, title: 'The refresh token was used before' },
  'session-not-found': { status: 404, title: 'You have no such session' },
  'sign-in-unavailable': { status: 404, title: 'Nobody can sign in here' },
  'sign-in-expired': { status: 400, title: 'The sign-in is over' },
  'sign-in-denied': { status: 403, title: 'AniList was not allowed to sign you in' },
  'sign-in-code-refused': { status: 400, title: 'AniList does not know the sign-in' },
  'sign-in-refused': { status: 502, title: 'AniList does not know this instance' },
  'sign-in-failed': { status: 502, title: 'AniList failed' },
  'return-path-invalid': { status: 400, title: 'The way back leads elsewhere' },
  'anilist-not-connected': { status: 409, title: 'There is no access to AniList' },
} as const satisfies Record<AccountErrorCode, ProblemKind>

/** The rest of what can be wrong with keys is found when the server starts. */
const keysChange: ProblemKind = {
  status: 503,
  title: 'Keys are being changed',
  detail: 'The keys of this instance are being changed. Try again in a minute.',
}

const ofSeals = {
  'sealed-damaged': { status: 409, title: 'Your access to AniList cannot be opened' },
  'sealed-key-unknown': keysChange,
  'token-key-wrong': keysChange,
  'token-keys-foreign': keysChange,
  'token-key-in-use': keysChange,
  'token-key-retired': keysChange,
} as const satisfies Record<SealErrorCode, ProblemKind>

const databaseFailed: ProblemKind = {
  status: 503,
  title: 'The database does not answer as it should',
  retryAfter: 60,
  detail: 'Our database cannot be used at the moment. Try again in a minute.',
}

const ofStore = {
  'disk-full': databaseFailed,
  'database-read-only': databaseFailed,
  'database-locked': databaseFailed,
  'database-path': databaseFailed,
  'database-unreadable': databaseFailed,
  'database-damaged': databaseFailed,
  'database-url': databaseFailed,
  'encryption-unsupported': databaseFailed,
  'database-unreachable': databaseFailed,
  'database-refused': databaseFailed,
  'database-missing': databaseFailed,
  'database-forbidden': databaseFailed,
  'database-slow': databaseFailed,
  'database-newer': databaseFailed,
} as const satisfies Record<StoreErrorCode, ProblemKind>

export type ProblemCode =
  | HttpErrorCode
  | AniListErrorCode
  | ScanErrorCode
  | LimitErrorCode
  | ListErrorCode
  | AccountErrorCode
  | SealErrorCode
  | StoreErrorCode

/** Every code that a reply may carry. The codes are stable, and so is the status of each. */
export const problemKinds: Readonly<Record<string, ProblemKind>> = {
  ...ofHttp,
  ...ofAniList,
  ...ofScans,
  ...ofLimits,
  ...ofLists,
  ...ofAccounts,
  ...ofSeals,
  ...ofStore,
}
