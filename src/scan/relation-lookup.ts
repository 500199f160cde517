import type { LoadOptions, RelationLoader } from '../anilist/relation-loader.ts'
import type { GraphFragment } from '../core/graph.ts'
import { stepsAhead } from '../core/hints.ts'
import type { Media } from '../core/media.ts'
import type { Relation, RelationKind } from '../core/relation.ts'

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

  return {
    async find(ids, kinds, { signal } = {}) {
      const found = new GrowingFragment()
      found.add(await catalogue.find(ids))
      const absent = () => ids.filter((id) => !found.expansions.has(id))
      const seat = absent().length > 0 ? relations.take() : undefined
      try {
        const how = { priority: 'interactive', signal, kinds, onSend: () => found.requests++ } as const
        while (seat && absent().length > 0) found.add(await seat.load(absent(), how))
      } finally {
        seat?.leave()
      }
      const asked = new Set(ids)
      for (let level: readonly number[] = ids; level.length > 0 && asked.size <= ids.length + mostAhead; ) {
        const { onward, aside } = stepsAhead(level, found.expansions, kinds, asked)
        for (const id of aside) asked.add(id)
        level = [...onward, ...aside]
        found.add(await catalogue.find(level))
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
}
