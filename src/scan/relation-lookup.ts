import type { LoadOptions, RelationLoader } from '../anilist/relation-loader.ts'
import type { GraphFragment } from '../core/graph.ts'
import type { Media } from '../core/media.ts'
import { inverseKind, type Relation, type RelationKind } from '../core/relation.ts'

/** How many titles one request may ask for. */
export const mostLookupIds = 500

/** Relations for those who search by themselves: a page that read the list from AniList on its own. */
export interface RelationLookup {
  /**
   * Reads the relations of every id, from the catalogue where it knows them, and else from AniList together with what
   * scans ask for. What the catalogue knows of the way on from there comes along, so that the next steps cost no question.
   *
   * @param kinds what the search follows
   * @throws AniListError what went wrong on the way
   */
  find(
    ids: readonly number[],
    kinds: readonly RelationKind[],
    options?: Pick<LoadOptions, 'signal'>,
  ): Promise<FoundRelations>
}

export interface FoundRelations extends GraphFragment {
  /** How many requests AniList got for it. */
  readonly requests: number
}

export interface RelationLookupOptions {
  readonly relations: Pick<RelationLoader, 'take'>
  readonly catalogue: { find(ids: readonly number[]): Promise<GraphFragment> }
  /** How many media come along at most, besides those that were asked for. */
  readonly mostAhead?: number
}

export function createRelationLookup(options: RelationLookupOptions): RelationLookup {
  const { relations, catalogue, mostAhead = 2_000 } = options

  async function readFromAniList(
    found: GrowingFragment,
    ids: readonly number[],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const seat = relations.take()
    try {
      found.add(await seat.load(ids, { priority: 'interactive', signal, onSend: () => found.requests++ }))
    } finally {
      seat.leave()
    }
  }

  return {
    async find(ids, kinds, { signal } = {}) {
      const found = new GrowingFragment()
      found.add(await catalogue.find(ids))
      const absent = ids.filter((id) => !found.expansions.has(id))
      if (absent.length > 0) await readFromAniList(found, absent, signal)
      const mayHold = ids.length + mostAhead
      const asked = new Set(ids)
      for (
        let next = found.stepsAhead(kinds, asked);
        next.length > 0;
        next = found.stepsAhead(kinds, asked)
      ) {
        if (asked.size + next.length > mayHold) break
        for (const id of next) asked.add(id)
        found.add(await catalogue.find(next))
      }
      return found
    },
  }
}

/** A fragment that grows. */
class GrowingFragment implements FoundRelations {
  readonly expansions = new Map<number, readonly Relation[]>()
  requests = 0
  readonly #media = new Map<number, Media>()

  get media(): Media[] {
    return [...this.#media.values()]
  }

  add(fragment: GraphFragment): void {
    for (const media of fragment.media) this.#media.set(media.id, media)
    for (const [id, relations] of fragment.expansions) this.expansions.set(id, relations)
  }

  /** Anime that the kinds lead to, or that may tell of such a step from their own end, and that were not asked for yet. */
  stepsAhead(kinds: readonly RelationKind[], asked: ReadonlySet<number>): number[] {
    const followed = new Set([...kinds, ...kinds.flatMap((kind) => inverseKind[kind] ?? [])])
    const ids = new Set<number>()
    for (const edges of this.expansions.values()) {
      for (const { to, kind } of edges) {
        if (followed.has(kind) && !asked.has(to) && this.#media.get(to)?.type === 'ANIME') ids.add(to)
      }
    }
    return [...ids]
  }
}
