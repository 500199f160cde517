import { ApiError } from './api-error.ts'

/** How a scan that failed is shown. */
export interface ProblemScreen {
  readonly kind:
    | 'not-found'
    | 'private'
    | 'anilist-down'
    | 'anilist-busy'
    | 'too-many'
    | 'busy'
    | 'too-long'
    | 'offline'
    | 'unreachable'
    | 'other'
  /** When to go on without being asked; absent where that is for people to decide. */
  readonly retryAfterMs?: number
  /** Whether asking again may help at all. */
  readonly retryable: boolean
  /** The server's own words. */
  readonly detail: string
}

const kinds: Readonly<Record<string, ProblemScreen['kind']>> = {
  'anilist-user-not-found': 'not-found',
  'anilist-user-private': 'private',
  'anilist-rate-limited': 'anilist-busy',
  'anilist-queue-full': 'busy',
  'anilist-queue-share-full': 'too-many',
  'anilist-disabled': 'anilist-down',
  'anilist-server-error': 'anilist-down',
  'anilist-bad-reply': 'anilist-down',
  'anilist-timeout': 'anilist-down',
  'anilist-unreachable': 'anilist-down',
  'anilist-redirected': 'anilist-down',
  'rate-limited': 'too-many',
  'limits-unavailable': 'busy',
  'scan-queue-full': 'busy',
  'scan-timeout': 'too-long',
  overloaded: 'busy',
  offline: 'offline',
  'server-unreachable': 'unreachable',
}

/** Where the server does not say when, in milliseconds. Those that only people can mend have none. */
const patience: Partial<Record<ProblemScreen['kind'], number>> = {
  'anilist-down': 60_000,
  'anilist-busy': 60_000,
  'too-many': 30_000,
  busy: 15_000,
  offline: 30_000,
  unreachable: 10_000,
}

export function screenOf(error: Error): ProblemScreen {
  const code = error instanceof ApiError ? error.code : ''
  const kind = kinds[code] ?? 'other'
  const told = error instanceof ApiError ? error.retryAfterMs : undefined
  const retryAfterMs = patience[kind] === undefined ? undefined : (told ?? patience[kind])
  return {
    kind,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    retryable: kind !== 'not-found' && code !== 'request-invalid',
    detail: error.message,
  }
}

/** Whether an older answer is better than none. */
export function mayShowOldAnswer({ kind }: ProblemScreen): boolean {
  return kind !== 'not-found' && kind !== 'private'
}
