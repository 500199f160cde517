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
      // An edge may be told by its other end alone.
      const followed = new Set([...kinds, ...kinds.flatMap((kind) => inverseKind[kind] ?? [])])
      const asked = new Set(ids)
      let next = found.stepsFrom(ids, followed, asked)
      while (next.length > 0 && asked.size + next.length <= ids.length + mostAhead) {
        for (const id of next) asked.add(id)
        found.add(await catalogue.find(next))
        next = found.stepsFrom(next, followed, asked)
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

  /** Anime one step of these kinds from any of the ids, but for those that were asked for. */
  stepsFrom(ids: readonly number[], kinds: ReadonlySet<RelationKind>, asked: ReadonlySet<number>): number[] {
    const next = new Set<number>()
    for (const id of ids) {
      for (const { to, kind } of this.expansions.get(id) ?? []) {
        if (kinds.has(kind) && !asked.has(to) && this.#media.get(to)?.type === 'ANIME') next.add(to)
      }
    }
    return [...next]
  }
}
