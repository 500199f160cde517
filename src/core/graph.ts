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
  readonly #nodes = new Map<number, Node>()

  /** Adds what is known of a media. The first word on an id stands: a list comes first, and is fresher than any cache. */
  addMedia(media: Media): void {
    this.#node(media.id).media ??= media
  }

  /**
   * Takes the relations of `id`, all of them: it counts as expanded from now on. Reading the same media again
   * changes nothing. Edges that no search follows, half of them all, are not kept, nor are those to itself.
   */
  expand(id: number, relations: readonly Relation[]): void {
    const node = this.#node(id)
    if (node.leaving) return
    const followed = relations.filter(({ to, kind }) => isFollowable(kind) && to !== id)
    node.leaving = followed.length > 0 ? followed : none
    for (const relation of followed) {
      const other = this.#node(relation.to)
      if (other.arriving) other.arriving.push(relation)
      else other.arriving = [relation]
    }
  }

  add(fragment: GraphFragment): void {
    for (const media of fragment.media) this.addMedia(media)
    for (const [id, relations] of fragment.expansions) this.expand(id, relations)
  }

  media(id: number): Media | undefined {
    return this.#nodes.get(id)?.media
  }

  isExpanded(id: number): boolean {
    return this.#nodes.get(id)?.leaving !== undefined
  }

  /** The edges that leave `id`, of the kinds that a search may follow; none while it is not expanded. */
  relationsFrom(id: number): readonly Relation[] {
    return this.#nodes.get(id)?.leaving ?? none
  }

  /** The edges of expanded media that lead to `id`, of the same kinds: AniList may hold only one direction of a fact. */
  relationsTo(id: number): readonly Relation[] {
    return this.#nodes.get(id)?.arriving ?? none
  }

  *allMedia(): IterableIterator<Media> {
    for (const { media } of this.#nodes.values()) if (media) yield media
  }

  #node(id: number): Node {
    let node = this.#nodes.get(id)
    if (!node) {
      node = { media: undefined, leaving: undefined, arriving: undefined }
      this.#nodes.set(id, node)
    }
    return node
  }
}

/** All that is known of one id, in one place: a search over a large graph waits mostly for memory. */
interface Node {
  media: Media | undefined
  /** Undefined until expanded. */
  leaving: readonly Relation[] | undefined
  arriving: Relation[] | undefined
}

const none: readonly Relation[] = []

/** A piece of the graph as one reply or the catalogue brings it. */
export interface GraphFragment {
  readonly media: readonly Media[]
  /** Whole relations of a media, by its id. Every media that they lead to stands in `media`, unless it is gone. */
  readonly expansions: ReadonlyMap<number, readonly Relation[]>
}
