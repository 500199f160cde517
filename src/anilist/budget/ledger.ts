import { minuteMs, readRateLimitHeaders } from '../rate-limit-headers.ts'

/** `urgent`: sign-in and writes to lists. `interactive`: someone is waiting. `background`: takes what is left. */
export type Priority = 'urgent' | 'interactive' | 'background'

/** A request that waits for AniList, or is under way. Moments are milliseconds since 1970. */
export interface Waiter {
  readonly id: string
  /** The process that waits. */
  readonly process: string
  readonly priority: Priority
  /** Whose request it is, such as `account:ID`; absent for the instance itself. */
  readonly caller?: string | undefined
  /** When the work that the request belongs to began, such as a scan. */
  readonly since: number
}

/** What AniList said: the HTTP status, or the one that a GraphQL error names, and the headers. */
export interface ReplyHead {
  readonly status: number
  readonly headers: Headers
}

/** The requests that AniList counts: plain data, so that processes can share it. Moments are milliseconds since 1970. */
export interface LedgerState {
  underWay: Waiter[]
  /** When each process was last heard from. */
  heard: Record<string, number>
  /** When each finished request ended. AniList counted it earlier, so a minute later it certainly no longer counts. */
  ended: number[]
  /** Requests sent by others at this address, as far as the headers show them. */
  foreign: { count: number; until: number }
  blockedUntil: number
  allowance: AllowanceState
}

export interface LedgerRules {
  /** Requests a minute to begin with. AniList documents 90, and has 30 in force. */
  readonly perMinute: number
  /** Requests that may reach AniList within a second: it has a burst limiter, of unknown bounds. */
  readonly burst: number
  /** How many processes share all of that without knowing about each other; their requests look foreign in headers. */
  readonly sharers?: number
}

/** How a request ended; one that was aborted or lost may reach AniList a moment later. */
export type Ending = 'answered' | 'unanswered' | 'unsent'

/** Decides how many requests AniList can take, and when. Does no I/O and never waits. */
export interface BudgetLedger {
  /** Records all requests that a process has in flight. If it is not heard from again, they count as ended after a while. */
  hear(process: string, underWay: readonly Waiter[], at?: number): void
  /**
   * When the next `count` requests of this class may begin: the first of a minute as fast as bursts allow. The others are
   * spread until more opens up, so that callers late in the minute wait only seconds; urgent ones are never spread.
   */
  openings(priority: Priority, count: number): readonly number[]
  /** When the next request of this class may begin. */
  opening(priority: Priority): number
  begin(waiter: Waiter): void
  end(id: string, ending: Ending): void
  learn(reply: ReplyHead): void
  /** Lets no request begin before that moment. */
  block(until: number): void
  /** Requests a minute that we believe to be allowed. */
  limit(): number
  /** Requests that count at present. */
  used(): number
  inFlight(): number
}

/** The part of the minute, and of a burst, that each class leaves to the classes above it. */
const leaves: Readonly<Record<Priority, number>> = { urgent: 0, interactive: 1 / 10, background: 1 / 2 }
/** The part of the minute that may go as fast as bursts allow: about twenty requests, a dozen cold scans in shared requests. */
const quickPart: Readonly<Record<Priority, number>> = { urgent: 1, interactive: 4 / 5, background: 2 / 5 }
/** AniList counts in whole seconds, so its minute, and its blocks, may end a second later than they seem to. */
const marginMs = 1000
export const windowMs = minuteMs + marginMs
/**
 * A request reaches AniList at some moment between its two ends. So if it counts from its beginning until this long after
 * its end, no more than a burst of them arrive within a second, however late each is.
 */
const burstMs = 1200
/** An aborted or lost request has reached AniList by then. */
const strayMs = 2000
/**
 * Exceeding the limit per minute blocks us for a minute. A shorter block was caused by a burst, or began before we
 * started: it says nothing about our pace.
 */
const blockForPaceMs = 30_000
/** The requests of a process that is silent for this long count as ended. */
export const leaseMs = 15_000

export function freshLedger(perMinute: number): LedgerState {
  return {
    ...{ underWay: [], heard: {}, ended: [], blockedUntil: 0 },
    foreign: { count: 0, until: 0 },
    allowance: freshAllowance(perMinute),
  }
}

/** @param state is changed in place */
export function createLedger(rules: LedgerRules, now: () => number, state: LedgerState): BudgetLedger {
  const { sharers = 1 } = rules
  const allowance = createAllowance(now, rules.perMinute, state.allowance)

  function part(whole: number): number {
    return Math.max(Math.floor(whole / sharers), 1)
  }

  function shareOf(whole: number, priority: Priority): number {
    return Math.max(part(whole) - Math.ceil(part(whole) * leaves[priority]), 1)
  }

  /** The requests of a killed process never end by themselves: they count as ended after their lease. */
  function settle(): void {
    for (const { id, process } of state.underWay) {
      const until = (state.heard[process] ?? now()) + leaseMs
      if (until <= now()) finish(id, until)
    }
    while (state.ended[0] !== undefined && state.ended[0] + windowMs <= now()) state.ended.shift()
  }

  function finish(id: string, at: number): void {
    remove(id)
    state.ended.push(at)
    state.ended.sort((a, b) => a - b)
  }

  function remove(id: string): void {
    state.underWay = state.underWay.filter((each) => each.id !== id)
  }

  function inFlight(): number {
    settle()
    return state.underWay.length
  }

  function foreignUse(): number {
    return now() < state.foreign.until ? state.foreign.count : 0
  }

  function ownUse(): number {
    return inFlight() + state.ended.length
  }

  /** When each request stops counting, in order, if it counts for `ms` after its end. Those in flight may end at any moment. */
  function countsUntil(ms: number): number[] {
    settle()
    const ends = [...state.ended, ...state.underWay.map(now)]
    return ends.flatMap((at) => (at + ms > now() ? at + ms : [])).sort((a, b) => a - b)
  }

  function openings(priority: Priority, count: number): number[] {
    const share = shareOf(allowance.perMinute(), priority)
    const quick = Math.ceil(share * quickPart[priority])
    const until = countsUntil(windowMs)
    until.push(...Array<number>(foreignUse()).fill(state.foreign.until))
    until.sort((a, b) => a - b)

    function nextFrom(at: number): number {
      while (until[0] !== undefined && until[0] <= at) until.shift()
      const left = share - until.length
      if (left <= 0) return nextFrom(until[-left] as number)
      if (until.length < quick) return at
      return Math.max(at, Math.ceil((until[0] as number) - (windowMs * left) / (share - quick)))
    }

    const burst = countsUntil(burstMs)
    let at = Math.max(now(), state.blockedUntil, burst[burst.length - shareOf(rules.burst, priority)] ?? 0)
    return Array.from({ length: count }, () => {
      at = nextFrom(at)
      until.push(at + windowMs)
      return at
    })
  }

  function end(id: string, ending: Ending): void {
    if (ending === 'unsent') remove(id)
    else finish(id, now() + (ending === 'unanswered' ? strayMs : 0))
  }

  function learn({ status, headers }: ReplyHead): void {
    const { limit, remaining, retryAfterMs } = readRateLimitHeaders(headers, now())
    if (limit !== undefined) allowance.follow(limit)
    if (status === 429) refuse(retryAfterMs ?? minuteMs)
    else if (sharers === 1 && limit !== undefined && remaining !== undefined) {
      // Both count from the same limit, whether that is in force or not, so their difference is the real use.
      state.foreign = { count: Math.max(limit - remaining - ownUse(), 0), until: now() + windowMs }
    }
  }

  function refuse(ms: number): void {
    // Requests in flight at the same time are refused together: that is one lesson, not four.
    const first = now() >= state.blockedUntil
    const until = now() + ms + marginMs
    if (first && ms >= blockForPaceMs) allowance.lower(ownUse() - inFlight() + foreignUse(), until)
    block(until)
  }

  function block(until: number): void {
    state.blockedUntil = Math.max(state.blockedUntil, until)
  }

  return {
    ...{ openings, end, learn, block, inFlight },
    hear(process, underWay, at = now()) {
      settle()
      state.heard[process] = at
      state.underWay = [...state.underWay.filter((each) => each.process !== process), ...underWay]
    },
    opening: (priority) => openings(priority, 1)[0] as number,
    begin: (waiter) => state.underWay.push(waiter),
    limit: () => part(allowance.perMinute()),
    used: () => ownUse() + foreignUse(),
  }
}

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

/** The number in the header even while the real limit is lower. Any other number is trusted. */
const documentedLimit = 90
/** Never slower than this, however often we are refused. */
const leastLimit = 5
/**
 * A refusal may be temporary, so the pace rises again each minute, by a sixth of the usual one. Where that is
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
    // Not below half at once: the cause may be a burst limit, or someone else at our address.
    const limit = Math.max(Math.min(before - 1, passed), Math.ceil(before / 2), leastLimit)
    const { lesson } = state
    const isSoon = lesson && now() < lesson.from + stepsToTrust * lesson.stepMs
    const stepMs = isSoon ? Math.min(2 * lesson.stepMs, longestStepMs) : shortestStepMs
    state.lesson = { limit: Math.min(limit, before), from: until, stepMs }
  }

  return { perMinute, follow, lower }
}

function freshAllowance(atFirst: number): AllowanceState {
  return { ceiling: atFirst, headerTellsTruth: false }
}
