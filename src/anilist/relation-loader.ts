import type { GraphFragment } from '../core/graph.ts'
import type { Media } from '../core/media.ts'
import type { Relation } from '../core/relation.ts'
import type { Clock } from './clock.ts'
import type { Priority } from './rate-budget.ts'
import { idsPerRequest, planRequests, type RelationRequest } from './relation-pages.ts'

/** How one load travels. Loads that share a request share its place in the queue: the most urgent decides. */
export interface LoadOptions {
  readonly priority: Priority
  readonly signal?: AbortSignal | undefined
  /** Told whenever AniList's allowance makes the load wait: until when, in milliseconds since 1970. */
  readonly onWait?: ((until: number) => void) | undefined
  /** Told of every request that is sent for the load, alone or among others, retries included. */
  readonly onSend?: (() => void) | undefined
}

/** One running scan at the loader. */
export interface LoaderSeat {
  /**
   * Reads the relations of every id, and the media that they lead to. Rejects when any request for them fails, or
   * with the signal's reason.
   */
  load(ids: readonly number[], options: LoadOptions): Promise<GraphFragment>
  /** Gives the seat back: the others no longer wait for this scan's ids. */
  leave(): void
}

export interface RelationLoaderOptions {
  readonly send: (request: RelationRequest, options: LoadOptions) => Promise<GraphFragment>
  /** Keeps all that a reply brought, look-ahead included, before anyone is told of it. */
  readonly keep: (fragment: GraphFragment) => Promise<void>
  /** Plans the requests for ids; {@link planRequests} unless nesting has just been refused. */
  readonly plan?: (ids: readonly number[]) => RelationRequest[]
  readonly sleep: Clock['sleep']
  /** How long ids may wait for those of other scans, in milliseconds. */
  readonly holdMs: number
}

/** Ids that one scan waits for. */
interface Load {
  readonly ids: readonly number[]
  readonly options: LoadOptions
  /** Not asked for yet. */
  readonly unsent: Set<number>
  readonly flights: Set<Flight>
  readonly fragments: GraphFragment[]
  readonly settle: (error?: unknown) => void
}

/** A request under way, and the loads that wait for it. */
interface Flight {
  readonly ids: readonly number[]
  readonly loads: Set<Load>
  readonly abort: AbortController
}

/**
 * Reads relations for all running scans together, in as few requests as they fit into.
 *
 * Every scan takes a seat. As long as one of them is busy, with its list or with the reply before, the others'
 * next ids are held back, so that the frontiers of all scans travel in the same requests. They are sent when every
 * scan waits for ids that were not asked for yet, when they fill a request, or after `holdMs`.
 */
export class RelationLoader {
  readonly #options: RelationLoaderOptions
  /** Every seat, with the load that it waits for; `undefined` while its scan is busy. */
  readonly #seats = new Map<LoaderSeat, Load | undefined>()
  readonly #flights = new Map<number, Flight>()
  #hold: AbortController | undefined

  constructor(options: RelationLoaderOptions) {
    this.#options = options
  }

  take(): LoaderSeat {
    const seat: LoaderSeat = {
      load: (ids, options) => this.#load(seat, ids, options),
      leave: () => {
        this.#seats.delete(seat)
        this.#sendIfDue()
      },
    }
    this.#seats.set(seat, undefined)
    return seat
  }

  #load(seat: LoaderSeat, ids: readonly number[], options: LoadOptions): Promise<GraphFragment> {
    if (!this.#seats.has(seat) || this.#seats.get(seat)) {
      throw new Error('A loader seat takes one load at a time, and none after it was left')
    }
    return new Promise((resolve, reject) => {
      const onAbort = () => load.settle(options.signal?.reason)
      const load: Load = {
        ids,
        options,
        unsent: new Set(),
        flights: new Set(),
        fragments: [],
        settle: (error) => {
          options.signal?.removeEventListener('abort', onAbort)
          for (const flight of load.flights) this.#leaveFlight(flight, load)
          if (this.#seats.get(seat) === load) this.#seats.set(seat, undefined)
          if (error === undefined) resolve(pick(load.fragments, ids))
          else reject(error)
          this.#sendIfDue()
        },
      }
      for (const id of ids) {
        const flight = this.#flights.get(id)
        if (flight) board(flight, load)
        else load.unsent.add(id)
      }
      this.#seats.set(seat, load)
      if (options.signal?.aborted) onAbort()
      else {
        options.signal?.addEventListener('abort', onAbort)
        this.#sendIfDue()
      }
    })
  }

  #sendIfDue(): void {
    const ids = new Set<number>()
    let everyoneWaits = true
    for (const load of this.#seats.values()) {
      if (!load || load.flights.size > 0) everyoneWaits = false
      for (const id of load?.unsent ?? []) ids.add(id)
    }
    if (ids.size === 0) this.#endHold()
    else if (everyoneWaits || ids.size >= idsPerRequest(1)) this.#send()
    else this.#hold ??= this.#startHold()
  }

  #startHold(): AbortController {
    const hold = new AbortController()
    this.#options.sleep(this.#options.holdMs, hold.signal).then(
      () => this.#send(),
      () => {},
    )
    return hold
  }

  #endHold(): void {
    this.#hold?.abort()
    this.#hold = undefined
  }

  #send(): void {
    this.#endHold()
    const loads = [...this.#seats.values()].filter((load) => load !== undefined)
    const ids = new Set(loads.flatMap((load) => [...load.unsent]))
    for (const request of (this.#options.plan ?? planRequests)([...ids].sort((a, b) => a - b))) {
      const flight: Flight = { ids: request.pages.flat(), loads: new Set(), abort: new AbortController() }
      for (const id of flight.ids) this.#flights.set(id, flight)
      for (const load of loads) {
        const wanted = flight.ids.filter((id) => load.unsent.delete(id))
        if (wanted.length > 0) board(flight, load)
      }
      void this.#fly(flight, request)
    }
  }

  /** Sends one request and tells its loads; never rejects. */
  async #fly(flight: Flight, request: RelationRequest): Promise<void> {
    let error: unknown
    let fragment: GraphFragment | undefined
    try {
      fragment = await this.#options.send(request, {
        priority: [...flight.loads].some(({ options }) => options.priority === 'interactive')
          ? 'interactive'
          : 'background',
        signal: flight.abort.signal,
        onWait: (until) => {
          for (const load of flight.loads) load.options.onWait?.(until)
        },
        onSend: () => {
          for (const load of flight.loads) load.options.onSend?.()
        },
      })
      await this.#options.keep(fragment)
    } catch (reason) {
      error = reason
    }
    this.#land(flight)
    for (const load of flight.loads) {
      load.flights.delete(flight)
      if (fragment) load.fragments.push(fragment)
      if (error !== undefined) load.settle(error)
      else if (load.flights.size === 0 && load.unsent.size === 0) load.settle()
    }
    this.#sendIfDue()
  }

  /** A request that nobody waits for any longer is not worth its place in AniList's allowance. */
  #leaveFlight(flight: Flight, load: Load): void {
    flight.loads.delete(load)
    if (flight.loads.size > 0) return
    this.#land(flight)
    flight.abort.abort()
  }

  #land(flight: Flight): void {
    for (const id of flight.ids) if (this.#flights.get(id) === flight) this.#flights.delete(id)
  }
}

function board(flight: Flight, load: Load): void {
  flight.loads.add(load)
  load.flights.add(flight)
}

/** Only what was asked for: an answer must not depend on what else happened to travel in the same request. */
function pick(fragments: readonly GraphFragment[], ids: readonly number[]): GraphFragment {
  const known = new Map(fragments.flatMap(({ media }) => media.map((one) => [one.id, one] as const)))
  const media = new Map<number, Media>()
  const expansions = new Map<number, readonly Relation[]>()
  for (const id of ids) {
    const relations = fragments.map((fragment) => fragment.expansions.get(id)).find(Boolean) ?? []
    expansions.set(id, relations)
    for (const { to } of relations) {
      const one = known.get(to)
      if (one) media.set(to, one)
    }
  }
  return { media: [...media.values()], expansions }
}
