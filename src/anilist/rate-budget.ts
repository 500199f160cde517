import {
  createLedger,
  freshLedger,
  type LedgerRules,
  type Priority,
  type ReplyHead,
} from './budget-ledger.ts'
import { createBudgetQueue } from './budget-queue.ts'
import type { Clock } from './clock.ts'

export type { Priority } from './budget-ledger.ts'

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
  /** Takes in what a reply says. */
  learn(reply: ReplyHead): void
  snapshot(): BudgetSnapshot
}

export interface RateBudgetOptions extends Clock, Partial<LedgerRules> {}

/** What holds where nobody says otherwise; see {@link LedgerRules}. */
export const usualRules: LedgerRules = { perMinute: 30, atOnce: 4, perSecond: 8 }

/**
 * The budget of one process that is alone with AniList.
 *
 * @example
 * const budget = createRateBudget(systemClock)
 * const permit = await budget.acquire('interactive')
 * try { budget.learn(await fetch(url)) } finally { permit.release() }
 */
export function createRateBudget(options: RateBudgetOptions): RateBudget {
  const { now, sleep } = options
  const rules = { ...usualRules, ...options }
  const ledger = createLedger(rules, now, freshLedger(rules.perMinute))
  const queue = createBudgetQueue(now, pump)
  let requests = 0
  let alarm: { readonly at: number; readonly cancel: AbortController } | undefined

  /** Grants what can be granted, and sets the alarm for the rest. */
  function pump(): void {
    for (;;) {
      // Where interactive work must wait, background work must too: its share is never larger.
      const priority = queue.waiting('interactive') > 0 ? 'interactive' : 'background'
      const at = queue.waiting(priority) > 0 ? ledger.opening(priority) : undefined
      if (at === undefined || at > now()) {
        setAlarm(at)
        if (at !== undefined) queue.tell(at)
        return
      }
      const id = String(requests++)
      ledger.begin(id, Infinity)
      queue.serve(priority, () => makePermit(id))
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

  function makePermit(id: string): Permit {
    let valid = true
    function end(sent: boolean): void {
      if (!valid) return
      valid = false
      ledger.end(id, sent)
      pump()
    }
    return { release: () => end(true), giveBack: () => end(false) }
  }

  return {
    acquire(priority, acquireOptions = {}) {
      const turn = queue.join(priority, acquireOptions)
      pump()
      return turn
    },
    learn(reply) {
      ledger.learn(reply)
      pump()
    },
    snapshot: () => ({
      limit: ledger.limit(),
      used: ledger.used(),
      inFlight: ledger.inFlight(),
      waiting: queue.waiting('interactive') + queue.waiting('background'),
      opensAt: ledger.opening('interactive') ?? now(),
    }),
  }
}
