import { askedLately, type Demand, withAsk } from '../anilist/budget/queue.ts'
import { hasChanged, type Wait } from '../anilist/budget/rate-budget.ts'
import { orAborted } from '../anilist/clock.ts'

/** Lets scans begin in turn, so that answers come one after another instead of all at the end. */
export interface ScanTurns {
  /** Counts a scan that a caller asks for, whatever becomes of it. */
  ask(caller: string | undefined): void
  /** Whether a caller asked for so many scans lately that those of others go first. */
  isGreedy(caller: string | undefined): boolean
  /**
   * Waits until a scan may read its list.
   *
   * @returns what to call once it is over, or nobody waits for it any longer
   * @throws the signal's reason
   */
  enter(options: TurnOptions): Promise<() => void>
  /** The same at once, where nobody has to wait; `undefined` where somebody has. */
  tryEnter(caller: string | undefined): (() => void) | undefined
  /** Looks again who may begin, as when somebody came back. */
  admit(): void
  counts(): { readonly running: number; readonly waiting: number }
}

export interface TurnOptions {
  /** The account's, else the address's; see `AcquireOptions`. */
  readonly caller?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** Whether anybody waits for it: it stays out of the line otherwise. */
  readonly isWanted?: () => boolean
  /** Told the place in line, from 1, and the moment at which its turn may come (milliseconds since 1970). */
  readonly onWait?: ((until: number, place: number) => void) | undefined
}

interface Entrant extends TurnOptions {
  told?: Wait
  readonly begin: () => void
}

/** About as many scans as a minute's allowance answers cold: with long chains, ten take 25 requests when they travel together. */
const usual = 12
/** More run at once where many wait, since scans that run together share requests; fewer, and answers come sooner. */
const partOfLine = 2 / 5
/** Of one caller. */
const mostOfCaller = 4
/** Scans of one caller within some ten minutes that are served like anyone's. */
const freeScans = 10
/** Until the ends of scans have shown how long one takes. */
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
  /** How far apart scans ended lately while others waited. */
  let intervalMs = firstGuessMs

  const runningOf = (caller: string | undefined) => [...running].filter((one) => one.caller === caller).length

  function isGreedy(caller: string | undefined): boolean {
    return caller !== undefined && askedLately(demand, caller, now()) > freeScans
  }

  /** Who asked for many comes last; then those who have least running go first; then it is first come, first served. */
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
    // Nobody waits for those who asked for many, nor, with none running, for the second ones of others.
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
      // Every one who comes or leaves moves many others: small changes would be told by the thousand.
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
        // It may have begun in the same moment.
        if (!waiting.delete(one)) leave(one)
        throw error
      }
      return () => leave(one)
    },
    admit,
    counts: () => ({ running: running.size, waiting: waiting.size }),
  }
}
