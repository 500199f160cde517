import { type AllowanceState, createAllowance, freshAllowance } from './allowance.ts'
import { minuteMs, readRateLimitHeaders } from './rate-limit-headers.ts'

/** Someone waits for interactive work; background work yields to it. */
export type Priority = 'interactive' | 'background'

/** What AniList said: the HTTP status, or the one that a GraphQL error names, and the headers. */
export interface ReplyHead {
  readonly status: number
  readonly headers: Headers
}

/** Everything that a budget remembers: plain data, so that processes can share it. Moments are milliseconds since 1970. */
export interface LedgerState {
  /** Requests under way, and until when each counts as such though nobody says so again. */
  leases: { readonly id: string; until: number }[]
  /** When each finished request ended. AniList counted it before that, so a minute later it surely counts no more. */
  ended: number[]
  /** When the last few requests began. */
  begun: number[]
  /** Requests that others at this address have sent, as far as the headers give them away. */
  foreign: { count: number; until: number }
  blockedUntil: number
  allowance: AllowanceState
}

export interface LedgerRules {
  /** Requests a minute to begin with. AniList documents 90, and has 30 in force. */
  readonly perMinute: number
  /** Requests under way at once, and begun within a second: AniList has a burst limiter, of unknown bounds. */
  readonly atOnce: number
  readonly perSecond: number
  /** The part of all that which is ours: one of so many that know nothing of one another, and look foreign in headers. */
  readonly sharers?: number
}

/** Decides which requests AniList can take, and when. Fetches nothing, waits for nothing. */
export interface BudgetLedger {
  /** When the next request of this priority may begin; undefined where only the end of another can tell. */
  opening(priority: Priority): number | undefined
  /** A request begins. It counts as under way until `end`, or until that moment. */
  begin(id: string, until: number): void
  /** It still is under way. */
  renew(id: string, until: number): void
  /** It ended; `sent` tells whether AniList has seen it. */
  end(id: string, sent: boolean): void
  learn(reply: ReplyHead): void
  /** Lets nothing begin before that moment. */
  block(until: number): void
  /** Requests a minute that we believe to be allowed. */
  limit(): number
  /** Requests that count at present. */
  used(): number
  inFlight(): number
}

/** How many requests of a minute background work leaves to people who wait. */
const reserve = 5
/** AniList counts in whole seconds, so its minute, and its blocks, may end a second later than they seem to. */
const marginMs = 1000
export const windowMs = minuteMs + marginMs
/**
 * Who goes over the minute's limit is barred for a minute. A block that is shorter than this was a burst's, or began
 * before us and is about to end: it says nothing of our pace.
 */
const blockForPaceMs = 30_000

export function freshLedger(perMinute: number): LedgerState {
  return {
    leases: [],
    ended: [],
    begun: [],
    foreign: { count: 0, until: 0 },
    blockedUntil: 0,
    allowance: freshAllowance(perMinute),
  }
}

/** @param state is changed in place */
export function createLedger(rules: LedgerRules, now: () => number, state: LedgerState): BudgetLedger {
  const { sharers = 1 } = rules
  const atOnce = part(rules.atOnce)
  const perSecond = part(rules.perSecond)
  const allowance = createAllowance(now, rules.perMinute, state.allowance)

  function part(whole: number): number {
    return Math.max(Math.floor(whole / sharers), 1)
  }

  /** Nobody ends the requests of a process that was killed: they count as ended when their time was up. */
  function settle(): void {
    for (const { id, until } of state.leases) if (until <= now()) finish(id, until)
    while (state.ended[0] !== undefined && state.ended[0] + windowMs <= now()) state.ended.shift()
  }

  function finish(id: string, at: number): void {
    state.leases = state.leases.filter((lease) => lease.id !== id)
    state.ended.push(at)
    state.ended.sort((a, b) => a - b)
  }

  function inFlight(): number {
    settle()
    return state.leases.length
  }

  function ownUse(): number {
    return inFlight() + state.ended.length
  }

  function foreignUse(): number {
    return now() < state.foreign.until ? state.foreign.count : 0
  }

  function opening(priority: Priority): number | undefined {
    if (inFlight() >= atOnce) return undefined
    const share = Math.max(part(allowance.perMinute()) - (priority === 'background' ? reserve : 0), 1)
    const minute = opensBelow(share)
    const second = state.begun.length < perSecond ? 0 : (state.begun.at(-perSecond) ?? 0) + 1000
    return minute === undefined ? undefined : Math.max(now(), state.blockedUntil, second, minute)
  }

  /** When fewer than `share` requests will count. */
  function opensBelow(share: number): number | undefined {
    const tooMany = ownUse() + foreignUse() + 1 - share
    if (tooMany <= 0) return 0
    const frees = state.ended.map((time) => time + windowMs)
    frees.push(...Array<number>(foreignUse()).fill(state.foreign.until))
    return frees.sort((a, b) => a - b)[tooMany - 1]
  }

  function begin(id: string, until: number): void {
    state.leases.push({ id, until })
    state.begun.push(now())
    if (state.begun.length > rules.perSecond) state.begun.shift()
  }

  function renew(id: string, until: number): void {
    const lease = state.leases.find((each) => each.id === id)
    if (lease) lease.until = until
    else state.leases.push({ id, until })
  }

  function end(id: string, sent: boolean): void {
    if (sent) finish(id, now())
    else state.leases = state.leases.filter((lease) => lease.id !== id)
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
    // Requests that were under way together are refused together: one lesson, not four.
    const first = now() >= state.blockedUntil
    if (first && ms >= blockForPaceMs) allowance.lower(ownUse() - inFlight() + foreignUse())
    block(now() + ms + marginMs)
  }

  function block(until: number): void {
    state.blockedUntil = Math.max(state.blockedUntil, until)
  }

  return {
    ...{ opening, begin, renew, end, learn, block, inFlight },
    limit: () => part(allowance.perMinute()),
    used: () => ownUse() + foreignUse(),
  }
}
