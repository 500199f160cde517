import type { GraphFragment } from '../core/graph.ts'
import type { HintedScan, Hints } from '../core/hints.ts'
import type { Priority } from './budget/rate-budget.ts'
import type { Clock } from './clock.ts'
import type { RelationReply } from './relation-pages.ts'
import type { RelationRequests } from './relation-requests.ts'

/** How one load is sent. Loads in the same request share its place in the queue; the most urgent one decides. */
export interface LoadOptions {
  readonly priority: Priority
  readonly signal?: AbortSignal | undefined
  /** The caller, and when the load's job started; see `AcquireOptions`. */
  readonly caller?: string | undefined
  readonly since?: number | undefined
  /** See `AcquireOptions`. */
  readonly part?: number | undefined
  /** Called when the load has to wait for its turn, with the moment (epoch milliseconds) and its place. */
  readonly onWait?: ((until: number, place: number) => void) | undefined
  /** Called for every request sent for the load, alone or with others, including retries. */
  readonly onSend?: (() => void) | undefined
}

/**
 * How relations are loaded. Only scans set `read`. Their ids come from AniList, so ids that no longer exist are
 * remembered as such; ids that a client may have made up are not stored.
 */
export interface RelationLoadOptions extends LoadOptions, HintedScan {}

/** Reads relations for one running scan. */
export interface RelationReader {
  /**
   * Reads the relations of ids, and the media they lead to. Resolves as soon as a reply has some of them, so that the scan
   * can continue while the rest is still to come; the scan asks for the rest again.
   *
   * @throws the error of a request for any of them, or the signal's reason
   */
  load(ids: readonly number[], options: RelationLoadOptions): Promise<GraphFragment>
  /** Ends the reader, so that other scans no longer wait for it. */
  leave(): void
}

export interface RelationLoaderOptions extends Pick<RelationRequests, 'send' | 'capacity'> {
  /** Stores everything in a reply, before any scan gets it. */
  readonly keep: (reply: RelationReply) => Promise<void>
  /** Used to fill the remaining room in a request. */
  readonly hints?: Pick<Hints, 'propose' | 'goesOn'>
  readonly sleep: Clock['sleep']
  /** How long ids may wait for those of other scans, in milliseconds. */
  readonly holdMs: number
}

interface Reader {
  /** The current load; `undefined` while the scan is busy. */
  load: Load | undefined
  /** True until its first load says otherwise. Other scans don't wait for a background scan. */
  isInteractive: boolean
  /** Unfinished batches with ids of its scan. */
  readonly batches: Set<Batch>
  /** Batches that ended while the scan was busy. */
  readonly finished: Batch[]
}

interface Load {
  readonly ids: readonly number[]
  readonly options: RelationLoadOptions
  /** Not in any batch yet. */
  readonly unsent: Set<number>
  readonly settle: (batch?: Batch) => void
}

/** The ids of one request, queued or in flight, and the readers that wait for it. */
interface Batch {
  /** Wanted ids, then proposed ones; collected when its turn comes. */
  readonly ids: Set<number>
  readonly readers: Map<Reader, RelationLoadOptions>
  /** Ids that come from scans, not from clients. */
  readonly listed: Set<number>
  readonly abort: AbortController
  reply?: RelationReply
  error?: unknown
}

/** Requests in flight at once. More would be faster, but new ids could no longer join those still to be sent. */
const mostBatches = 2

/**
 * Reads relations for all running scans together, in as few requests as possible.
 *
 * Every scan joins as a reader. While one of them is busy with its list or the last reply, the next ids of the others are
 * held back so that all scans share the same requests. Ids are sent when they fill a request, when every scan waits for
 * unsent ids, or after `holdMs`. If more ids are wanted than fit, chains that continue come first: their length determines
 * the number of requests, and the ends of chains fit into later ones.
 */
export class RelationLoader {
  readonly #options: RelationLoaderOptions
  readonly #readers = new Set<Reader>()
  readonly #batches = new Map<number, Batch>()
  /** The batch that waits for its turn, and takes all ids wanted by then. */
  #next: Batch | undefined
  #hold: AbortController | undefined
  /** Whether ids have waited for `holdMs`. */
  #isOverdue = false

  constructor(options: RelationLoaderOptions) {
    this.#options = options
  }

  join(): RelationReader {
    const reader: Reader = { load: undefined, isInteractive: true, batches: new Set(), finished: [] }
    this.#readers.add(reader)
    return {
      load: (ids, options) => this.#load(reader, ids, options),
      leave: () => {
        this.#readers.delete(reader)
        this.#leaveBatches(reader)
        this.#sendIfDue()
      },
    }
  }

  #load(reader: Reader, ids: readonly number[], options: RelationLoadOptions): Promise<GraphFragment> {
    if (!this.#readers.has(reader) || reader.load) {
      throw new Error('A relation reader takes one load at a time, and none after it was left')
    }
    return new Promise((resolve, reject) => {
      const { signal } = options
      const onAbort = () => {
        this.#leaveBatches(reader)
        load.settle()
      }
      const load: Load = {
        ids,
        options,
        unsent: new Set(ids.filter((id) => !this.#batches.has(id))),
        settle: (batch) => {
          signal?.removeEventListener('abort', onAbort)
          reader.load = undefined
          if (batch?.reply)
            resolve(
              pick(
                batch.reply,
                ids.filter((id) => batch.ids.has(id)),
              ),
            )
          else reject(batch ? batch.error : signal?.reason)
          this.#sendIfDue()
        },
      }
      reader.load = load
      reader.isInteractive = options.priority !== 'background'
      if (signal?.aborted) return onAbort()
      signal?.addEventListener('abort', onAbort)
      // A batch that ended in the meantime may have what is asked for now.
      const finished = reader.finished
        .splice(0)
        .find((batch) => !batch.reply || ids.some((id) => batch.ids.has(id)))
      if (finished) return load.settle(finished)
      for (const id of ids) {
        const batch = this.#batches.get(id)
        if (batch) attach(reader, options, batch, id)
      }
      this.#sendIfDue()
    })
  }

  #sendIfDue(): void {
    const readers = [...this.#readers]
    const ids = this.#unsent(readers)
    if (this.#next && ids.length === 0) this.#giveUp(this.#next)
    if (this.#next) return
    const awaited = readers.filter(({ isInteractive }) => isInteractive)
    const everyoneWaits = (awaited.length > 0 ? awaited : readers).every(
      ({ load, batches }) => load && batches.size === 0,
    )
    const maySend = new Set(this.#batches.values()).size < mostBatches
    // A scan that already waits for a reply loses nothing by waiting for the next request.
    const isHeld = readers.some(({ load, batches }) => load && load.unsent.size > 0 && batches.size === 0)
    const isFull = ids.length >= this.#options.capacity()
    if (maySend && ids.length > 0 && (isFull || everyoneWaits || (isHeld && this.#isOverdue))) {
      this.#endHold()
      void this.#send()
    } else if (isHeld) this.#hold ??= this.#startHold()
    else this.#endHold()
  }

  /** Interactive scans come first; ids that no hint mentions come before others. */
  #unsent(readers: Iterable<Reader>): number[] {
    const loads = [...readers].flatMap(({ load }) => load ?? [])
    loads.sort((a, b) => rankOf(a.options) - rankOf(b.options))
    const ids = [...new Set(loads.flatMap(({ unsent }) => [...unsent]))]
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

  /** Adds ids to a batch, as many as fit and are in no other batch, for all scans that want them. */
  #add(batch: Batch, ids: readonly number[]): void {
    for (const id of ids) {
      if (batch.ids.size >= this.#options.capacity()) return
      if (this.#batches.has(id)) continue
      batch.ids.add(id)
      this.#batches.set(id, batch)
      for (const reader of this.#readers)
        if (reader.load?.unsent.delete(id)) attach(reader, reader.load.options, batch, id)
    }
  }

  /** Sends one batch on behalf of the oldest waiting scan, and settles its readers. Never rejects. */
  async #send(): Promise<void> {
    const batch: Batch = {
      ids: new Set(),
      readers: new Map(),
      listed: new Set(),
      abort: new AbortController(),
    }
    this.#next = batch
    const waiting = [...this.#readers].flatMap(({ load }) =>
      load && load.unsent.size > 0 ? [load.options] : [],
    )
    const [first] = waiting.sort(
      (a, b) => rankOf(a) - rankOf(b) || (a.since ?? Infinity) - (b.since ?? Infinity),
    )
    const scans = () => [...batch.readers.values()]
    try {
      const reply = await this.#options.send(() => this.#gather(batch), {
        priority: first?.priority ?? 'background',
        ...{ caller: first?.caller, since: first?.since, signal: batch.abort.signal },
        part: 1 / new Set(waiting.map(({ caller }) => caller)).size,
        onWait: (until, place) => {
          const told =
            this.#next === batch ? [...this.#readers].flatMap(({ load }) => load?.options ?? []) : scans()
          for (const { onWait } of told) onWait?.(until, place)
        },
        onSend: () => {
          for (const { onSend } of scans()) onSend?.()
        },
      })
      await this.#options.keep({ ...reply, gone: reply.gone.filter((id) => batch.listed.has(id)) })
      batch.reply = reply
    } catch (error) {
      batch.error = error
    }
    this.#finish(batch)
    for (const reader of batch.readers.keys()) {
      reader.batches.delete(batch)
      if (!reader.load) reader.finished.push(batch)
      else if (!batch.reply || reader.load.ids.some((id) => batch.ids.has(id))) reader.load.settle(batch)
    }
    this.#sendIfDue()
  }

  /** Collects the ids of a batch when its turn has come. */
  async #gather(batch: Batch): Promise<readonly number[]> {
    const { hints, capacity } = this.#options
    const wanted = this.#unsent(this.#readers)
    const goOn = wanted.filter((id) => hints?.goesOn(id) !== false)
    this.#next = undefined
    this.#add(batch, goOn.length > 0 ? goOn : wanted)
    this.#sendIfDue()
    const room = capacity() - batch.ids.size
    if (room > 0 && hints) this.#add(batch, await hints.propose(wanted, [...batch.readers.values()], room))
    this.#add(batch, this.#unsent(this.#readers))
    return [...batch.ids]
  }

  /** A request that no scan waits for would waste AniList's allowance. */
  #leaveBatches(reader: Reader): void {
    for (const batch of reader.batches) {
      batch.readers.delete(reader)
      if (batch.readers.size === 0) this.#giveUp(batch)
    }
    reader.batches.clear()
    reader.finished.length = 0
  }

  #giveUp(batch: Batch): void {
    this.#finish(batch)
    batch.abort.abort()
  }

  #finish(batch: Batch): void {
    if (this.#next === batch) this.#next = undefined
    for (const id of batch.ids) if (this.#batches.get(id) === batch) this.#batches.delete(id)
  }
}

/** Interactive loads come first; one of them makes its whole batch interactive. */
function rankOf({ priority }: RelationLoadOptions): number {
  return priority === 'background' ? 1 : 0
}

function attach(reader: Reader, options: RelationLoadOptions, batch: Batch, id: number): void {
  batch.readers.set(reader, options)
  if (options.read) batch.listed.add(id)
  reader.batches.add(batch)
}

/** Only the requested ids: an answer must not depend on what else was in the same request. */
function pick(reply: RelationReply, ids: readonly number[]): GraphFragment {
  const expansions = new Map(ids.map((id) => [id, reply.expansions.get(id) ?? []] as const))
  const mentioned = new Set([...expansions.values()].flat().map(({ to }) => to))
  return { media: reply.media.filter(({ id }) => mentioned.has(id)), expansions }
}
