import type { Clock } from '../clock.ts'
import { AniListError } from '../errors.ts'
import {
  createLedger,
  type Ending,
  type LedgerRules,
  type Priority,
  type ReplyHead,
  type Waiter,
} from './ledger.ts'
import { createQueue, freshQueue, type Served } from './queue.ts'

export type { Priority } from './ledger.ts'

/** The right to send one request. Call exactly one of its functions. */
export interface Permit {
  /** The request has ended in some way; if it was not answered, it may still reach AniList. */
  release(answered?: boolean): void
  /** The request was not sent after all. */
  giveBack(): void
}

export interface AcquireOptions {
  /** Aborting leaves the queue; `acquire` rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Called with the expected moment (epoch milliseconds) and the place, from 1; again after notable changes. */
  readonly onWait?: ((untilMs: number, place: number) => void) | undefined
  /** The caller, such as `account:ID` or `address:2001:db8:1:2::/64`; absent for the instance itself. */
  readonly caller?: string | undefined
  /** The part that counts for the caller if several share the request; 1 by default. */
  readonly part?: number | undefined
  /** When the request's job started, such as a scan, in epoch milliseconds; now by default. */
  readonly since?: number | undefined
}

export interface Waiting {
  readonly waiting: Readonly<Record<Priority, number>>
  readonly callers: number
}

/** `waiting` and `callers` are those of this process. */
export interface BudgetSnapshot extends Waiting {
  /** The requests per minute that we believe to be allowed. */
  readonly limit: number
  /** The requests that currently count: our own, and those of other clients at this address. */
  readonly used: number
  readonly inFlight: number
  /** When the next interactive request may go, in epoch milliseconds; in the past if it may go at once. */
  readonly opensAt: number
}

/**
 * Spends the requests that AniList allows: never more per minute than we believe to be allowed, none during a block,
 * few in a burst, and in a fair order (see `inTurn`).
 */
export interface RateBudget {
  /** @throws AniListError `anilist-queue-full` or `anilist-queue-share-full`, immediately or once others go first */
  acquire(priority: Priority, options?: AcquireOptions): Promise<Permit>
  /** Records what a reply says about the limits. */
  learn(reply: ReplyHead): void
  snapshot(): BudgetSnapshot
}

export interface RateBudgetOptions extends Clock, Partial<LedgerRules> {}

export function rulesFrom({
  perMinute = 30,
  burst,
  sharers = 1,
}: Partial<LedgerRules>): Required<LedgerRules> {
  // Twice the average per second, for clients with a much higher limit than usual.
  return { perMinute, burst: burst ?? Math.max(5, Math.floor(perMinute / 30)), sharers }
}

/**
 * The budget of a process that does not share AniList with others.
 *
 * @example
 * const budget = createRateBudget(systemClock)
 * const permit = await budget.acquire('interactive')
 * try { budget.learn(await fetch(url)) } finally { permit.release() }
 */
export function createRateBudget(options: RateBudgetOptions): RateBudget {
  const { now, sleep } = options
  const rules = rulesFrom(options)
  const state = freshQueue(rules.perMinute)
  const ledger = createLedger(rules, now, state)
  const queue = createQueue(rules, now, state)
  const processId = ''
  const requests = createRequests({
    ...{ now, processId, onLeave: pump },
    onEnd(id, ending) {
      ledger.end(id, ending)
      pump()
    },
  })
  let alarm: { readonly at: number; readonly cancel: AbortController } | undefined

  /** Grants what may be sent now, and sets the alarm for the rest. */
  function pump(): void {
    // Own requests need no lease, as they end with the process.
    ledger.hear(processId, requests.underWay(), Infinity)
    const served = queue.serve(processId, requests.waiting())
    // Before settling: a caller told about a wait may leave at once, which sets the alarm again.
    setAlarm(served.opensAt)
    requests.settle(served)
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
        // Cancelled: replaced by another alarm, or no longer needed.
      },
    )
  }

  return {
    acquire(priority, acquireOptions = {}) {
      const { caller, part = 1, signal } = acquireOptions
      if (caller !== undefined && !signal?.aborted) queue.ask(caller, part)
      const turn = requests.join(priority, acquireOptions)
      pump()
      return turn
    },
    learn(reply) {
      ledger.learn(reply)
      pump()
    },
    snapshot: () => ({
      ...requests.counts(),
      limit: ledger.limit(),
      used: ledger.used(),
      inFlight: ledger.inFlight(),
      opensAt: ledger.opening('interactive'),
    }),
  }
}

/** This process's requests, queued or in flight. */
export interface Requests {
  /** Joins the queue. Rejects with the signal's reason on abort, or if the queue is full. */
  join(priority: Priority, options: AcquireOptions): Promise<Permit>
  /** Applies what the queue decided. Waits are reported unless they are short or already known. */
  settle(served: Served): void
  waiting(): readonly Waiter[]
  underWay(): readonly Waiter[]
  counts(): Pick<Waiting, 'waiting' | 'callers'>
}

export interface RequestsOptions {
  readonly now: () => number
  /** Makes request ids unique across processes. */
  readonly processId: string
  /** Called after a waiting request has left without a permit. */
  readonly onLeave: () => void
  /** Called once for each request that was in flight. */
  readonly onEnd: (id: string, ending: Ending) => void
}

interface Place {
  readonly waiter: Waiter
  readonly grant: (permit: Permit) => void
  readonly refuse: (error: AniListError) => void
  readonly onWait: AcquireOptions['onWait']
  readonly joinedAt: number
  told: Wait | undefined
}

/** Shorter waits, such as for the burst limit, are not worth reporting. */
const worthTellingMs = 2000
/** Changes of less than this fraction are not reported. */
const notablePart = 1 / 10

/** A place in a queue, from 1, and when its turn may come, in epoch milliseconds. */
export interface Wait {
  readonly place: number
  readonly at: number
}

/** Whether a wait differs enough from the one last reported to be reported again. */
export function hasChanged(told: Wait | undefined, { place, at }: Wait, now: number): boolean {
  if (!told || Math.abs(at - told.at) >= Math.max(worthTellingMs, (at - now) * notablePart)) return true
  return Math.abs(place - told.place) > told.place * notablePart
}

export function createRequests({ now, processId, onLeave, onEnd }: RequestsOptions): Requests {
  const places = new Map<string, Place>()
  const underWay = new Map<string, Waiter>()
  let count = 0

  function join(priority: Priority, { signal, onWait, caller, since }: AcquireOptions): Promise<Permit> {
    const { promise, resolve, reject } = Promise.withResolvers<Permit>()
    if (signal?.aborted) {
      reject(signal.reason)
      return promise
    }
    const id = `${processId}:${count++}`
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
      // The caller may have left in the meantime; the next look at the queue removes the request from the ledger.
      if (place) place.grant(makePermit(id))
      else onLeave()
    }
    for (const { id, full, at } of refused) places.get(id)?.refuse(queueFull(full, at - now()))
    for (const { id, place, at } of waits) {
      const known = places.get(id)
      if (!known || !isNews(known, place, at)) continue
      known.told = { place, at }
      known.onWait?.(at, place)
    }
  }

  function isNews({ told, joinedAt }: Place, place: number, at: number): boolean {
    const leftMs = at - now()
    // Also report a wait that seemed short but has become long.
    if (!told && now() - joinedAt >= worthTellingMs) return true
    return leftMs >= worthTellingMs && hasChanged(told, { place, at }, now())
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

function queueFull(full: 'all' | 'own', retryAfterMs: number): AniListError {
  const code = full === 'own' ? 'anilist-queue-share-full' : 'anilist-queue-full'
  const detail = `in ${Math.ceil(retryAfterMs / 1000)} s`
  return new AniListError(code, { cause: new Error('the queue is full'), detail, retryAfterMs })
}
