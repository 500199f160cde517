import { AniListError } from './errors.ts'

// Not cockatiel's: its breaker reads Date.now() and its retry sets real timers, so that tests would wait.

/** Keeps us from asking an AniList that is down. */
export interface Breaker {
  /** Throws the {@link AniListError} that opened it, with the time left, while AniList is not to be asked. */
  check(): void
  /**
   * Checks, and opens the door for one request. Call the result when that ended, with its error if it failed.
   * After a pause one request at a time goes through, as a probe.
   */
  enter(): (error?: unknown) => void
}

export interface BreakerOptions {
  readonly now: () => number
  /** Pause after AniList said that its API is disabled. */
  readonly outageMs?: number
  /** Failures in a row, over all requests, that open it. One query that always fails is 4, so more than that. */
  readonly failures?: number
  /** Pause after such a row. */
  readonly pauseMs?: number
}

export function createBreaker(options: BreakerOptions): Breaker {
  const { now, outageMs = 60_000, failures = 10, pauseMs = 30_000 } = options
  let failed = 0
  let open: { until: number; reason: AniListError } | undefined
  let probing = false

  function check(): void {
    if (!open) return
    if (probing || now() < open.until) throw stillOpen(open.reason, Math.max(open.until - now(), 0))
  }

  function enter(): (error?: unknown) => void {
    check()
    if (!open) return settle
    probing = true
    return (error) => {
      probing = false
      settle(error, true)
    }
  }

  function settle(error?: unknown, wasProbe = false): void {
    // Requests in flight when it opened that end late neither close it nor prolong the pause.
    if (open && !wasProbe) return
    const outcome = judge(error)
    if (outcome === 'alive') {
      failed = 0
      open = undefined
    } else if (outcome === 'down') {
      failed++
      const reason = error as AniListError
      if (reason.code === 'anilist-disabled') open = { until: now() + outageMs, reason }
      else if (wasProbe || failed >= failures) open = { until: now() + pauseMs, reason }
    }
  }

  return { check, enter }
}

/** A refusal such as 400, 404 or 429 proves AniList alive; a garbled reply or a caller who left proves nothing. */
function judge(error: unknown): 'alive' | 'down' | 'unknown' {
  if (error === undefined) return 'alive'
  if (!(error instanceof AniListError)) return 'unknown'
  switch (error.code) {
    case 'anilist-disabled':
    case 'anilist-server-error':
    case 'anilist-unreachable':
    case 'anilist-timeout':
      return 'down'
    case 'anilist-bad-reply':
    case 'anilist-reply-too-large':
    case 'anilist-redirected':
      return 'unknown'
    default:
      return 'alive'
  }
}

function stillOpen(reason: AniListError, leftMs: number): AniListError {
  const when = `in ${Math.max(Math.ceil(leftMs / 1000), 1)} s`
  return new AniListError(reason.code, {
    cause: reason,
    detail: reason.code === 'anilist-disabled' ? when : `many times in a row; trying again ${when}`,
    ...(reason.status !== undefined && { status: reason.status }),
    retryAfterMs: leftMs,
    transient: false,
  })
}
