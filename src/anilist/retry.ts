import type { Clock } from './clock.ts'
import { AniListError } from './errors.ts'

export interface RetryOptions {
  readonly sleep: Clock['sleep']
  /** A number from 0 to below 1. */
  readonly random: () => number
  /** The most attempts, including the first. */
  readonly attempts: number
  /** How long all 429 blocks together may last before giving up. */
  readonly patienceMs: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Runs `attempt` until it succeeds or a retry makes no sense. Transient errors are retried after a pause, a 429
 * immediately, because the attempt itself waits for the rate budget, which knows about the block.
 *
 * @throws the last {@link AniListError}; the signal's reason; any other error unchanged
 */
export async function retrying<T>(options: RetryOptions, attempt: () => Promise<T>): Promise<T> {
  let failures = 0
  let blockedMs = 0
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof AniListError)) throw error
      if (error.code === 'anilist-rate-limited') {
        // A 429 does not count as a failed attempt, but another client may keep using up our address's limit.
        blockedMs += error.retryAfterMs ?? options.patienceMs
        if (blockedMs > options.patienceMs) throw error
      } else {
        failures++
        if (!error.transient || failures >= options.attempts) throw error
        await options.sleep(backoffMs(failures, options.random), options.signal)
      }
    }
  }
}

/** The pause after the nth failure: 0.5, 1, 2, 4 … at most 8 seconds, up to half of it random to spread clients. */
export function backoffMs(failures: number, random: () => number): number {
  const longest = Math.min(500 * 2 ** (failures - 1), 8000)
  return Math.round(longest * (0.5 + random() / 2))
}
