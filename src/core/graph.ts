import type { Media } from './media.ts'
import { isFollowable, type Relation } from './relation.ts'

/**
 * What is known of AniList's media and relations so far. A media is *known* once anything mentioned it, and
 * *expanded* once its own relations were read; a search can pass only what is expanded.
 *
 * @example
 * const graph = new MediaGraph()
 * graph.add({ media: [anime(1), anime(2)], expansions: new Map([[1, [{ from: 1, to: 2, kind: 'SEQUEL' }]]]) })
 * graph.relationsTo(2) // [{ from: 1, to: 2, kind: 'SEQUEL' }]
 * graph.isExpanded(2) // false
 */
export class MediaGraph {
  readonly #media = new Map<number, Media>()
  readonly #expanded = new Map<number, readonly Relation[]>()
  /** Edges that may be followed, by the media they lead to: AniList may hold only one direction of a fact. */
  readonly #arriving = new Map<number, Relation[]>()

  get size(): number {
    return this.#media.size
  }

  /** Adds what is known of a media. The first word on an id stands: a list comes first, and is fresher than any cache. */
  addMedia(media: Media): void {
    if (!this.#media.has(media.id)) this.#media.set(media.id, media)
  }

  /** Takes the relations of `id`, all of them: it counts as expanded from now on. Reading the same media again changes nothing. */
  expand(id: number, relations: readonly Relation[]): void {
    if (this.#expanded.has(id)) return
    this.#expanded.set(id, relations)
    for (const relation of relations) {
      if (!isFollowable(relation.kind) || relation.to === id) continue
      const others = this.#arriving.get(relation.to)
      if (others) others.push(relation)
      else this.#arriving.set(relation.to, [relation])
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

  /** The edges that leave `id`; none while it is not expanded. */
  relationsFrom(id: number): readonly Relation[] {
    return this.#expanded.get(id) ?? none
  }

  /** The edges of other expanded media that lead to `id`, of the kinds that a search may follow. */
  relationsTo(id: number): readonly Relation[] {
    return this.#arriving.get(id) ?? none
  }

  allMedia(): IterableIterator<Media> {
    return this.#media.values()
  }
}

const none: readonly Relation[] = []

/** A piece of the graph as one reply or the catalogue brings it. */
export interface GraphFragment {
  readonly media: readonly Media[]
  /** Whole relations of a media, by its id. Every media that they lead to stands in `media`, unless it is gone. */
  readonly expansions: ReadonlyMap<number, readonly Relation[]>
}
