import type { AccountErrorCode, SealErrorCode } from '../accounts/account-error.ts'
import type { AniListErrorCode } from '../anilist/errors.ts'
import type { LimitErrorCode } from '../limits/rate-limits.ts'
import type { ListErrorCode } from '../lists/list-error.ts'
import type { ScanErrorCode } from '../scan/run-scan.ts'
import type { StoreErrorCode } from '../store/store-error.ts'

/** How an error with a certain code is reported over HTTP. */
export interface ProblemKind {
  readonly status: number
  /** The same for every problem with the code. */
  readonly title: string
  /** Replaces messages that are meant for the operator or may contain hosts and paths. */
  readonly detail?: string
  /** Seconds until a retry makes sense, unless the error knows better. */
  readonly retryAfter?: number
}

/** Requests that are refused before a route handles them. */
const ofHttp = {
  'request-invalid': { status: 400, title: 'Invalid request' },
  'json-malformed': { status: 400, title: 'Body is not JSON' },
  'body-malformed': { status: 400, title: 'Malformed body' },
  'path-malformed': { status: 400, title: 'Malformed path' },
  'query-malformed': { status: 400, title: 'Malformed query' },
  'parameter-duplicated': { status: 400, title: 'Duplicate parameter' },
  'header-duplicated': { status: 400, title: 'Duplicate header' },
  'http-malformed': { status: 400, title: 'Malformed HTTP' },
  'credentials-ambiguous': { status: 400, title: 'More than one kind of credentials sent' },
  'sign-in-required': { status: 401, title: 'Sign-in required' },
  'origin-refused': { status: 403, title: 'Origin not allowed' },
  'csrf-token-invalid': { status: 403, title: 'CSRF token missing or invalid' },
  'route-not-found': { status: 404, title: 'Route not found' },
  'media-unknown': { status: 404, title: 'Unknown title' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'request-timeout': { status: 408, title: 'Request timed out' },
  'body-too-large': { status: 413, title: 'Body too large' },
  'content-type-unsupported': { status: 415, title: 'Unsupported content type' },
  'expectation-failed': { status: 417, title: 'Unsupported Expect header' },
  'headers-too-large': { status: 431, title: 'Headers too large' },
  'internal-error': {
    status: 500,
    title: 'Something went wrong',
    detail: 'Try again. If it keeps happening, report it with the request ID.',
  },
  overloaded: { status: 503, title: 'Server is overloaded' },
} as const satisfies Record<string, ProblemKind>

export type HttpErrorCode = keyof typeof ofHttp

/** 502 if AniList made a mistake, 503 if it is known to be unavailable for a while, 504 if it does not answer. */
const ofAniList = {
  'anilist-user-not-found': { status: 404, title: 'AniList user not found' },
  'anilist-user-private': { status: 403, title: 'This list is private' },
  'anilist-not-found': { status: 404, title: 'Not found on AniList' },
  'anilist-invalid-token': { status: 403, title: 'AniList access is no longer valid' },
  'anilist-bad-request': { status: 502, title: 'AniList refused our request' },
  'anilist-too-complex': { status: 502, title: 'AniList refused our request' },
  'anilist-rate-limited': { status: 503, title: 'AniList rate limit reached', retryAfter: 60 },
  'anilist-queue-full': { status: 503, title: 'Too many requests are waiting for AniList', retryAfter: 60 },
  'anilist-queue-share-full': {
    status: 429,
    title: 'Too many of your requests are waiting for AniList',
    retryAfter: 60,
  },
  'anilist-disabled': { status: 503, title: 'AniList API is temporarily disabled', retryAfter: 300 },
  'anilist-server-error': { status: 502, title: 'AniList failed' },
  'anilist-bad-reply': { status: 502, title: "AniList's reply can't be used" },
  'anilist-reply-too-large': { status: 502, title: "AniList's reply is too large" },
  'anilist-timeout': { status: 504, title: "AniList didn't respond in time" },
  'anilist-unreachable': {
    status: 503,
    title: "AniList can't be reached",
    retryAfter: 60,
    detail: "AniList can't be reached. Try again in a few minutes.",
  },
  'anilist-redirected': {
    status: 502,
    title: 'AniList replied with a redirect',
    detail: "AniList replied with a redirect, which we don't follow. Try again later.",
  },
} as const satisfies Record<AniListErrorCode, ProblemKind>

const ofScans = {
  'scan-timeout': {
    status: 504,
    title: 'The scan took too long',
    detail:
      'What the scan fetched so far is kept: retry to continue from there, or use partial=true for partial results.',
  },
  'scan-queue-full': { status: 503, title: 'Too many scans at once', retryAfter: 60 },
  'scan-stopped': { status: 503, title: 'Server is shutting down', retryAfter: 5 },
} as const satisfies Record<ScanErrorCode, ProblemKind>

const ofLimits = {
  'rate-limited': { status: 429, title: 'Too many requests' },
  'limits-unavailable': { status: 503, title: 'Rate limits are unavailable' },
} as const satisfies Record<LimitErrorCode, ProblemKind>

const ofLists = {
  'media-not-found': { status: 404, title: 'Title not found on AniList' },
  'entry-not-listed': { status: 404, title: 'Title is not on your list' },
  'addition-not-found': { status: 404, title: 'Addition not found' },
  'entry-would-be-lowered': { status: 409, title: 'That would lower your progress' },
  'progress-beyond-end': { status: 409, title: 'Title has fewer episodes' },
  'ignores-full': { status: 409, title: 'Too many ignored titles' },
  'account-deleted': { status: 410, title: 'Account deleted' },
  'idempotency-key-reused': { status: 422, title: 'Idempotency-Key already used' },
  'additions-full': { status: 429, title: 'Too many titles added in seven days' },
  'list-busy': { status: 503, title: 'Another change to this list is in progress' },
  'list-writes-stopped': { status: 503, title: 'Server is shutting down' },
} as const satisfies Record<Exclude<ListErrorCode, AniListErrorCode>, ProblemKind>

const ofAccounts = {
  'access-token-invalid': { status: 401, title: 'Invalid access token' },
  'access-token-expired': { status: 401, title: 'Access token has expired' },
  'session-ended': { status: 401, title: 'Session has ended' },
  'refresh-token-unknown': { status: 401, title: 'Invalid refresh token' },
  'refresh-token-reused': { status: 401, title: 'Refresh token already used' },
  'session-not-found': { status: 404, title: 'Session not found' },
  'sign-in-unavailable': { status: 404, title: 'Sign-in is turned off on this server' },
  'sign-in-expired': { status: 400, title: 'Sign-in has expired' },
  'sign-in-denied': { status: 403, title: 'Access denied on AniList' },
  'sign-in-code-refused': { status: 400, title: 'Sign-in code was not accepted' },
  'sign-in-refused': { status: 502, title: 'AniList did not accept this server' },
  'sign-in-failed': { status: 502, title: 'AniList failed' },
  'return-path-invalid': { status: 400, title: 'Invalid return path' },
  'anilist-not-connected': { status: 409, title: 'Not connected to AniList' },
} as const satisfies Record<AccountErrorCode, ProblemKind>

/** Other key errors are found at startup. */
const keysChange: ProblemKind = {
  status: 503,
  title: 'Encryption keys are being rotated',
  detail: 'The encryption keys of this server are being rotated. Try again in a minute.',
}

const ofSeals = {
  'sealed-damaged': { status: 409, title: "Stored AniList access can't be decrypted" },
  'sealed-key-unknown': keysChange,
  'token-key-wrong': keysChange,
  'token-keys-foreign': keysChange,
  'token-key-in-use': keysChange,
  'token-key-retired': keysChange,
} as const satisfies Record<SealErrorCode, ProblemKind>

const databaseFailed: ProblemKind = {
  status: 503,
  title: 'Database is unavailable',
  retryAfter: 60,
  detail: 'The database is unavailable right now. Try again in a minute.',
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

/** Every code that a reply may contain. The codes and their statuses are stable. */
export const problemKinds: Readonly<Record<ProblemCode, ProblemKind>> = {
  ...ofHttp,
  ...ofAniList,
  ...ofScans,
  ...ofLimits,
  ...ofLists,
  ...ofAccounts,
  ...ofSeals,
  ...ofStore,
}
