import { minuteMs, readRateLimitHeaders } from '../rate-limit-headers.ts'

/** `urgent`: sign-in and writes to lists. `interactive`: someone is waiting. `background`: takes what is left. */
export type Priority = 'urgent' | 'interactive' | 'background'

/** A request that waits for AniList or is in flight. Moments are epoch milliseconds. */
export interface Waiter {
  readonly id: string
  readonly process: string
  readonly priority: Priority
  /** The caller, such as `account:ID`; absent for the instance itself. */
  readonly caller?: string | undefined
  /** When the job that the request belongs to started, such as a scan. */
  readonly since: number
}

/** The status and headers of a reply; the status of a GraphQL error takes precedence. */
export interface ReplyHead {
  readonly status: number
  readonly headers: Headers
}

/** The requests that AniList counts, as plain data that processes can share. Moments are epoch milliseconds. */
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
  /** Requests per minute at first. AniList documents 90, but currently enforces 30. */
  readonly perMinute: number
  /** Requests that may reach AniList within a second: it has a burst limiter whose limit is unknown. */
  readonly burst: number
  /** How many processes share all this without knowing about each other; their requests look foreign in the headers. */
  readonly sharers?: number
}

/** How a request ended; one that was aborted or lost may still reach AniList a moment later. */
export type Ending = 'answered' | 'unanswered' | 'unsent'

/** Decides how many requests AniList can take, and when. Does no I/O and never waits. */
export interface BudgetLedger {
  /** Records all of a process's requests in flight. Without further news from it, they count as ended after a while. */
  hear(process: string, underWay: readonly Waiter[], at?: number): void
  /**
   * When the next `count` requests of this class may start. The first of a minute go as fast as bursts allow; the
   * others are spread, so that callers late in the minute only wait seconds. Urgent ones are never spread.
   */
  openings(priority: Priority, count: number): readonly number[]
  /** When the next request of this class may start. */
  opening(priority: Priority): number
  begin(waiter: Waiter): void
  end(id: string, ending: Ending): void
  learn(reply: ReplyHead): void
  /** Lets no request start before that moment. */
  block(until: number): void
  /** The requests per minute that we believe to be allowed. */
  limit(): number
  /** The requests that currently count. */
  used(): number
  inFlight(): number
}

/** The share of the minute, and of a burst, that each class leaves to higher ones. */
const leaves: Readonly<Record<Priority, number>> = { urgent: 0, interactive: 1 / 10, background: 1 / 2 }
/** The share of the minute that may go as fast as bursts allow: about twenty requests, or a dozen cold scans. */
const quickPart: Readonly<Record<Priority, number>> = { urgent: 1, interactive: 4 / 5, background: 2 / 5 }
/** AniList counts in whole seconds, so its minute and its blocks may end up to a second later than they seem to. */
const marginMs = 1000
export const windowMs = minuteMs + marginMs
/**
 * A request reaches AniList at some moment between its start and its end. Counting it until this long after its end
 * keeps arrivals within the burst limit, however late each is.
 */
const burstMs = 1200
/** An aborted or lost request has reached AniList by then. */
const strayMs = 2000
/** Exceeding the limit per minute blocks us for a minute. Shorter blocks say nothing about our pace. */
const blockForPaceMs = 30_000
/** The requests of a process that has been silent for this long count as ended. */
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

  /** Requests of a killed process never end by themselves, so they end with their lease. */
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

  /** When each request stops counting, in order, if it counts for `ms` after its end. Those in flight may end now. */
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
      const frees = until[Math.max(-left, 0)]
      if (frees === undefined || (left > 0 && until.length < quick)) return at
      return left > 0 ? Math.max(at, Math.ceil(frees - (windowMs * left) / (share - quick))) : nextFrom(frees)
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
      // Both headers count from the same limit, whether it is enforced or not, so their difference is the real use.
      state.foreign = { count: Math.max(limit - remaining - ownUse(), 0), until: now() + windowMs }
    }
  }

  function refuse(ms: number): void {
    // Requests in flight at the same time are refused together, which counts as one refusal.
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
    opening: (priority) => Math.min(...openings(priority, 1)),
    begin: (waiter) => state.underWay.push(waiter),
    limit: () => part(allowance.perMinute()),
    used: () => ownUse() + foreignUse(),
  }
}

/**
 * The requests per minute that we believe to be allowed. AniList's headers are not reliable: while only 30 are
 * enforced, `X-RateLimit-Limit` may still say 90 (AniList's guide, "Rate Limiting").
 */
export interface Allowance {
  perMinute(): number
  /** Learns the number from an `X-RateLimit-Limit`. */
  follow(headerLimit: number): void
  /** Learns of a 429 after AniList admitted `passed` requests within a minute, and blocks us until that moment. */
  lower(passed: number, until: number): void
}

/** The state of an allowance, as plain data that processes can share. Moments are epoch milliseconds. */
export interface AllowanceState {
  ceiling: number
  headerTellsTruth: boolean
  /** The pace after a refusal, from when it applies, and the time between steps back up. */
  lesson?: { readonly limit: number; readonly from: number; readonly stepMs: number }
}

/** The header may say this number even while the real limit is lower. Any other number is trusted. */
const documentedLimit = 90
/** The slowest pace, however often we are refused. */
const leastLimit = 5
/**
 * A refusal may be temporary, so the pace rises again every minute by a sixth of the initial one. If that is refused
 * within a few steps, the limit is lasting: steps then take twice as long, up to a quarter of an hour, or we would be
 * blocked every few minutes.
 */
const shortestStepMs = 60_000
const longestStepMs = 15 * 60_000
const stepsToTrust = 4

/**
 * @param atFirst requests per minute at first
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
    // Not below half at once: the cause may be a burst limit, or other clients at our address.
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
