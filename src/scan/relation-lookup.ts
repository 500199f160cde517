import type { LoadOptions, RelationLoader } from '../anilist/relation-loader.ts'
import type { GraphFragment } from '../core/graph.ts'
import { type Recollection, type Said, stepsAhead } from '../core/hints.ts'
import type { Media } from '../core/media.ts'
import type { Relation, RelationKind } from '../core/relation.ts'

/** How many titles one request may ask for. */
export const mostLookupIds = 500

/** Relations for a page that read the list from AniList itself and searches in the browser. */
export interface RelationLookup {
  /**
   * Reads the relations of every id, from the catalogue where it knows them, and else from AniList together with what
   * scans ask for. The reply includes what the catalogue knows about the next steps, so that they need no lookup.
   *
   * @param kinds what the search follows
   * @throws AniListError what went wrong on the way
   */
  find(
    ids: readonly number[],
    kinds: readonly RelationKind[],
    options?: Pick<LoadOptions, 'signal' | 'caller'>,
  ): Promise<FoundRelations>
  /** What the catalogue knows about the ids and the next steps, with hints, for pages that ask AniList for the rest. */
  recall(ids: readonly number[], kinds: readonly RelationKind[]): Promise<FoundRelations>
}

export interface FoundRelations extends GraphFragment {
  /** Requests to AniList that it took. */
  readonly requests: number
  /** Expired relations of media that have to be read again. */
  readonly hints: Said
}

export interface RelationLookupOptions {
  readonly relations: Pick<RelationLoader, 'join'>
  readonly catalogue: {
    find(ids: readonly number[]): Promise<GraphFragment>
    recall(ids: readonly number[]): Promise<Recollection>
  }
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** The most media included beyond those that were asked for. */
  readonly mostAhead?: number
  /** The most ids without relations to remember; the newest are kept. */
  readonly mostBare?: number
}

/** How long an id without relations is not asked for again. Invented ids leave no row in the catalogue. */
const bareMs = 3_600_000

export function createRelationLookup(options: RelationLookupOptions): RelationLookup {
  const { relations, catalogue, now, mostAhead = 2_000, mostBare = 20_000 } = options
  /** When AniList returned no relations for an id, mostly because there is no such media. */
  const bare = new Map<number, number>()

  async function findKnown(ids: readonly number[]): Promise<GrowingFragment> {
    const found = new GrowingFragment()
    found.add(await catalogue.find(ids))
    for (const id of ids) {
      const readAt = found.expansions.has(id) ? undefined : bare.get(id)
      if (readAt !== undefined && Math.abs(now() - readAt) < bareMs) found.expansions.set(id, [])
    }
    return found
  }

  function rememberBare({ expansions }: GraphFragment): void {
    for (const [id, edges] of expansions) {
      if (edges.length > 0) continue
      bare.delete(id)
      bare.set(id, now())
      const [oldest] = bare.keys()
      if (bare.size > mostBare && oldest !== undefined) bare.delete(oldest)
    }
  }

  async function lookAhead(
    found: GrowingFragment,
    ids: readonly number[],
    kinds: readonly RelationKind[],
    recall?: (ids: readonly number[]) => Promise<Said>,
  ): Promise<FoundRelations> {
    const seen = new Set(ids)
    for (let level = ids; level.length > 0 && seen.size <= ids.length + mostAhead; ) {
      const unread = level.filter((id) => !found.expansions.has(id))
      for (const [id, edges] of (await recall?.(unread)) ?? []) found.hints.set(id, edges)
      const said = new Map(level.map((id) => [id, found.expansions.get(id) ?? found.hints.get(id) ?? []]))
      const { onward, aside } = stepsAhead(level, said, kinds, seen)
      for (const id of aside) seen.add(id)
      level = [...onward, ...aside]
      found.add(await catalogue.find(level))
    }
    return found
  }

  return {
    async find(ids, kinds, options = {}) {
      const found = await findKnown(ids)
      const absent = () => ids.filter((id) => !found.expansions.has(id))
      const reader = absent().length > 0 ? relations.join() : undefined
      try {
        const onSend = () => found.requests++
        const how = { ...options, priority: 'interactive', since: now(), kinds, onSend } as const
        while (reader && absent().length > 0) {
          const read = await reader.load(absent(), how)
          rememberBare(read)
          found.add(read)
        }
      } finally {
        reader?.leave()
      }
      return await lookAhead(found, ids, kinds)
    },
    async recall(ids, kinds) {
      const recall = async (unread: readonly number[]) => (await catalogue.recall(unread)).said
      return await lookAhead(await findKnown(ids), ids, kinds, recall)
    },
  }
}

/** A fragment that grows. */
class GrowingFragment implements FoundRelations {
  readonly expansions = new Map<number, readonly Relation[]>()
  readonly hints = new Map<number, readonly Relation[]>()
  requests = 0
  readonly #media = new Map<number, Media>()

  get media(): Media[] {
    return [...this.#media.values()]
  }

  add(fragment: GraphFragment): void {
    for (const media of fragment.media) this.#media.set(media.id, media)
    for (const [id, relations] of fragment.expansions) this.expansions.set(id, relations)
  }
}
