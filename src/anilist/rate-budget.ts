import { createAllowance } from './allowance.ts'
import type { Clock } from './clock.ts'
import { minuteMs, readRateLimitHeaders } from './rate-limit-headers.ts'

/** Someone waits for interactive work; background work yields to it. */
export type Priority = 'interactive' | 'background'

/** The right to send one request. Call one of the two when that is over. */
export interface Permit {
  /** The request ended, however it ended. */
  release(): void
  /** The request was not sent after all. */
  giveBack(): void
}

export interface AcquireOptions {
  /** Aborting leaves the queue; `acquire` rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Called with the moment (milliseconds since 1970) at which AniList lets us continue, again when that changes. */
  readonly onWait?: ((untilMs: number) => void) | undefined
}

export interface BudgetSnapshot {
  /** Requests a minute that we believe to be allowed. */
  readonly limit: number
  /** Requests that count at present, our own and those that others at this address seem to have sent. */
  readonly used: number
  readonly inFlight: number
  readonly waiting: number
  /** Milliseconds since 1970: the moment at which the next interactive request may go; not later than now: at once. */
  readonly opensAt: number
}

/**
 * Spends the requests that AniList allows: never more a minute than we believe to be allowed, none during a block,
 * few at once, interactive work first, and first come, first served within a priority.
 */
export interface RateBudget {
  acquire(priority: Priority, options?: AcquireOptions): Promise<Permit>
  /** Takes in what a reply says. `status` is the HTTP status, or the one that a GraphQL error names. */
  learn(reply: { readonly status: number; readonly headers: Headers }): void
  snapshot(): BudgetSnapshot
}

export interface RateBudgetOptions extends Clock {
  /** Requests a minute to begin with. AniList documents 90, and has 30 in force. */
  readonly perMinute?: number
  /** Requests under way at once, and begun within a second: AniList has a burst limiter, of unknown bounds. */
  readonly atOnce?: number
  readonly perSecond?: number
}

interface Waiter {
  readonly grant: () => void
  readonly onWait: AcquireOptions['onWait']
  announced: number
}

/** How many requests of a minute background work leaves to people who wait. */
const reserve = 5
/** AniList counts in whole seconds, so its minute, and its blocks, may end a second later than they seem to. */
const marginMs = 1000
const windowMs = minuteMs + marginMs
/**
 * Who goes over the minute's limit is barred for a minute. A block that is shorter than this was a burst's, or began
 * before us and is about to end: it says nothing of our pace.
 */
const blockForPaceMs = 30_000
/** Shorter waits, such as for the burst limit, are not worth telling anyone. */
const worthTellingMs = 2000

/**
 * @example
 * const budget = createRateBudget(systemClock)
 * const permit = await budget.acquire('interactive')
 * try { budget.learn(await fetch(url)) } finally { permit.release() }
 */
export function createRateBudget(options: RateBudgetOptions): RateBudget {
  const { now, sleep, perMinute = 30, atOnce = 4, perSecond = 8 } = options
  const allowance = createAllowance(now, perMinute)
  const queues: Record<Priority, Waiter[]> = { interactive: [], background: [] }

  let inFlight = 0
  /** When each finished request ended. AniList counted it before that, so a minute later it surely counts no more. */
  const ended: number[] = []
  /** When the last few requests began. */
  const begun: number[] = []
  /** Requests that others at this address have sent, as far as the headers give them away. */
  let foreign = { count: 0, until: 0 }
  let blockedUntil = 0
  let alarm: { readonly at: number; readonly cancel: AbortController } | undefined

  function ownUse(): number {
    while (ended[0] !== undefined && ended[0] + windowMs <= now()) ended.shift()
    return inFlight + ended.length
  }

  function foreignUse(): number {
    return now() < foreign.until ? foreign.count : 0
  }

  /** When the next request of this priority may begin; undefined where only the end of another can tell. */
  function opening(priority: Priority): number | undefined {
    if (inFlight >= atOnce) return undefined
    const share = Math.max(allowance.perMinute() - (priority === 'background' ? reserve : 0), 1)
    const minute = opensBelow(share)
    const second = begun.length < perSecond ? 0 : (begun[0] ?? 0) + 1000
    return minute === undefined ? undefined : Math.max(now(), blockedUntil, second, minute)
  }

  /** When fewer than `share` requests will count. */
  function opensBelow(share: number): number | undefined {
    const tooMany = ownUse() + foreignUse() + 1 - share
    if (tooMany <= 0) return 0
    const frees = ended.map((time) => time + windowMs)
    frees.push(...Array<number>(foreignUse()).fill(foreign.until))
    return frees.sort((a, b) => a - b)[tooMany - 1]
  }

  /** Grants what can be granted, and sets the alarm for the rest. */
  function pump(): void {
    for (;;) {
      // Where interactive work must wait, background work must too: its share is never larger.
      const priority = queues.interactive.length > 0 ? 'interactive' : 'background'
      const waiter = queues[priority][0]
      const at = waiter && opening(priority)
      if (!waiter || at === undefined || at > now()) {
        setAlarm(at)
        if (at !== undefined) tell(at)
        return
      }
      queues[priority].shift()
      inFlight++
      begun.push(now())
      if (begun.length > perSecond) begun.shift()
      waiter.grant()
    }
  }

  function setAlarm(at: number | undefined): void {
    if (alarm?.at === at) return
    alarm?.cancel.abort()
    alarm = undefined
    if (at === undefined) return
    const mine = { at, cancel: new AbortController() }
    alarm = mine
    sleep(at - now(), mine.cancel.signal).then(
      () => {
        if (alarm === mine) alarm = undefined
        pump()
      },
      () => {
        // Cancelled: another alarm stands in its place, or none is needed.
      },
    )
  }

  function tell(at: number): void {
    if (at - now() < worthTellingMs) return
    for (const waiter of [...queues.interactive, ...queues.background]) {
      if (Math.abs(at - waiter.announced) < worthTellingMs) continue
      waiter.announced = at
      waiter.onWait?.(at)
    }
  }

  function makePermit(): Permit {
    let valid = true
    function end(sent: boolean): void {
      if (!valid) return
      valid = false
      inFlight--
      if (sent) ended.push(now())
      pump()
    }
    return { release: () => end(true), giveBack: () => end(false) }
  }

  function acquire(priority: Priority, { signal, onWait }: AcquireOptions = {}): Promise<Permit> {
    const { promise, resolve, reject } = Promise.withResolvers<Permit>()
    const queue = queues[priority]
    const waiter: Waiter = { grant, onWait, announced: 0 }
    function grant(): void {
      signal?.removeEventListener('abort', leave)
      resolve(makePermit())
    }
    function leave(): void {
      queue.splice(queue.indexOf(waiter), 1)
      reject(signal?.reason)
      pump()
    }
    if (signal?.aborted) {
      reject(signal.reason)
      return promise
    }
    signal?.addEventListener('abort', leave, { once: true })
    queue.push(waiter)
    pump()
    return promise
  }

  function learn({ status, headers }: { readonly status: number; readonly headers: Headers }): void {
    const { limit, remaining, retryAfterMs } = readRateLimitHeaders(headers, now())
    if (limit !== undefined) allowance.follow(limit)
    if (status === 429) block(retryAfterMs ?? minuteMs)
    else if (limit !== undefined && remaining !== undefined) {
      // Both count from the same limit, whether that is in force or not, so their difference is the real use.
      foreign = { count: Math.max(limit - remaining - ownUse(), 0), until: now() + windowMs }
    }
    pump()
  }

  function block(ms: number): void {
    // Requests that were under way together are refused together: one lesson, not four.
    const first = now() >= blockedUntil
    if (first && ms >= blockForPaceMs) allowance.lower(ownUse() - inFlight + foreignUse())
    blockedUntil = Math.max(blockedUntil, now() + ms + marginMs)
  }

  function snapshot(): BudgetSnapshot {
    return {
      limit: allowance.perMinute(),
      used: ownUse() + foreignUse(),
      inFlight,
      waiting: queues.interactive.length + queues.background.length,
      opensAt: opening('interactive') ?? now(),
    }
  }

  return { acquire, learn, snapshot }
}
