import { askedLately, type Demand, withAsk } from '../anilist/budget/queue.ts'
import { hasChanged, type Wait } from '../anilist/budget/rate-budget.ts'
import { orAborted } from '../anilist/clock.ts'

/** Lets scans begin in turn, so that they finish one after another instead of all at the end. */
export interface ScanTurns {
  /** Counts a scan that a caller asks for, even if it is refused. */
  ask(caller: string | undefined): void
  /** Whether a caller recently asked for so many scans that those of others go first. */
  isGreedy(caller: string | undefined): boolean
  /**
   * Waits until a scan may read its list.
   *
   * @returns what to call once it is over, or has no listener left
   * @throws the signal's reason
   */
  enter(options: TurnOptions): Promise<() => void>
  /** Like `enter` if the queue is empty; otherwise returns `undefined`. */
  tryEnter(caller: string | undefined): (() => void) | undefined
  /** Checks again which scans may begin, such as when a client came back. */
  admit(): void
  counts(): { readonly running: number; readonly waiting: number }
}

export interface TurnOptions {
  /** The account's, else the address's; see `AcquireOptions`. */
  readonly caller?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** Whether a client waits for it; otherwise it stays out of the queue. */
  readonly isWanted?: () => boolean
  /** Called with the moment at which its turn may come (milliseconds since 1970) and the place in the queue, from 1. */
  readonly onWait?: ((until: number, place: number) => void) | undefined
}

interface Entrant extends TurnOptions {
  told?: Wait
  readonly begin: () => void
}

/** About as many cold scans as fit in a minute: with long chains, ten take 25 requests when they share them. */
const usual = 12
/** More run at once when many wait, since concurrent scans share requests; with fewer, answers come sooner. */
const partOfLine = 2 / 5
/** Running scans of one caller. */
const mostOfCaller = 4
/** Scans that a caller may ask for within about ten minutes without delay. */
const freeScans = 10
/** Used until finished scans show how long one takes. */
const firstGuessMs = 6_000

/**
 * @example
 * const leave = await turns.enter({ caller: 'account:ada' })
 * try { await scan() } finally { leave() }
 */
export function createScanTurns({ now }: { readonly now: () => number }): ScanTurns {
  const running = new Set<Entrant>()
  const waiting = new Set<Entrant>()
  let batch = usual
  let demand: Demand = {}
  let lastEnd: number | undefined
  /** The recent time between the ends of two scans while others waited. */
  let intervalMs = firstGuessMs

  const runningOf = (caller: string | undefined) => [...running].filter((one) => one.caller === caller).length

  function isGreedy(caller: string | undefined): boolean {
    return caller !== undefined && askedLately(demand, caller, now()) > freeScans
  }

  /** Greedy callers last, then by how many scans of the caller are running, then in order of arrival. */
  function line(): Entrant[] {
    const before = new Map<string | undefined, number>()
    const wanted = [...waiting].filter(({ isWanted }) => isWanted?.() ?? true)
    const ranked = wanted.map((one) => {
      const rank = before.get(one.caller) ?? runningOf(one.caller)
      before.set(one.caller, rank + 1)
      return { one, rank, greed: Number(isGreedy(one.caller)) }
    })
    return ranked.sort((a, b) => a.greed - b.greed || a.rank - b.rank).map(({ one }) => one)
  }

  function mayBegin({ caller }: Entrant): boolean {
    const own = runningOf(caller)
    if (own >= mostOfCaller) return false
    if (running.size < batch) return true
    if (isGreedy(caller)) return false
    // A scan never waits for those of greedy callers, nor, if its caller has none running, for the second ones of others.
    const others = [...running].map((one) => one.caller).filter((other) => !isGreedy(other))
    if (others.length < batch) return true
    return own === 0 && new Set(others).size < others.length && others.length < 2 * batch
  }

  function admit(): void {
    for (const one of line()) {
      if (!mayBegin(one)) continue
      waiting.delete(one)
      running.add(one)
      one.begin()
    }
    line().forEach((one, index) => {
      const wait = { place: index + 1, at: Math.ceil(now() + (index + 1) * intervalMs) }
      // Each arrival and each end moves many others: reporting every change would take thousands of events.
      if (!hasChanged(one.told, wait, now())) return
      one.told = wait
      one.onWait?.(wait.at, wait.place)
    })
  }

  function leave(one: Entrant): void {
    if (!running.delete(one)) return
    if (waiting.size > 0 && lastEnd !== undefined) intervalMs += (now() - lastEnd - intervalMs) / 4
    lastEnd = waiting.size > 0 ? now() : undefined
    batch = Math.max(usual, Math.ceil(waiting.size * partOfLine))
    admit()
  }

  return {
    isGreedy,
    ask(caller) {
      if (caller !== undefined) demand = withAsk(demand, caller, 1, now())
    },
    tryEnter(caller) {
      const one: Entrant = { caller, begin() {} }
      if (line().length > 0 || !mayBegin(one)) return undefined
      running.add(one)
      return () => leave(one)
    },
    async enter(options) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const one: Entrant = { ...options, begin: resolve }
      waiting.add(one)
      admit()
      try {
        await orAborted(promise, options.signal)
      } catch (error) {
        // It may have begun at the same moment.
        if (!waiting.delete(one)) leave(one)
        throw error
      }
      return () => leave(one)
    },
    admit,
    counts: () => ({ running: running.size, waiting: waiting.size }),
  }
}
