import type { Ending } from './budget-ledger.ts'
import type { Served } from './budget-line.ts'
import { AniListError } from './errors.ts'
import type { AcquireOptions, Permit, Waiting } from './rate-budget.ts'
import type { Priority, Waiter } from './turn-order.ts'

/** The requests of this process: those that wait for their turn, and those under way. */
export interface BudgetQueue {
  /** Joins the line. Rejects with the signal's reason once that is aborted, or where the line is full. */
  join(priority: Priority, options: AcquireOptions): Promise<Permit>
  /** Does what was decided; a wait is told unless that is known, or not worth telling. */
  settle(served: Served): void
  waiting(): readonly Waiter[]
  underWay(): readonly Waiter[]
  counts(): Pick<Waiting, 'waiting' | 'callers'>
}

export interface BudgetQueueOptions {
  readonly now: () => number
  /** Tells the ids of processes apart. */
  readonly processId: string
  /** Called after a waiter has left without a permit. */
  readonly onLeave: () => void
  /** Called once for each request that was under way. */
  readonly onEnd: (id: string, ending: Ending) => void
}

interface Place {
  readonly waiter: Waiter
  readonly grant: (permit: Permit) => void
  readonly refuse: (error: AniListError) => void
  readonly onWait: AcquireOptions['onWait']
  readonly joinedAt: number
  told: { readonly place: number; readonly at: number } | undefined
}

/** Shorter waits, such as for the burst limit, are not worth telling anyone. */
const worthTellingMs = 2000
/** Nor is a change of less than this part of what was told. */
const notablePart = 1 / 10

export function createBudgetQueue({ now, processId, onLeave, onEnd }: BudgetQueueOptions): BudgetQueue {
  const places = new Map<string, Place>()
  const underWay = new Map<string, Waiter>()
  let requests = 0

  function join(priority: Priority, { signal, onWait, caller, since }: AcquireOptions): Promise<Permit> {
    const { promise, resolve, reject } = Promise.withResolvers<Permit>()
    if (signal?.aborted) {
      reject(signal.reason)
      return promise
    }
    const id = `${processId}:${requests++}`
    function leave(): void {
      places.delete(id)
      reject(signal?.reason)
      onLeave()
    }
    function settled<T>(settle: (value: T) => void): (value: T) => void {
      return (value) => {
        signal?.removeEventListener('abort', leave)
        places.delete(id)
        settle(value)
      }
    }
    const waiter: Waiter = { id, process: processId, priority, caller, since: since ?? now() }
    places.set(id, {
      waiter,
      grant: settled(resolve),
      refuse: settled(reject),
      onWait,
      joinedAt: now(),
      told: undefined,
    })
    signal?.addEventListener('abort', leave, { once: true })
    return promise
  }

  function settle({ granted, refused, waits }: Served): void {
    for (const id of granted) {
      const place = places.get(id)
      if (place) underWay.set(id, place.waiter)
      // The caller may have left meanwhile; what is not under way is taken from the ledger by the next look.
      if (place) place.grant(makePermit(id))
      else onLeave()
    }
    for (const { id, full, at } of refused) places.get(id)?.refuse(lineFull(full, at - now()))
    for (const { id, place, at } of waits) {
      const known = places.get(id)
      if (!known || !isNews(known, place, at)) continue
      known.told = { place, at }
      known.onWait?.(at, place)
    }
  }

  function isNews({ told, joinedAt }: Place, place: number, at: number): boolean {
    const leftMs = at - now()
    // Whoever was to wait for less, and has waited longer, is told all the same.
    if (!told && now() - joinedAt >= worthTellingMs) return true
    if (leftMs < worthTellingMs) return false
    if (!told || Math.abs(at - told.at) >= Math.max(worthTellingMs, leftMs * notablePart)) return true
    return Math.abs(place - told.place) > told.place * notablePart
  }

  function makePermit(id: string): Permit {
    function end(ending: Ending): void {
      if (underWay.delete(id)) onEnd(id, ending)
    }
    return {
      release: (answered = true) => end(answered ? 'answered' : 'unanswered'),
      giveBack: () => end('unsent'),
    }
  }

  return {
    join,
    settle,
    waiting: () => [...places.values()].map(({ waiter }) => waiter),
    underWay: () => [...underWay.values()],
    counts() {
      const all = [...places.values()].map(({ waiter }) => waiter)
      const waiting = { urgent: 0, interactive: 0, background: 0 }
      for (const { priority } of all) waiting[priority]++
      return { waiting, callers: new Set(all.map(({ id, caller = id }) => caller)).size }
    },
  }
}

function lineFull(full: 'all' | 'own', retryAfterMs: number): AniListError {
  const code = full === 'own' ? 'anilist-queue-share-full' : 'anilist-queue-full'
  const detail = `in ${Math.ceil(retryAfterMs / 1000)} s`
  return new AniListError(code, { cause: new Error('the queue is full'), detail, retryAfterMs })
}
