import type { Clock } from '../clock.ts'
import { type BudgetLedger, createLedger, type LedgerRules, leaseMs, windowMs } from './ledger.ts'
import { createQueue, freshQueue, type Queue, type QueueState, type Served } from './queue.ts'
import { createRequests, type RateBudget, rulesFrom } from './rate-budget.ts'

/** A text that processes share and change in turn. */
export interface SharedText {
  /**
   * Stores the text that `change` makes from the current one. If another process was faster, `change` is called again
   * with the new text, so it must have no side effects.
   *
   * @throws any error while the text is unreachable
   */
  update<T>(change: (text: string | undefined, now: number) => { text: string; result: T }): Promise<T>
  /** Since when it has been unreachable, in epoch milliseconds by our own clock; undefined while it is reachable. */
  readonly awaySince: number | undefined
}

export interface SharedBudgetOptions extends Clock, Partial<LedgerRules> {
  readonly shared: SharedText
  /** How many processes share the text: while it is unreachable, each uses this fraction of everything. */
  readonly instances: number
  /** Identifies the process: any random text. */
  readonly processId: string
}

export interface SharedBudget extends RateBudget {
  /** Reports what the others don't know yet, if possible, and stops its timers. */
  stop(): Promise<void>
}

/** How often a process with requests in flight reports that it is alive… */
const sayEveryMs = 5_000
/** …and one with queued requests, as other processes may end requests, learn limits or leave at any time. */
const longestNapMs = 1_000
/** How often a process looks while it is another one's turn. */
const shortNapMs = 100
/** After an outage, all processes get this long to report what they sent during it. */
const regatherMs = 2_000
/** The clocks are compared at each look; smaller differences than this come from the network. */
const clockToleranceMs = 1_000

/** An event in this process, with the moment by our own clock. */
interface Happening {
  readonly at: number
  readonly apply: (ledger: BudgetLedger, queue: Queue) => void
  /** Matters for longer than the minute in which requests count. */
  readonly lasting: boolean
}

/**
 * The budget of several processes that reach AniList from one address, with one ledger and one queue in a shared text.
 * While the text is unreachable, each process uses its part of what is left (see {@link startAlone}), so the sum stays
 * within AniList's limit as long as there are at most `instances` processes.
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
  /** Events not yet in the shared state. */
  let news: readonly Happening[] = []
  /** How far our clock is ahead of the shared one, by which the moments in a state are. */
  let offset = 0
  let seen: SeenState | undefined
  /** Our own state while the shared one is unreachable, and the events that it includes. */
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
    // Unreported events must reach the other processes even if the queue is empty.
    if (opensAt === undefined && news.length > 0) return after(longestNapMs)
    if (opensAt === undefined) return requests.underWay().length > 0 ? after(sayEveryMs) : undefined
    return after(opensAt > now() ? Math.min(opensAt - now(), longestNapMs) : shortNapMs)
  }

  function after(ms: number): AbortController {
    const cancel = new AbortController()
    sleep(ms, cancel.signal).then(pump, () => {
      // Something happened earlier, or there is nothing left to wait for.
    })
    return cancel
  }

  /** Uses the shared state if it is reachable, otherwise our own. */
  async function decide(): Promise<Served> {
    // Taken together with the queue, so that what was just learned also applies to new requests.
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
    // If the shared store has lost everything, it gets our copy.
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

  /** Moments in a state are by the shared clock, those outside by ours. */
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

/** The shared state as a process last saw it, and when, by its own clock. */
export interface SeenState {
  readonly state: QueueState
  readonly at: number
}

export interface AloneOptions {
  readonly seen: SeenState | undefined
  /** Since when the shared state has been unreachable. */
  readonly awaySince: number
  /** How far our clock is ahead of the shared one, by which the moments in the state are. */
  readonly offset: number
  readonly instances: number
  readonly perMinute: number
  readonly processId: string
}

/** An older copy of the shared state misses too many requests of other processes. */
const freshMs = 5_000

/**
 * The initial state of a process that cannot reach the others. Each takes an equal part of what is left: of the
 * requests that last counted, every `instances`-th one counts as its own, the latest first, so all processes together
 * never send more than what was left. A process with an outdated copy assumes that nothing is left, and waits a
 * minute.
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
