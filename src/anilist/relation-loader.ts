import type { GraphFragment } from '../core/graph.ts'
import type { HintedScan, Hints } from '../core/hints.ts'
import type { Clock } from './clock.ts'
import type { Priority } from './rate-budget.ts'
import type { RelationReply } from './relation-pages.ts'
import type { RelationRequests } from './relation-requests.ts'

/** How one load travels. Loads that share a request share its place in the queue: the most urgent decides. */
export interface LoadOptions {
  readonly priority: Priority
  readonly signal?: AbortSignal | undefined
  /** Whose load it is, and when the work that it belongs to began; see `AcquireOptions`. */
  readonly caller?: string | undefined
  readonly since?: number | undefined
  readonly part?: number | undefined
  /** Told whenever the load has to wait for its turn: until when, in milliseconds since 1970, and its place. */
  readonly onWait?: ((until: number, place: number) => void) | undefined
  /** Told of every request that is sent for the load, alone or among others, retries included. */
  readonly onSend?: (() => void) | undefined
}

/**
 * How relations are loaded. Only scans say what they have read: their ids come from AniList, so it is kept when AniList
 * has nothing for one. Ids that anyone may have made up leave nothing.
 */
export interface RelationLoadOptions extends LoadOptions, HintedScan {}

/** One running scan at the loader. */
export interface LoaderSeat {
  /**
   * Reads the relations of ids, and the media that they lead to: of some of them at least, as soon as a reply has any, so
   * that a scan can go on from there while the rest is still to come. It asks for that again.
   *
   * @throws what a request for any of them failed with, or the signal's reason
   */
  load(ids: readonly number[], options: RelationLoadOptions): Promise<GraphFragment>
  /** Gives the seat back: the others no longer wait for this scan's ids. */
  leave(): void
}

export interface RelationLoaderOptions extends Pick<RelationRequests, 'send' | 'capacity'> {
  /** Keeps all that a reply brought, before anyone is told of it. */
  readonly keep: (reply: RelationReply) => Promise<void>
  /** Fill the room that a request has left. */
  readonly hints?: Pick<Hints, 'propose' | 'goesOn'>
  readonly sleep: Clock['sleep']
  /** How long ids may wait for those of other scans, in milliseconds. */
  readonly holdMs: number
}

interface Seat {
  /** What its scan waits for; `undefined` while that is busy. */
  load: Load | undefined
  /** Requests under way that carry ids of its scan. */
  readonly flights: Set<Flight>
  /** What ended while the scan was busy. */
  readonly landed: Flight[]
}

interface Load {
  readonly ids: readonly number[]
  readonly options: RelationLoadOptions
  /** Not asked for yet. */
  readonly unsent: Set<number>
  readonly settle: (flight?: Flight) => void
}

/** A request that waits for its turn or is under way, and the seats that wait for it. */
interface Flight {
  /** What scans want, and then what look-ahead proposes: gathered when its turn comes. */
  readonly ids: Set<number>
  readonly seats: Map<Seat, RelationLoadOptions>
  /** Those that a list led to. */
  readonly listed: Set<number>
  readonly abort: AbortController
  reply?: RelationReply
  error?: unknown
}

/**
 * So many requests travel at once. More would be faster, but what the first ones bring could no longer travel with what
 * is still to be sent, and that costs requests.
 */
const mostFlights = 2

/**
 * Reads relations for all running scans together, in as few requests as they fit into.
 *
 * Every scan takes a seat. As long as one of them is busy, with its list or with the reply before, the others' next ids
 * are held back, so that the frontiers of all scans travel in the same requests. They are sent when they fill one, when
 * every scan waits for ids that were not asked for yet, or after `holdMs`. Where more is wanted than fits, chains that go
 * on come first: it is their length that costs requests, and their ends fill the room that later requests have.
 */
export class RelationLoader {
  readonly #options: RelationLoaderOptions
  readonly #seats = new Set<Seat>()
  readonly #flights = new Map<number, Flight>()
  /** The request that waits for its turn: whatever is wanted by then travels with it. */
  #next: Flight | undefined
  #hold: AbortController | undefined
  /** Ids have waited as long as they may. */
  #isOverdue = false

  constructor(options: RelationLoaderOptions) {
    this.#options = options
  }

  take(): LoaderSeat {
    const seat: Seat = { load: undefined, flights: new Set(), landed: [] }
    this.#seats.add(seat)
    return {
      load: (ids, options) => this.#load(seat, ids, options),
      leave: () => {
        this.#seats.delete(seat)
        this.#leaveFlights(seat)
        this.#sendIfDue()
      },
    }
  }

  #load(seat: Seat, ids: readonly number[], options: RelationLoadOptions): Promise<GraphFragment> {
    if (!this.#seats.has(seat) || seat.load) {
      throw new Error('A loader seat takes one load at a time, and none after it was left')
    }
    return new Promise((resolve, reject) => {
      const { signal } = options
      const onAbort = () => {
        this.#leaveFlights(seat)
        load.settle()
      }
      const load: Load = {
        ids,
        options,
        unsent: new Set(ids.filter((id) => !this.#flights.has(id))),
        settle: (flight) => {
          signal?.removeEventListener('abort', onAbort)
          seat.load = undefined
          if (flight?.reply)
            resolve(
              pick(
                flight.reply,
                ids.filter((id) => flight.ids.has(id)),
              ),
            )
          else reject(flight ? flight.error : signal?.reason)
          this.#sendIfDue()
        },
      }
      seat.load = load
      if (signal?.aborted) return onAbort()
      signal?.addEventListener('abort', onAbort)
      // What ended in the meantime may be what is asked for now.
      const landed = seat.landed
        .splice(0)
        .find((flight) => !flight.reply || ids.some((id) => flight.ids.has(id)))
      if (landed) return load.settle(landed)
      for (const id of ids) {
        const flight = this.#flights.get(id)
        if (flight) join(seat, options, flight, id)
      }
      this.#sendIfDue()
    })
  }

  #sendIfDue(): void {
    const seats = [...this.#seats]
    const ids = this.#unsent(seats)
    if (this.#next && ids.length === 0) this.#giveUp(this.#next)
    if (this.#next) return
    const everyoneWaits = seats.every(({ load, flights }) => load && flights.size === 0)
    const mayFly = new Set(this.#flights.values()).size < mostFlights
    // A scan that waits for a reply already is not kept from anything by waiting for the next request.
    const isHeld = seats.some(({ load, flights }) => load && load.unsent.size > 0 && flights.size === 0)
    const isFull = ids.length >= this.#options.capacity()
    if (mayFly && ids.length > 0 && (isFull || everyoneWaits || (isHeld && this.#isOverdue))) {
      this.#endHold()
      void this.#fly()
    } else if (isHeld) this.#hold ??= this.#startHold()
    else this.#endHold()
  }

  /** In the order of the scans, those first of which nothing is known yet. */
  #unsent(seats: Iterable<Seat>): number[] {
    const ids = [...new Set([...seats].flatMap(({ load }) => [...(load?.unsent ?? [])]))]
    const isUnknown = (id: number) => this.#options.hints?.goesOn(id) === undefined
    return [...ids.filter(isUnknown), ...ids.filter((id) => !isUnknown(id))]
  }

  #startHold(): AbortController {
    const hold = new AbortController()
    this.#options.sleep(this.#options.holdMs, hold.signal).then(
      () => {
        this.#isOverdue = true
        this.#sendIfDue()
      },
      () => {},
    )
    return hold
  }

  #endHold(): void {
    this.#hold?.abort()
    this.#hold = undefined
    this.#isOverdue = false
  }

  /** Adds ids to a request, as many as fit and are not under way, for all that want them. */
  #board(flight: Flight, ids: readonly number[]): void {
    for (const id of ids) {
      if (flight.ids.size >= this.#options.capacity()) return
      if (this.#flights.has(id)) continue
      flight.ids.add(id)
      this.#flights.set(id, flight)
      for (const seat of this.#seats)
        if (seat.load?.unsent.delete(id)) join(seat, seat.load.options, flight, id)
    }
  }

  /** Sends one request, for the oldest of the scans that want something, and tells its seats; never rejects. */
  async #fly(): Promise<void> {
    const flight: Flight = {
      ids: new Set(),
      seats: new Map(),
      listed: new Set(),
      abort: new AbortController(),
    }
    this.#next = flight
    const waiting = [...this.#seats].flatMap(({ load }) =>
      load && load.unsent.size > 0 ? [load.options] : [],
    )
    const [oldest] = waiting.sort((a, b) => (a.since ?? Infinity) - (b.since ?? Infinity))
    const scans = () => [...flight.seats.values()]
    try {
      const reply = await this.#options.send(() => this.#gather(flight), {
        priority: waiting.some(({ priority }) => priority === 'interactive') ? 'interactive' : 'background',
        ...{ caller: oldest?.caller, since: oldest?.since, signal: flight.abort.signal },
        part: 1 / new Set(waiting.map(({ caller }) => caller)).size,
        onWait: (until, place) => {
          const told =
            this.#next === flight ? [...this.#seats].flatMap(({ load }) => load?.options ?? []) : scans()
          for (const { onWait } of told) onWait?.(until, place)
        },
        onSend: () => {
          for (const { onSend } of scans()) onSend?.()
        },
      })
      await this.#options.keep({ ...reply, gone: reply.gone.filter((id) => flight.listed.has(id)) })
      flight.reply = reply
    } catch (error) {
      flight.error = error
    }
    this.#land(flight)
    for (const seat of flight.seats.keys()) {
      seat.flights.delete(flight)
      if (!seat.load) seat.landed.push(flight)
      else if (!flight.reply || seat.load.ids.some((id) => flight.ids.has(id))) seat.load.settle(flight)
    }
    this.#sendIfDue()
  }

  /** What the request asks for, now that its turn has come. */
  async #gather(flight: Flight): Promise<readonly number[]> {
    const { hints, capacity } = this.#options
    const wanted = this.#unsent(this.#seats)
    const goOn = wanted.filter((id) => hints?.goesOn(id) !== false)
    this.#next = undefined
    this.#board(flight, goOn.length > 0 ? goOn : wanted)
    this.#sendIfDue()
    const room = capacity() - flight.ids.size
    if (room > 0 && hints) this.#board(flight, await hints.propose(wanted, [...flight.seats.values()], room))
    this.#board(flight, this.#unsent(this.#seats))
    return [...flight.ids]
  }

  /** A request that nobody waits for any longer is not worth its place in AniList's allowance. */
  #leaveFlights(seat: Seat): void {
    for (const flight of seat.flights) {
      flight.seats.delete(seat)
      if (flight.seats.size === 0) this.#giveUp(flight)
    }
    seat.flights.clear()
    seat.landed.length = 0
  }

  #giveUp(flight: Flight): void {
    this.#land(flight)
    flight.abort.abort()
  }

  #land(flight: Flight): void {
    if (this.#next === flight) this.#next = undefined
    for (const id of flight.ids) if (this.#flights.get(id) === flight) this.#flights.delete(id)
  }
}

function join(seat: Seat, options: RelationLoadOptions, flight: Flight, id: number): void {
  flight.seats.set(seat, options)
  if (options.read) flight.listed.add(id)
  seat.flights.add(flight)
}

/** Only what was asked for: an answer must not depend on what else happened to travel in the same request. */
function pick(reply: RelationReply, ids: readonly number[]): GraphFragment {
  const expansions = new Map(ids.map((id) => [id, reply.expansions.get(id) ?? []] as const))
  const mentioned = new Set([...expansions.values()].flat().map(({ to }) => to))
  return { media: reply.media.filter(({ id }) => mentioned.has(id)), expansions }
}
