import { createLedger, type LedgerRules, type ReplyHead } from './budget-ledger.ts'
import { createLine, freshLine } from './budget-line.ts'
import { createBudgetQueue } from './budget-queue.ts'
import type { Clock } from './clock.ts'
import type { Priority } from './turn-order.ts'

export type { Priority } from './turn-order.ts'

/** The right to send one request. Call one of the two when that is over. */
export interface Permit {
  /** The request ended, however it ended; without an answer it may still reach AniList. */
  release(answered?: boolean): void
  /** The request was not sent after all. */
  giveBack(): void
}

export interface AcquireOptions {
  /** Aborting leaves the queue; `acquire` rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /**
   * Called with the moment (milliseconds since 1970) at which the request's turn may come, and its place, from 1; again when
   * that changes notably.
   */
  readonly onWait?: ((untilMs: number, place: number) => void) | undefined
  /** Whose request it is, such as `account:ID` or `address:2001:db8:1:2::/64`; absent for the instance itself. */
  readonly caller?: string | undefined
  /** The part of the request that counts for the caller, where several share it; all of it unless told. */
  readonly part?: number | undefined
  /** When the work that the request belongs to began, such as a scan (milliseconds since 1970); now unless told. */
  readonly since?: number | undefined
}

export interface Waiting {
  readonly waiting: Readonly<Record<Priority, number>>
  readonly callers: number
}

/** `waiting` and `callers` are those of this process. */
export interface BudgetSnapshot extends Waiting {
  /** Requests a minute that we believe to be allowed. */
  readonly limit: number
  /** Requests that count at present, our own and those that others at this address seem to have sent. */
  readonly used: number
  readonly inFlight: number
  /** Milliseconds since 1970: the moment at which the next interactive request may go; not later than now: at once. */
  readonly opensAt: number
}

/**
 * Spends the requests that AniList allows: never more a minute than we believe to be allowed, none during a block, few
 * that may arrive together, and in an order that is fair to all who wait (see turn-order.ts).
 */
export interface RateBudget {
  /** @throws AniListError `anilist-queue-full` or `anilist-queue-share-full`, at once or as soon as others go first */
  acquire(priority: Priority, options?: AcquireOptions): Promise<Permit>
  /** Takes in what a reply says. */
  learn(reply: ReplyHead): void
  snapshot(): BudgetSnapshot
}

export interface RateBudgetOptions extends Clock, Partial<LedgerRules> {}

/** What holds where nobody says otherwise; see {@link LedgerRules}. */
export function rulesFrom({
  perMinute = 30,
  burst,
  sharers = 1,
}: Partial<LedgerRules>): Required<LedgerRules> {
  // Twice the average of a second, where somebody has been granted far more than AniList's usual.
  return { perMinute, burst: burst ?? Math.max(5, Math.floor(perMinute / 30)), sharers }
}

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
  const rules = rulesFrom(options)
  const state = freshLine(rules.perMinute)
  const ledger = createLedger(rules, now, state)
  const line = createLine(rules, now, state)
  const processId = ''
  const queue = createBudgetQueue({
    ...{ now, processId, onLeave: pump },
    onEnd(id, ending) {
      ledger.end(id, ending)
      pump()
    },
  })
  let alarm: { readonly at: number; readonly cancel: AbortController } | undefined

  /** Grants what can be granted, and sets the alarm for the rest. */
  function pump(): void {
    // Its requests end when it says so, and with it.
    ledger.hear(processId, queue.underWay(), Infinity)
    const served = line.serve(processId, queue.waiting())
    // First: whoever is told of a wait may leave at once, and that sets the alarm anew.
    setAlarm(served.opensAt)
    queue.settle(served)
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

  return {
    acquire(priority, acquireOptions = {}) {
      const { caller, part = 1, signal } = acquireOptions
      if (caller !== undefined && !signal?.aborted) line.ask(caller, part)
      const turn = queue.join(priority, acquireOptions)
      pump()
      return turn
    },
    learn(reply) {
      ledger.learn(reply)
      pump()
    },
    snapshot: () => ({
      ...queue.counts(),
      limit: ledger.limit(),
      used: ledger.used(),
      inFlight: ledger.inFlight(),
      opensAt: ledger.opening('interactive'),
    }),
  }
}
