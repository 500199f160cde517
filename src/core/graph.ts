import type { Media } from './media.ts'
import { inverseKind, isFollowable, type Relation, type RelationKind } from './relation.ts'

/**
 * What is known of AniList's media and relations so far. A media is *known* once anything mentioned it, and
 * *expanded* once its own relations were read; a search can pass only what is expanded.
 *
 * @example
 * const graph = new MediaGraph()
 * graph.add({ media: [anime(1), anime(2)], expansions: new Map([[1, [{ from: 1, to: 2, kind: 'SEQUEL' }]]]) })
 * graph.stepsFrom(1, 'SEQUEL') // [2]
 * graph.stepsFrom(2, 'PREQUEL') // [1]
 * graph.isExpanded(2) // false
 */
export class MediaGraph {
  readonly #media = new Map<number, Media>()
  readonly #expanded = new Map<number, readonly Relation[]>()
  readonly #steps = new Map<RelationKind, Steps>()

  /** Adds what is known of a media. The first word on an id stands: a list comes first, and is fresher than any cache. */
  addMedia(media: Media): void {
    if (!this.#media.has(media.id)) this.#media.set(media.id, media)
  }

  /**
   * Takes the relations of `id`, all of them: it counts as expanded from now on. Reading the same media again
   * changes nothing. Edges that no search follows, half of them all, are not kept, nor are those to itself.
   */
  expand(id: number, relations: readonly Relation[]): void {
    if (this.#expanded.has(id)) return
    const followable = relations.filter(({ to, kind }) => isFollowable(kind) && to !== id)
    this.#expanded.set(id, followable.length > 0 ? followable : none)
    for (const { to, kind } of followable) {
      this.#addStep(id, to, kind)
      const inverse = inverseKind[kind]
      if (inverse) this.#addStep(to, id, inverse)
    }
  }

  add(fragment: GraphFragment): void {
    for (const media of fragment.media) this.addMedia(media)
    for (const [id, relations] of fragment.expansions) this.expand(id, relations)
  }

  media(id: number): Media | undefined {
    return this.#media.get(id)
  }

  isExpanded(id: number): boolean {
    return this.#expanded.has(id)
  }

  /** The edges as `id` itself tells them, of the kinds that a search may follow; none while it is not expanded. */
  relationsFrom(id: number): readonly Relation[] {
    return this.#expanded.get(id) ?? none
  }

  /** What stands one step of this kind after `id`, each once, whichever end told of it: AniList may hold only one. */
  stepsFrom(id: number, kind: RelationKind): readonly number[] {
    return this.#steps.get(kind)?.from.get(id) ?? none
  }

  /** What `id` stands one step of this kind after. */
  stepsTo(id: number, kind: RelationKind): readonly number[] {
    return this.#steps.get(kind)?.to.get(id) ?? none
  }

  allMedia(): IterableIterator<Media> {
    return this.#media.values()
  }

  #addStep(from: number, to: number, kind: RelationKind) {
    const steps = this.#steps.get(kind) ?? { from: new Map(), to: new Map() }
    this.#steps.set(kind, steps)
    if (addOnce(steps.from, from, to)) addOnce(steps.to, to, from)
  }
}

/** The steps of one kind by either end. A map for each kind: a search over a large graph touches only what it follows. */
interface Steps {
  readonly from: Map<number, number[]>
  readonly to: Map<number, number[]>
}

function addOnce(ends: Map<number, number[]>, id: number, other: number): boolean {
  const others = ends.get(id)
  if (others?.includes(other)) return false
  if (others) others.push(other)
  else ends.set(id, [other])
  return true
}

const none: readonly never[] = []

/** A piece of the graph as one reply or the catalogue brings it. */
export interface GraphFragment {
  readonly media: readonly Media[]
  /** Whole relations of a media, by its id. Every media that they lead to stands in `media`, unless it is gone. */
  readonly expansions: ReadonlyMap<number, readonly Relation[]>
}
