import { userList } from '../../src/anilist/operations.ts'
import type { LoaderSeat } from '../../src/anilist/relation-loader.ts'
import { type ReadList, toReadList } from '../../src/anilist/user-list.ts'
import type { GraphFragment } from '../../src/core/graph.ts'
import type { Media } from '../../src/core/media.ts'
import { inParts } from '../../src/core/parts.ts'
import type { Relation } from '../../src/core/relation.ts'
import { defaultSearch, type SearchOptions } from '../../src/core/search.ts'
import type { RelationsReply } from '../../src/http/schemas/relations.ts'
import { mostEarlyFranchises, toFranchiseAnswers, toFullAnswer } from '../../src/scan/franchise-answer.ts'
import { mostLookupIds } from '../../src/scan/relation-lookup.ts'
import { runScan } from '../../src/scan/run-scan.ts'
import type { ScanAnswer, ScanProgress } from '../api/scan.ts'
import type { ScanOptions } from '../results/results-search.ts'

/** A scan to be done in this browser. */
export interface ScanHere {
  readonly name: string
  readonly options: ScanOptions
  /** Where AniList's API answers. */
  readonly anilistUrl: string
  /** The origin of our own server. */
  readonly serverUrl: string
}

/** A list of 10,000 entries is a long reply. */
const listTimeoutMs = 20_000
/** When AniList's allowance makes the server wait for longer, it can tell more of that than is known here. */
const relationsTimeoutMs = 10_000

/**
 * The server's own scan with other hands: the list comes from AniList straight to this browser, by the allowance of
 * whoever sits before it, and the server is asked for relations only.
 *
 * @throws for whatever goes wrong, without a word on what to do: the server can do the same scan and tells it better
 */
export async function scanHere(
  { name, options, anilistUrl, serverUrl }: ScanHere,
  onProgress: (progress: ScanProgress) => void = () => {},
): Promise<ScanAnswer> {
  const search = toSearchOptions(options)
  const known = new KnownRelations()
  const seat: LoaderSeat = {
    async load(ids, { onSend }) {
      const replies = await Promise.all(
        inParts(ids, mostLookupIds).map((part) => readRelations(serverUrl, part, search)),
      )
      for (const reply of replies) {
        known.add(reply)
        for (let sent = 0; sent < reply.requests; sent++) onSend?.()
      }
      return known.find(ids)
    },
    leave() {},
  }
  const scan = await runScan(
    {
      readList: async (user, { onSend }) => {
        onSend?.()
        return await readList(anilistUrl, user)
      },
      relations: { take: () => seat },
      catalogue: { find: async (ids) => known.find(ids) },
      now: Date.now,
    },
    {
      list: name,
      search,
      priority: 'interactive',
      onProgress: (progress, findings) =>
        onProgress({ ...progress, franchises: toFranchiseAnswers(findings, mostEarlyFranchises) }),
    },
  )
  return toFullAnswer(scan, Date.now())
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

async function readList(anilistUrl: string, userName: string): Promise<ReadList> {
  const { operationName, query, schema } = userList
  const body = { operationName, query, variables: { userName } }
  const { data, errors } = await post<{ data?: unknown; errors?: unknown }>(anilistUrl, body, listTimeoutMs)
  const list = schema.parse(data).MediaListCollection
  if (errors || !list || list.hasNextChunk) throw new Error('AniList gave no whole list')
  return toReadList([list], userName)
}

function readRelations(
  serverUrl: string,
  ids: readonly number[],
  { relations }: SearchOptions,
): Promise<RelationsReply> {
  return post(`${serverUrl}/api/v1/relations`, { ids, relations }, relationsTimeoutMs)
}

async function post<Reply>(url: string, body: unknown, timeoutMs: number): Promise<Reply> {
  const reply = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  })
  if (!reply.ok) throw new Error(`HTTP ${reply.status}`)
  return (await reply.json()) as Reply
}

/** What the server told, ahead of what was asked for included: an answer must not depend on how far ahead that was. */
class KnownRelations {
  readonly #media = new Map<number, Media>()
  readonly #expansions = new Map<number, readonly Relation[]>()

  add({ media, expansions }: RelationsReply): void {
    for (const one of media) this.#media.set(one.id, one)
    for (const { id, relations } of expansions) {
      this.#expansions.set(
        id,
        relations.map(({ to, kind }) => ({ from: id, to, kind })),
      )
    }
  }

  /** The relations of those ids that are known, and what they lead to. */
  find(ids: readonly number[]): GraphFragment {
    const expansions = new Map(
      ids.flatMap((id) => {
        const relations = this.#expansions.get(id)
        return relations ? [[id, relations] as const] : []
      }),
    )
    const media = [...expansions.values()].flat().flatMap(({ to }) => this.#media.get(to) ?? [])
    return { media, expansions }
  }
}
