import type { Clock } from '../clock.ts'
import { type BudgetLedger, createLedger, type LedgerRules, leaseMs, windowMs } from './ledger.ts'
import { createQueue, freshQueue, type Queue, type QueueState, type Served } from './queue.ts'
import { createRequests, type RateBudget, rulesFrom } from './rate-budget.ts'

/** A text that processes share and change one after another. */
export interface SharedText {
  /**
   * Lets `change` make the next text of the present one, and stores it. Where another process was faster, `change` is
   * called again with what that one has left; so it must do nothing but decide.
   *
   * @throws any error while the text is out of reach
   */
  update<T>(change: (text: string | undefined, now: number) => { text: string; result: T }): Promise<T>
  /** Since when it has been out of reach, in milliseconds since 1970 by our own clock; undefined while it is not. */
  readonly awaySince: number | undefined
}

export interface SharedBudgetOptions extends Clock, Partial<LedgerRules> {
  readonly shared: SharedText
  /** How many processes share it: while it is out of reach each keeps to so small a part of everything. */
  readonly instances: number
  /** Tells the processes apart: any random text. */
  readonly processId: string
}

export interface SharedBudget extends RateBudget {
  /** Reports what the others don't know yet, if they can be reached, and stops its timers. */
  stop(): Promise<void>
}

/** How often a process reports that it is alive while it has requests in flight… */
const sayEveryMs = 5_000
/** …and while it has queued ones: other processes may end requests, learn limits or leave at any time. */
const longestNapMs = 1_000
/** How often it looks while it is another process's turn. */
const shortNapMs = 100
/** After an outage: time for all processes to report what they sent during it. */
const regatherMs = 2_000
/** The clocks are compared at each look; smaller changes than this come from the network. */
const clockToleranceMs = 1_000

/** An event in this process, and when by our own clock. */
interface Happening {
  readonly at: number
  readonly apply: (ledger: BudgetLedger, queue: Queue) => void
  /** Matters for longer than the minute in which requests count. */
  readonly lasting: boolean
}

/**
 * The budget of several processes that reach AniList from one address: one ledger and one queue for all, in a shared text.
 * While it is unreachable each process uses its part of what is left (see {@link startAlone}), so that the sum stays
 * within AniList's limit as long as there are no more processes than `instances`.
 */
export function createSharedBudget(options: SharedBudgetOptions): SharedBudget {
  const { shared, instances, processId, now, sleep } = options
  const rules = rulesFrom(options)
  const rulesAlone = { ...rules, sharers: instances }
  const requests = createRequests({
    ...{ now, processId, onLeave: pump },
    onEnd(id, ending) {
      report((ledger) => ledger.end(id, ending))
      pump()
    },
  })
  /** Not reported to the shared state yet. */
  let news: readonly Happening[] = []
  /** How far our clock is ahead of the shared one, which the moments in a state use. */
  let offset = 0
  let seen: SeenState | undefined
  /** Our own state while the shared one is unreachable, and which news it includes. */
  let alone: { readonly state: QueueState; readonly told: WeakSet<Happening> } | undefined
  let pumping = false
  let pumped = Promise.resolve()
  let stopped = false
  let pumpAgain = false
  let nap: AbortController | undefined

  function pump(): void {
    pumpAgain = true
    if (!pumping) pumped = pumpAll()
  }

  async function pumpAll(): Promise<void> {
    pumping = true
    while (pumpAgain) {
      pumpAgain = false
      nap?.abort()
      const served = await decide()
      requests.settle(served)
      if (!stopped) nap = napUntil(served.opensAt)
    }
    pumping = false
  }

  function napUntil(opensAt: number | undefined): AbortController | undefined {
    // Events that could not be reported must be, even with an empty queue: other processes rely on them.
    if (opensAt === undefined && news.length > 0) return after(longestNapMs)
    if (opensAt === undefined) return requests.underWay().length > 0 ? after(sayEveryMs) : undefined
    return after(opensAt > now() ? Math.min(opensAt - now(), longestNapMs) : shortNapMs)
  }

  function after(ms: number): AbortController {
    const cancel = new AbortController()
    sleep(ms, cancel.signal).then(pump, () => {
      // Something happened before, or there is nothing left to wait for.
    })
    return cancel
  }

  /** Uses the shared state if it can be reached, otherwise our own. */
  async function decide(): Promise<Served> {
    // Taken at the same moment as the queue: what was just learned also applies to new requests.
    let told: readonly Happening[] = []
    try {
      const { served, ...next } = await shared.update((text, sharedNow) => {
        told = news
        return decideTogether(told, text, sharedNow)
      })
      news = news.filter((each) => !told.includes(each))
      seen = { state: next.state, at: now() }
      offset = next.offset
      alone = undefined
      return served
    } catch {
      news = news.filter(({ at, lasting }) => lasting || at > now() - windowMs)
      return decideAlone()
    }
  }

  function decideTogether(batch: readonly Happening[], text: string | undefined, sharedNow: number) {
    const difference = now() - sharedNow
    const next = Math.abs(difference - offset) > clockToleranceMs ? difference : offset
    // If the shared memory has lost everything, it gets our copy.
    const known: QueueState | undefined = text === undefined ? structuredClone(seen?.state) : JSON.parse(text)
    const state = known ?? freshQueue(rules.perMinute)
    for (const happening of batch) tell(state, rules, next, happening)
    const served = serve(state, rules, next, alone !== undefined)
    return { text: JSON.stringify(state), result: { served, state, offset: next } }
  }

  function decideAlone(): Served {
    const awaySince = shared.awaySince ?? now()
    alone ??= {
      state: startAlone({ ...rules, seen, awaySince, offset, instances, processId }),
      told: new WeakSet(),
    }
    const { state, told } = alone
    for (const happening of news.filter((each) => !told.has(each))) {
      tell(state, rulesAlone, offset, happening)
      told.add(happening)
    }
    return serve(state, rulesAlone, offset, false)
  }

  /** Moments in a state are by the shared clock; outside of it they are by ours. */
  function serve(state: QueueState, by: LedgerRules, offset: number, regather: boolean): Served {
    const at = now() - offset
    const ledger = createLedger(by, () => at, state)
    ledger.hear(processId, requests.underWay())
    if (regather) ledger.block(at + regatherMs)
    const waiting = requests.waiting().map((waiter) => ({ ...waiter, since: waiter.since - offset }))
    const served = createQueue(by, () => at, state).serve(processId, waiting)
    return {
      granted: served.granted,
      refused: served.refused.map((each) => ({ ...each, at: each.at + offset })),
      waits: served.waits.map((each) => ({ ...each, at: each.at + offset })),
      opensAt: served.opensAt === undefined ? undefined : served.opensAt + offset,
    }
  }

  function tell(state: QueueState, by: LedgerRules, offset: number, { at, apply }: Happening): void {
    const then = () => at - offset
    apply(createLedger(by, then, state), createQueue(by, then, state))
  }

  function report(apply: Happening['apply'], lasting = false): void {
    news = [...news, { at: now(), apply, lasting }]
  }

  return {
    async stop() {
      stopped = true
      nap?.abort()
      await pumped
    },
    acquire(priority, acquireOptions = {}) {
      const { caller, part = 1, signal } = acquireOptions
      if (caller !== undefined && !signal?.aborted) report((_, queue) => queue.ask(caller, part))
      const turn = requests.join(priority, acquireOptions)
      pump()
      return turn
    },
    learn(reply) {
      report((ledger) => ledger.learn(reply), reply.status === 429)
      pump()
    },
    snapshot() {
      const state = structuredClone(alone?.state ?? seen?.state) ?? freshQueue(rules.perMinute)
      const ledger = createLedger(alone ? rulesAlone : rules, () => now() - offset, state)
      return {
        ...requests.counts(),
        limit: ledger.limit(),
        used: ledger.used(),
        inFlight: ledger.inFlight(),
        opensAt: ledger.opening('interactive') + offset,
      }
    },
  }
}

/** The shared state as a process last saw it, and when by its own clock. */
export interface SeenState {
  readonly state: QueueState
  readonly at: number
}

export interface AloneOptions {
  readonly seen: SeenState | undefined
  /** Since when the shared state has been unreachable. */
  readonly awaySince: number
  /** How far our clock is ahead of the shared one, which the moments in the state use. */
  readonly offset: number
  readonly instances: number
  readonly perMinute: number
  readonly processId: string
}

/** A copy of the shared state that is older does not show what others have sent since. */
const freshMs = 5_000

/**
 * The state of a process that cannot reach the others. Each gets an equal part of what is left: of the requests that
 * counted last each process takes every so-many-th as its own, the latest first, so that what all together may still
 * send, at any moment, is no more than what nobody has sent. A process that has not looked for a while takes it that
 * nothing is left, and waits a minute.
 */
function startAlone(options: AloneOptions): QueueState {
  const { seen, awaySince, offset, instances, perMinute, processId } = options
  const { underWay, ...rest } = structuredClone(seen?.state) ?? freshQueue(perMinute)
  const state = { ...rest, waiting: [], underWay: underWay.filter((each) => each.process === processId) }
  const isComplete = instances === 1 || (seen !== undefined && seen.at >= awaySince - freshMs)
  const away = awaySince - offset
  if (!isComplete) return { ...state, ended: Array<number>(state.allowance.ceiling).fill(away) }
  const others = underWay.filter((each) => each.process !== processId)
  const ends = others.map(({ process }) => (state.heard[process] ?? away) + leaseMs)
  const latestFirst = [...state.ended, ...ends].sort((a, b) => b - a)
  return {
    ...state,
    ended: latestFirst.filter((_, index) => index % instances === 0).reverse(),
    foreign: { ...state.foreign, count: Math.ceil(state.foreign.count / instances) },
  }
}
