import { minuteMs } from './rate-limit-headers.ts'

/**
 * How many requests a minute we believe to be allowed. AniList's word on that is not to be had for certain: while only
 * 30 are in force, `X-RateLimit-Limit` may go on saying 90 (AniList's guide, "Rate Limiting").
 */
export interface Allowance {
  perMinute(): number
  /** Takes in the number of an `X-RateLimit-Limit`. */
  follow(headerLimit: number): void
  /** Takes in that AniList refused a request (429), when `used` requests counted. */
  lower(used: number): void
}

/** The number that the header shows while fewer are in force. Any other is taken at its word. */
const documentedLimit = 90
/** However often we are refused, we go on at this pace. */
const leastLimit = 5

export function createAllowance(now: () => number, atFirst: number): Allowance {
  let ceiling = atFirst
  let headerTellsTruth = false
  let refusal: { limit: number; at: number } | undefined

  /** What a refusal taught is forgotten by one request a minute: a passing squeeze must not slow us forever. */
  function perMinute(): number {
    if (!refusal) return ceiling
    return Math.min(ceiling, refusal.limit + Math.floor((now() - refusal.at) / minuteMs))
  }

  function follow(headerLimit: number): void {
    if (headerLimit !== documentedLimit) headerTellsTruth = true
    ceiling = headerTellsTruth ? headerLimit : Math.min(headerLimit, atFirst)
  }

  function lower(used: number): void {
    if (ceiling > atFirst) {
      headerTellsTruth = false
      ceiling = atFirst
    }
    const before = perMinute()
    // Not below half at once: a burst limit or someone else at our address may be behind it.
    const limit = Math.max(Math.min(before, used) - 1, Math.ceil(before / 2), leastLimit)
    refusal = { limit: Math.min(limit, before), at: now() }
  }

  return { perMinute, follow, lower }
}
