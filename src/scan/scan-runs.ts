import { randomBytes } from 'node:crypto'
import type { Clock } from '../anilist/clock.ts'
import { AniListError } from '../anilist/errors.ts'
import type { Token } from '../anilist/transport.ts'
import type { ReadList, ReadListOptions } from '../anilist/user-list.ts'
import type { SearchOptions } from '../core/search.ts'
import {
  type FranchiseAnswer,
  type FullAnswer,
  mostEarlyFranchises,
  toFranchiseAnswers,
  toFullAnswer,
} from './franchise-answer.ts'
import { type Hold, withHold } from './hold.ts'
import { createListReads, type ListQuestion, sizeOfList } from './list-reads.ts'
import { createMemory, type Reservation } from './memory.ts'
import { runScan, ScanError, type ScanProgress, type ScanServices } from './run-scan.ts'
import { createScanTurns } from './scan-turns.ts'

/** Equal requests share one run. */
export interface RunRequest {
  /** The name of an AniList user, in any case. */
  readonly name: string
  readonly search: SearchOptions
  /** Media whose whole franchises are ignored. */
  readonly ignoredFranchises?: ReadonlySet<number> | undefined
  readonly partial: boolean
  /** Show adult titles if the owner of the list has turned them on at AniList. */
  readonly adultAsOwner?: boolean
  /** Reads the list as this viewer, or else as a visitor. Runs are never shared between viewers. */
  readonly viewer?: Viewer | undefined
  /** The first caller: `account:ID`, otherwise `address:…` as limits count it. Each has a share of runs, memory and AniList's queue. */
  readonly caller?: string | undefined
}

export interface Viewer {
  /** Of the account. */
  readonly id: string
  /** The session that asks. The run ends with it; other sessions of the account have separate runs. */
  readonly sessionId: string
  /** Lends the AniList token to a run until the signal aborts. */
  withToken<T>(use: (token: Token, ended: AbortSignal) => Promise<T>): Promise<T>
  /** Reports when the session or its access to AniList ends, so that a cached list can be dropped. */
  watch(): { readonly ended: AbortSignal; release(): void }
}

/** The state of a run. `version` grows with every change, so that it and `runId` name one snapshot. */
export type RunState = { readonly runId: string; readonly version: number } & (
  | {
      readonly phase: 'running'
      readonly progress: ScanProgress
      /** The first franchises found so far. */
      readonly franchises: readonly FranchiseAnswer[]
    }
  | { readonly phase: 'answered'; readonly answer: FullAnswer; readonly answeredAt: number }
  | { readonly phase: 'failed'; readonly error: unknown; readonly failedAt: number }
)

/** A client that waits for the answer of a run. */
export interface RunListener {
  /** Always the newest: a slow client skips the states in between, and needs none of them. */
  state(): RunState
  /** The answer; rejects with the error that the run ended with. */
  ended(): Promise<Extract<RunState, { phase: 'answered' }>>
  /** Stops listening. Once the last listener has left a run, no more requests are sent to AniList for it. */
  leave(): void
}

export interface ScanRuns {
  /**
   * Joins an equal run, or begins one. An answer younger than {@link RunOptions.freshMs} is reused.
   *
   * @param options.onChange called after every change of `state()`
   * @param options.resume the id of the run that the caller listened to before, whose answer is reused while it is kept
   * @throws ScanError `scan-queue-full` when too many runs wait for AniList, and none of them is displaced
   */
  join(request: RunRequest, options?: JoinOptions): RunListener
  /** Drops a viewer's lists and answers, such as after a change of their list. Only waiting clients still get them. */
  forget(viewerId: string): void
  /** Ends every run with `scan-stopped`, and starts no other. */
  stop(): void
  counts(): RunCounts
}

export interface JoinOptions {
  readonly onChange?: () => void
  readonly resume?: string | undefined
  /** Don't reuse an answer. */
  readonly fresh?: boolean
}

export interface RunCounts {
  readonly running: number
  readonly listeners: number
  readonly answers: number
  /** In memory: of lists, runs and answers. */
  readonly titles: number
  /** Since the start: new runs, and requests that joined one. */
  readonly begun: number
  readonly joined: number
  /** Media whose relations were in the catalogue, over all answered runs. */
  readonly cachedMedia: number
}

export interface RunOptions extends Clock {
  readonly scan: ScanServices
  /** How long a run may take. */
  readonly timeoutMs: number
  /** Makes the signal that ends a run after the timeout. */
  readonly deadline?: (ms: number) => AbortSignal
  /** How long an answer or a list is reused. */
  readonly freshMs?: number
  /** How long a run, its result, and the list of a failed run are kept without listeners. */
  readonly keepMs?: number
  /** How many runs may be active. AniList serves 30 requests a minute, so more could not be answered in time. */
  readonly mostRunning?: number
  /** How many titles may be in memory, in lists, runs and answers; about a kilobyte each. */
  readonly mostTitles?: number
}

interface Run {
  readonly id: string
  readonly key: string
  readonly request: RunRequest
  /** The question to {@link createListReads} for its list. */
  readonly question: ListQuestion
  readonly reservation: Reservation
  readonly listeners: Set<() => void>
  readonly abort: AbortController
  state: RunState
  ended: Promise<void>
  /** Counts down while there is no listener, or since the end. */
  expiry: AbortController | undefined
}

/** The memory of a run for each title on its list: the entry, and what is found from there. */
const placesPerTitle = 2

/**
 * Runs scans for all clients: equal requests share one run, whose answer is kept for a moment.
 * A run without listeners sends nothing; a client that returns within `keepMs` finds it where it was, unless others
 * needed its place. A run whose list is long may have to wait until there is memory for it.
 *
 * @example
 * const listener = runs.join({ name: 'casual', search: defaultSearch, partial: false })
 * const { answer } = await listener.ended()
 * listener.leave()
 */
export function createScanRuns(options: RunOptions): ScanRuns {
  const { scan, now, sleep, timeoutMs, deadline = AbortSignal.timeout } = options
  const { freshMs = 30_000, keepMs = 60_000, mostRunning = 200, mostTitles = 75_000 } = options
  const runs = new Set<Run>()
  /** Runs that the next request may join. */
  const open = new Map<string, Run>()
  const holds = new WeakMap<Run, Hold>()
  const turns = createScanTurns({ now })
  /** What to call when a run is over, or has no listener left. */
  const turnOf = new WeakMap<Run, () => void>()
  const memory = createMemory({ most: mostTitles })
  const lists = createListReads({ readList: scan.readList, memory, freshMs, keepMs, now, sleep })
  const totals = { begun: 0, joined: 0, cachedMedia: 0 }
  let stopped = false

  function join(request: RunRequest, options: JoinOptions = {}): RunListener {
    if (stopped) throw new ScanError('scan-stopped')
    const key = keyOf(request)
    const known = open.get(key)
    const run = known && isShareable(known, options) ? known : begin(key, request, options.fresh ?? false)
    if (run === known) totals.joined++
    return listen(run, options.onChange ?? (() => {}))
  }

  function isShareable(run: Run, { resume, fresh }: JoinOptions): boolean {
    const { state } = run
    if (run.id === resume) return true
    if (state.phase === 'running') return true
    if (fresh) return false
    if (state.phase === 'answered') return now() - state.answeredAt < freshMs
    return isSettled(state.error) && now() - state.failedAt < freshMs
  }

  function begin(key: string, request: RunRequest, fresh: boolean): Run {
    countAsk(request.caller)
    giveWay(request)
    const before = open.get(key)
    if (before) discard(before)
    totals.begun++
    const id = randomBytes(9).toString('base64url')
    const progress: ScanProgress = { phase: 'list', entries: 0, missing: 0, requests: 0 }
    const { name, viewer } = request
    const run: Run = {
      id,
      key,
      request,
      question: { name, viewer, askedAt: now(), fresh },
      reservation: memory.reserve(sizeOfKey(key)),
      listeners: new Set(),
      abort: new AbortController(),
      state: { runId: id, version: 0, phase: 'running', progress, franchises: [] },
      ended: Promise.resolve(),
      expiry: undefined,
    }
    runs.add(run)
    open.set(key, run)
    run.ended = execute(run)
    return run
  }

  function countAsk(caller: string | undefined): void {
    const wasGreedy = turns.isGreedy(caller)
    turns.ask(caller)
    if (wasGreedy || !turns.isGreedy(caller)) return
    for (const run of runs) if (run.request.caller === caller) holds.get(run)?.requeue()
  }

  /**
   * Makes a place for one more run. A run without listeners is displaced first, then the newest one of the caller with the
   * most, if that is more than this caller would have.
   */
  function giveWay(request: RunRequest): void {
    const running = [...runs].filter(({ state }) => state.phase === 'running')
    if (running.length < mostRunning) return
    const counts = new Map<string | undefined, number>()
    const count = (run: Pick<Run, 'request'>) => counts.get(run.request.caller) ?? 0
    for (const run of running) counts.set(run.request.caller, count(run) + 1)
    const byCount = (some: readonly Run[]) => some.toSorted((a, b) => count(b) - count(a))
    const [abandoned] = byCount(running.filter(({ listeners }) => listeners.size === 0))
    const [greediest] = byCount(running.toReversed())
    const full = new ScanError('scan-queue-full')
    if (abandoned) discard(abandoned)
    else if (greediest && count(greediest) > count({ request }) + 1) discard(greediest, full)
    else throw full
  }

  async function execute(run: Run): Promise<void> {
    const { viewer, ...request } = run.request
    const read: { list?: ReadList } = {}
    const { services, hold } = withHold(
      { ...scan, readList: (_, options) => readWithinMemory(run, read, options) },
      () => turns.isGreedy(request.caller),
    )
    holds.set(run, hold)
    try {
      turnOf.set(run, turns.tryEnter(request.caller) ?? (await waitForTurn(run, request.caller)))
      // Waiting does not count: only the time that the scan itself takes is limited.
      const limits = [run.abort.signal, deadline(timeoutMs)]
      const scanAs = (token?: Token, ended?: AbortSignal) =>
        runScan(services, {
          ...request,
          list: request.name,
          token,
          priority: 'interactive',
          signal: AbortSignal.any(ended ? [...limits, ended] : limits),
          onProgress: (progress, findings) =>
            change(run, {
              phase: 'running',
              progress,
              franchises: toFranchiseAnswers(findings, mostEarlyFranchises),
            }),
        })
      const done = await (viewer ? viewer.withToken(scanAs) : scanAs())
      totals.cachedMedia += done.upstream.cachedMedia
      change(run, { phase: 'answered', answer: toFullAnswer(done, now()), answeredAt: now() })
    } catch (error) {
      change(run, { phase: 'failed', error, failedAt: now() })
      const mayPass = error instanceof AniListError || error instanceof ScanError
      if (mayPass && read.list && open.get(run.key) === run) lists.renew(run.question, read.list)
    } finally {
      turnOf.get(run)?.()
    }
    if (!runs.has(run)) return
    run.reservation.resize(
      sizeOfKey(run.key) + (run.state.phase === 'answered' ? sizeOf(run.state.answer) : 0),
    )
    spareUnheard(run)
    expireLater(run)
  }

  /** The length of a list is only known once it is read. If there is no memory then, the run waits, and may read it again. */
  async function readWithinMemory(
    run: Run,
    read: { list?: ReadList },
    options: ReadListOptions,
  ): Promise<ReadList> {
    const { caller } = run.request
    const signal = options.signal ?? run.abort.signal
    const claimant = { caller, signal, isWanted: () => run.listeners.size > 0 }
    const sizeOfRun = (list: ReadList) => sizeOfKey(run.key) + placesPerTitle * sizeOfList(list)
    let list: ReadList | undefined = await lists.read(run.question, options)
    const size = sizeOfRun(list)
    if (!run.reservation.tryGrow(size, claimant)) {
      list = undefined
      if (run.state.phase === 'running')
        change(run, { ...run.state, progress: { ...run.state.progress, queued: true } })
      await run.reservation.grow(size, claimant)
      list = await lists.read(run.question, options)
      run.reservation.resize(sizeOfRun(list))
    }
    read.list = list
    return list
  }

  /** Makes the memory of a run without listeners available to others. */
  function spareUnheard(run: Run): void {
    if (run.listeners.size === 0) run.reservation.makeDroppable(() => discard(run))
  }

  function waitForTurn(run: Run, caller: string | undefined): Promise<() => void> {
    const { state, abort } = run
    const { progress } = state as Extract<RunState, { phase: 'running' }>
    return turns.enter({
      ...{ caller, signal: abort.signal, isWanted: () => run.listeners.size > 0 },
      onWait: (waitingUntil, place) =>
        change(run, { phase: 'running', progress: { ...progress, waitingUntil, place }, franchises: [] }),
    })
  }

  type Change = RunState extends infer State
    ? State extends RunState
      ? Omit<State, 'runId' | 'version'>
      : never
    : never

  function change(run: Run, next: Change): void {
    run.state = { runId: run.id, version: run.state.version + 1, ...next } as RunState
    for (const tell of run.listeners) tell()
  }

  function listen(run: Run, onChange: () => void): RunListener {
    // A separate function for each listener: the same callback may listen twice.
    const tell = () => onChange()
    run.listeners.add(tell)
    run.reservation.keep()
    if (run.state.phase === 'running') {
      run.expiry?.abort()
      run.expiry = undefined
      holds.get(run)?.open()
      turns.admit()
      memory.admit()
    }
    return {
      state: () => run.state,
      async ended() {
        await run.ended
        if (run.state.phase === 'answered') return run.state
        throw (run.state as Extract<RunState, { phase: 'failed' }>).error
      },
      leave() {
        if (!run.listeners.delete(tell) || run.listeners.size > 0) return
        if (run.state.phase === 'running') {
          holds.get(run)?.close()
          turnOf.get(run)?.()
          expireLater(run)
        }
        spareUnheard(run)
      },
    }
  }

  function expireLater(run: Run): void {
    run.expiry?.abort()
    const expiry = new AbortController()
    run.expiry = expiry
    sleep(keepMs, expiry.signal).then(
      () => discard(run),
      () => {
        // A client came back, or the run was discarded already.
      },
    )
  }

  /** No further client joins the run. */
  function close(run: Run): void {
    if (open.get(run.key) === run) open.delete(run.key)
  }

  function discard(run: Run, reason = new ScanError('scan-stopped')): void {
    close(run)
    runs.delete(run)
    run.expiry?.abort()
    run.abort.abort(reason)
    run.reservation.free()
  }

  return {
    join,
    forget(viewerId) {
      lists.forget(viewerId)
      for (const run of [...runs]) {
        if (run.request.viewer?.id !== viewerId) continue
        if (run.state.phase === 'running') close(run)
        else discard(run)
      }
    },
    stop() {
      stopped = true
      for (const run of [...runs]) discard(run)
      lists.stop()
    },
    counts() {
      const all = [...runs]
      return {
        running: all.filter(({ state }) => state.phase === 'running').length,
        listeners: all.reduce((sum, { listeners }) => sum + listeners.size, 0),
        answers: all.filter(({ state }) => state.phase === 'answered').length,
        titles: memory.titles,
        ...totals,
      }
    },
  }
}

/** Two requests with the same key have the same answer. The viewer is part of it: what a token shows is theirs alone. */
function keyOf({ name, search, ignoredFranchises, partial, adultAsOwner, viewer }: RunRequest): string {
  const { depth, relations, ignored, ...flags } = search
  return JSON.stringify([
    viewer ? [viewer.id, viewer.sessionId] : null,
    name.toLowerCase(),
    depth === Infinity ? 'all' : depth,
    [...relations].sort(),
    [...ignored].sort((a, b) => a - b),
    [...(ignoredFranchises ?? [])].sort((a, b) => a - b),
    Object.entries(flags).sort(),
    partial,
    adultAsOwner ?? false,
  ])
}

/** Failures that asking again at once would only repeat. */
function isSettled(error: unknown): boolean {
  if (!(error instanceof AniListError)) return false
  return error.code === 'anilist-user-not-found' || error.code === 'anilist-user-private'
}

/** In titles; the ids that somebody ignores may be thousands. */
function sizeOfKey(key: string): number {
  return 1 + Math.floor(key.length / 1000)
}

function sizeOf(answer: FullAnswer): number {
  return answer.franchises.reduce((sum, { media }) => sum + media.length, answer.missing.length)
}
