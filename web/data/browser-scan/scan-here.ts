import { userList } from '../../../src/anilist/operations.ts'
import { RelationLoader } from '../../../src/anilist/relation-loader.ts'
import { readsOf } from '../../../src/anilist/relation-pages.ts'
import { createRelationRequests } from '../../../src/anilist/relation-requests.ts'
import type { Transport } from '../../../src/anilist/transport.ts'
import { type ReadList, type ReadListOptions, toReadList } from '../../../src/anilist/user-list.ts'
import { chunk } from '../../../src/core/chunk.ts'
import type { GraphFragment } from '../../../src/core/graph.ts'
import { Hints, type Recollection } from '../../../src/core/hints.ts'
import type { Media } from '../../../src/core/media.ts'
import type { Relation } from '../../../src/core/relation.ts'
import { defaultSearch, type SearchOptions } from '../../../src/core/search.ts'
import { sequelPairs } from '../../../src/core/sequel-pairs.ts'
import type { RelationsReply } from '../../../src/http/schemas/media.ts'
import { mostEarlyFranchises, toFranchiseAnswers, toFullAnswer } from '../../../src/scan/franchise-answer.ts'
import { mostLookupIds } from '../../../src/scan/relation-lookup.ts'
import { runScan } from '../../../src/scan/run-scan.ts'
import type { ScanOptions } from '../results-search.ts'
import type { ScanAnswer, ScanProgress } from '../scan.ts'
import { browserClock, createAniListHere } from './anilist-here.ts'

export interface ScanHere {
  readonly name: string
  readonly options: ScanOptions
  readonly anilistUrl: string
  readonly serverUrl: string
}

/** After waiting this long for AniList's rate limit, the server takes over, which can show more about it. */
const patienceMs = 90_000
const serverTimeoutMs = 10_000

/**
 * The server's scan, run in this browser. The list, and relations unknown to the server, are loaded directly from
 * AniList, within the visitor's own rate limit. The server is only asked for what it knows.
 *
 * @param known relations loaded earlier; new ones are added
 * @throws any error, without advice: the server can repeat the scan and explain it better
 */
export async function scanHere(
  { name, options, anilistUrl, serverUrl }: ScanHere,
  onProgress: (progress: ScanProgress) => void = () => {},
  known = new KnownRelations(Date.now()),
  clock = browserClock,
): Promise<ScanAnswer> {
  const search = toSearchOptions(options)
  const anilist = createAniListHere({ ...clock, url: anilistUrl, patienceMs })
  const hints = new Hints({ recall: (ids) => known.recall(ids), pairs: sequelPairs })
  const relations = new RelationLoader({
    ...{ ...createRelationRequests(anilist, clock.now), hints },
    async keep(reply) {
      const reads = readsOf(reply)
      hints.learn(reply.hints, reads.expansions.keys())
      known.keep(reads)
    },
    sleep: clock.sleep,
    // There are no other scans to wait for.
    holdMs: 0,
  })
  const ask: AskServer = (ids) => askServer(serverUrl, { ids, relations: search.relations, knownOnly: true })
  const scan = await runScan(
    {
      readList: (user, how) => readList(anilist, user, how),
      relations,
      catalogue: { find: (ids) => known.find(ids, ask) },
      now: clock.now,
    },
    {
      list: name,
      search,
      priority: 'interactive',
      onProgress: (progress, findings) =>
        onProgress({ ...progress, franchises: toFranchiseAnswers(findings, mostEarlyFranchises) }),
    },
  )
  return toFullAnswer(scan, clock.now())
}

function toSearchOptions({ depth, relations, ...flags }: ScanOptions): SearchOptions {
  const { adult = false, music = false, throughDropped = false, fromPlanned = false } = flags
  return {
    ...defaultSearch,
    depth: depth ?? Infinity,
    relations: relations ?? [],
    ...{ adult, music, throughDropped, fromPlanned },
  }
}

async function readList(anilist: Transport, userName: string, how: ReadListOptions): Promise<ReadList> {
  const { MediaListCollection: list } = await anilist.request({
    ...userList,
    variables: { userName },
    ...how,
  })
  if (!list || list.hasNextChunk) throw new Error('AniList did not return the whole list')
  return toReadList([list], userName)
}

async function askServer(serverUrl: string, body: object): Promise<RelationsReply> {
  const reply = await fetch(`${serverUrl}/api/v1/relations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(serverTimeoutMs),
  })
  if (!reply.ok) throw new Error(`HTTP ${reply.status}`)
  return (await reply.json()) as RelationsReply
}

export type AskServer = (ids: readonly number[]) => Promise<RelationsReply>

/** Returns only requested ids, as an answer must not depend on what else happens to be loaded. */
export class KnownRelations {
  readonly since: number
  readonly #media = new Map<number, Media>()
  readonly #expansions = new Map<number, readonly Relation[]>()
  readonly #hints = new Map<number, readonly Relation[]>()
  /** Ids that the server was asked for, known or not. */
  readonly #asked = new Set<number>()

  /** @param since epoch milliseconds */
  constructor(since: number) {
    this.since = since
  }

  /** The known relations of these ids, and the media they lead to. */
  async find(ids: readonly number[], ask: AskServer): Promise<GraphFragment> {
    const unasked = ids.filter((id) => !this.#expansions.has(id) && !this.#asked.has(id))
    for (const reply of await Promise.all(chunk(unasked, mostLookupIds).map(ask))) {
      for (const one of reply.media) this.#media.set(one.id, one)
      for (const expansion of reply.expansions) this.#expansions.set(...toExpansion(expansion))
      for (const expansion of reply.hints ?? []) this.#hints.set(...toExpansion(expansion))
    }
    for (const id of unasked) this.#asked.add(id)
    const expansions = this.#pick(ids, this.#expansions)
    const media = [...expansions.values()].flat().flatMap(({ to }) => this.#media.get(to) ?? [])
    return { media, expansions }
  }

  /** Adds relations read from AniList. */
  keep({ media, expansions }: GraphFragment): void {
    for (const one of media) this.#media.set(one.id, one)
    for (const [id, relations] of expansions) this.#expansions.set(id, relations)
  }

  async recall(ids: readonly number[]): Promise<Recollection> {
    const fresh = this.#pick(ids, this.#expansions)
    return { said: new Map([...this.#pick(ids, this.#hints), ...fresh]), fresh: new Set(fresh.keys()) }
  }

  #pick(ids: readonly number[], from: ReadonlyMap<number, readonly Relation[]>) {
    return new Map(
      ids.flatMap((id) => {
        const relations = from.get(id)
        return relations ? [[id, relations] as const] : []
      }),
    )
  }
}

function toExpansion({ id, relations }: RelationsReply['expansions'][number]): [number, Relation[]] {
  return [id, relations.map(({ to, kind }) => ({ from: id, to, kind }))]
}
