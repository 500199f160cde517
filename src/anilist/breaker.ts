import { AniListError } from './errors.ts'

// Not cockatiel's: its breaker reads Date.now() and its retry sets real timers, so tests would have to wait.

/** Stops requests while AniList is down. */
export interface Breaker {
  /** Throws the {@link AniListError} that opened the breaker, with the time left, while it is open. */
  check(): void
  /**
   * Like `check`, but also admits one request. Call the result when the request has ended, with its error if it
   * failed. After a pause, requests pass one at a time as probes.
   */
  enter(): (error?: unknown) => void
}

export interface BreakerOptions {
  readonly now: () => number
  /** The pause after AniList said that its API is disabled. */
  readonly outageMs?: number
  /** Consecutive failures, over all requests, that open the breaker. One query that always fails makes 4. */
  readonly failures?: number
  /** The pause after such a series. */
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
    // Requests that were already in flight when it opened neither close it nor prolong the pause.
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

/** A refusal such as 400, 404 or 429 proves that AniList is up; a garbled or aborted reply proves nothing. */
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
