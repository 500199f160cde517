/**
 * How many requests a minute we believe to be allowed. AniList's word on that is not to be had for certain: while only
 * 30 are in force, `X-RateLimit-Limit` may go on saying 90 (AniList's guide, "Rate Limiting").
 */
export interface Allowance {
  perMinute(): number
  /** Takes in the number of an `X-RateLimit-Limit`. */
  follow(headerLimit: number): void
  /**
   * Takes in that AniList refused a request (429) after it had let `passed` of them through within a minute, and bars us
   * until that moment.
   */
  lower(passed: number, until: number): void
}

/** What an allowance remembers: plain data, so that processes can share it. Moments are milliseconds since 1970. */
export interface AllowanceState {
  ceiling: number
  headerTellsTruth: boolean
  /** The pace after a refusal, from when it holds, and how long until each step back up. */
  lesson?: { readonly limit: number; readonly from: number; readonly stepMs: number }
}

/** The number that the header shows while fewer are in force. Any other is taken at its word. */
const documentedLimit = 90
/** However often we are refused, we go on at this pace. */
const leastLimit = 5
/**
 * A refusal may come of a passing squeeze, so the pace rises again each minute, by a sixth of the usual one. Where that is
 * refused within a few steps, the squeeze lasts: steps then take twice as long, up to a quarter of an hour, or we
 * would be refused, and blocked, every few minutes.
 */
const shortestStepMs = 60_000
const longestStepMs = 15 * 60_000
const stepsToTrust = 4

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
    if (!lesson) return ceiling
    const steps = Math.max(Math.floor((now() - lesson.from) / lesson.stepMs), 0)
    return Math.min(ceiling, lesson.limit + steps * Math.ceil(atFirst / 6))
  }

  function follow(headerLimit: number): void {
    if (headerLimit !== documentedLimit) state.headerTellsTruth = true
    state.ceiling = state.headerTellsTruth ? headerLimit : Math.min(headerLimit, atFirst)
  }

  function lower(passed: number, until: number): void {
    if (state.ceiling > atFirst) {
      state.headerTellsTruth = false
      state.ceiling = atFirst
    }
    const before = perMinute()
    // Not below half at once: a burst limit or someone else at our address may be behind it.
    const limit = Math.max(Math.min(before - 1, passed), Math.ceil(before / 2), leastLimit)
    const { lesson } = state
    const isSoon = lesson && now() < lesson.from + stepsToTrust * lesson.stepMs
    const stepMs = isSoon ? Math.min(2 * lesson.stepMs, longestStepMs) : shortestStepMs
    state.lesson = { limit: Math.min(limit, before), from: until, stepMs }
  }

  return { perMinute, follow, lower }
}

export function freshAllowance(atFirst: number): AllowanceState {
  return { ceiling: atFirst, headerTellsTruth: false }
}
