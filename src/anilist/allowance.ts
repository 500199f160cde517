/**
 * How many requests a minute we believe to be allowed. AniList's word on that is not to be had for certain: while only
 * 30 are in force, `X-RateLimit-Limit` may go on saying 90 (AniList's guide, "Rate Limiting").
 */
export interface Allowance {
  perMinute(): number
  /** Takes in the number of an `X-RateLimit-Limit`. */
  follow(headerLimit: number): void
  /** Takes in that AniList refused a request (429) after it had let `passed` of them through within a minute. */
  lower(passed: number): void
}

/** What an allowance remembers: plain data, so that processes can share it. Moments are milliseconds since 1970. */
export interface AllowanceState {
  ceiling: number
  headerTellsTruth: boolean
  lesson?: { readonly limit: number; readonly until: number }
}

/** The number that the header shows while fewer are in force. Any other is taken at its word. */
const documentedLimit = 90
/** However often we are refused, we go on at this pace. */
const leastLimit = 5
/**
 * How long a refusal is remembered. Forever would let a passing squeeze slow us for good; a minute would have us
 * refused, and blocked, every other minute.
 */
const lessonMs = 15 * 60_000

/**
 * @param atFirst requests a minute to begin with
 * @param state is changed in place
 */
export function createAllowance(
  now: () => number,
  atFirst: number,
  state: AllowanceState = freshAllowance(atFirst),
): Allowance {
  function perMinute(): number {
    const { ceiling, lesson } = state
    return lesson && now() < lesson.until ? Math.min(ceiling, lesson.limit) : ceiling
  }

  function follow(headerLimit: number): void {
    if (headerLimit !== documentedLimit) state.headerTellsTruth = true
    state.ceiling = state.headerTellsTruth ? headerLimit : Math.min(headerLimit, atFirst)
  }

  function lower(passed: number): void {
    if (state.ceiling > atFirst) {
      state.headerTellsTruth = false
      state.ceiling = atFirst
    }
    const before = perMinute()
    // Not below half at once: a burst limit or someone else at our address may be behind it.
    const limit = Math.max(Math.min(before - 1, passed), Math.ceil(before / 2), leastLimit)
    state.lesson = { limit: Math.min(limit, before), until: now() + lessonMs }
  }

  return { perMinute, follow, lower }
}

export function freshAllowance(atFirst: number): AllowanceState {
  return { ceiling: atFirst, headerTellsTruth: false }
}
