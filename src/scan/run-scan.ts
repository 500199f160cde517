import type { Priority } from '../anilist/budget/rate-budget.ts'
import { AniListError } from '../anilist/errors.ts'
import type { LoadOptions, RelationLoader } from '../anilist/relation-loader.ts'
import type { Token } from '../anilist/transport.ts'
import type { ListUser, ReadList, ReadListOptions } from '../anilist/user-list.ts'
import { franchisesOf } from '../core/franchise.ts'
import { type GraphFragment, MediaGraph } from '../core/graph.ts'
import { type MediaList, makeList } from '../core/list.ts'
import { followedKinds, type SearchOptions } from '../core/search.ts'
import { type Answer, frontier, missingSequels } from '../core/sequels.ts'

/** The dependencies of a scan. The catalogue is any cache of relations that returns only fresh ones. */
export interface ScanServices {
  readonly readList: (name: string, options: ReadListOptions) => Promise<ReadList>
  readonly relations: Pick<RelationLoader, 'join'>
  readonly catalogue: { find(ids: readonly number[]): Promise<GraphFragment> }
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export interface ScanRequest {
  /** A user of AniList by name, or a list that was read already. */
  readonly list: string | ReadList
  readonly search: SearchOptions
  /** Media whose whole franchises are ignored, as far as the search connects them. */
  readonly ignoredFranchises?: ReadonlySet<number> | undefined
  readonly priority: Priority
  /** The caller in AniList's queue; see `AcquireOptions`. */
  readonly caller?: string | undefined
  /** An AniList token, to read the list as its owner sees it. The result is for the owner only. */
  readonly token?: Token | undefined
  /** Show adult titles if the owner of the list has turned them on at AniList. */
  readonly adultAsOwner?: boolean
  /** Answer with what is known, marked incomplete, when AniList fails after the list was read. */
  readonly partial?: boolean
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: (progress: ScanProgress, findings: Findings) => void
}

/** A full snapshot each time, so that a late or returning client needs no earlier one. */
export interface ScanProgress {
  readonly phase: 'list' | 'relations'
  /** Entries of the list; 0 while it is being read. */
  readonly entries: number
  /** Missing titles found so far. */
  readonly missing: number
  readonly requests: number
  /** Until when the scan has to wait for its turn or for AniList's allowance, in milliseconds since 1970. */
  readonly waitingUntil?: number
  /** Its place in the queue, from 1. */
  readonly place?: number
  /** Whether it waits for the memory that a list this long takes. */
  readonly queued?: true
}

/** The results of a scan so far. While it runs, chains and franchises may still grow. */
export interface Findings {
  readonly list: MediaList
  /** All relations that the scan has read. */
  readonly graph: MediaGraph
  readonly answer: Answer
}

export interface Scan extends Findings {
  readonly user: ListUser
  readonly upstream: Upstream
  /** The members of ignored franchises, each with the id that the franchise is ignored by. */
  readonly ignoredThrough?: ReadonlyMap<number, number>
  /** Why titles may be missing from the answer; absent if it is complete. */
  readonly incomplete?: { readonly code: string; readonly message: string }
}

/** The scan's use of AniList. */
export interface Upstream {
  readonly requests: number
  /** Media whose relations were in the catalogue. */
  readonly cachedMedia: number
  readonly ms: number
}

/**
 * Reads a list, grows the graph by its frontier until that is empty, and answers. Everything fetched goes into the
 * catalogue, so an interrupted scan only needs the rest the next time.
 *
 * @throws AniListError when AniList fails; with `partial` only when it fails before the list was read
 * @throws ScanError `scan-timeout` when the signal is a time limit that passed
 */
export async function runScan(services: ScanServices, request: ScanRequest): Promise<Scan> {
  const { signal, priority, token } = request
  let { search } = request
  const startedAt = services.now()
  const reader = services.relations.join()
  const graph = new MediaGraph()
  let list: MediaList = new Map()
  let requests = 0
  let cachedMedia = 0

  /** The members of ignored franchises change with the graph, so they are looked up each time. */
  const answerSoFar = () => {
    const through = ignoredThrough(graph, search, request.ignoredFranchises)
    const ignored = new Set([...search.ignored, ...through.keys()])
    return { ignoredThrough: through, answer: missingSequels(graph, list, { ...search, ignored }) }
  }
  const report = (phase: ScanProgress['phase'], wait: Pick<ScanProgress, 'waitingUntil' | 'place'> = {}) => {
    const { answer } = answerSoFar()
    const progress: ScanProgress = {
      phase,
      entries: list.size,
      missing: answer.missing.length,
      requests,
      ...wait,
    }
    request.onProgress?.(progress, { list, graph, answer })
  }
  const loading = (phase: ScanProgress['phase']): LoadOptions => ({
    ...{ priority, signal, caller: request.caller, since: startedAt },
    onWait: (until, place) => report(phase, { waitingUntil: until, place }),
    onSend: () => requests++,
  })

  /** Expands the graph from the catalogue, and returns the ids that only AniList can expand. */
  async function expandFromCatalogue(): Promise<number[]> {
    const absent = new Set<number>()
    for (;;) {
      const ids = frontier(graph, list, search)
      const unasked = ids.filter((id) => !absent.has(id))
      if (unasked.length === 0) return ids
      const found = await services.catalogue.find(unasked)
      graph.add(found)
      cachedMedia += found.expansions.size
      for (const id of unasked) if (!found.expansions.has(id)) absent.add(id)
    }
  }

  async function closeGraph(): Promise<void> {
    for (let ids = await expandFromCatalogue(); ids.length > 0; ids = await expandFromCatalogue()) {
      report('relations')
      graph.add(
        await reader.load(ids, {
          ...loading('relations'),
          kinds: followedKinds(search),
          read: (id) => graph.relationsOf(graph.node(id)),
        }),
      )
    }
  }

  try {
    report('list')
    const read =
      typeof request.list === 'string'
        ? await services.readList(request.list, { ...loading('list'), token })
        : request.list
    if (request.adultAsOwner && read.user.showsAdult) search = { ...search, adult: true }
    list = makeList(read.entries)
    graph.add(read.fragment)
    const failure = await closeGraph().then(() => undefined, endsEarly(request))
    return {
      user: read.user,
      list,
      graph,
      ...answerSoFar(),
      upstream: { requests, cachedMedia, ms: services.now() - startedAt },
      ...(failure && { incomplete: { code: failure.code, message: failure.message } }),
    }
  } catch (error) {
    throw asScanError(error)
  } finally {
    reader.leave()
  }
}

/** The members of ignored franchises, each with the id that the franchise is ignored by. */
function ignoredThrough(
  graph: MediaGraph,
  search: SearchOptions,
  ids: ReadonlySet<number> = new Set(),
): ReadonlyMap<number, number> {
  if (ids.size === 0) return new Map()
  return new Map(
    franchisesOf(graph, ids, followedKinds(search), search.order).flatMap(({ media }) => {
      const through = media.find(({ id }) => ids.has(id))?.id
      return through === undefined ? [] : media.map(({ id }) => [id, through] as const)
    }),
  )
}

/** With `partial`, returns the errors that leave an incomplete answer; all others are rethrown. */
function endsEarly({ partial }: ScanRequest): (error: unknown) => AniListError | ScanError {
  return (thrown) => {
    const error = asScanError(thrown)
    if (partial && (error instanceof AniListError || error instanceof ScanError)) return error
    throw error
  }
}

/** `AbortSignal.timeout` aborts with the platform's TimeoutError, which does not mention the scan. */
function asScanError(error: unknown): unknown {
  const timedOut = error instanceof DOMException && error.name === 'TimeoutError'
  return timedOut ? new ScanError('scan-timeout', { cause: error }) : error
}

export type ScanErrorCode = 'scan-timeout' | 'scan-queue-full' | 'scan-stopped'

/** A scan that ended without an answer for a reason other than AniList; AniList's errors are AniListErrors. */
export class ScanError extends Error {
  override readonly name = 'ScanError'
  readonly code: ScanErrorCode

  constructor(code: ScanErrorCode, options?: ErrorOptions) {
    super(messages[code], options)
    this.code = code
  }
}

const messages: Record<ScanErrorCode, string> = {
  'scan-timeout':
    'The scan took longer than SCAN_TIMEOUT_SECONDS allows. What it fetched is kept: run it again to continue from there, or use --partial for partial results.',
  'scan-queue-full': 'Too many scans are waiting for AniList. Try again in a minute.',
  'scan-stopped': 'The server is shutting down. Try again in a moment.',
}
