import type { Media } from './media.ts'
import { inverseKind, isFollowable, type Relation, type RelationKind } from './relation.ts'

/**
 * The AniList media and relations known so far. A media is *known* once anything has mentioned it, and *expanded*
 * once its own relations have been read; a search can only pass through expanded media.
 *
 * Each mentioned id is a *node*, counted from 0. Memory access dominates a search over a large graph, so it looks up
 * an id once and then goes from node to node through arrays.
 *
 * @example
 * const graph = new MediaGraph()
 * graph.add({ media: [anime(7), anime(9)], expansions: new Map([[7, [{ from: 7, to: 9, kind: 'SEQUEL' }]]]) })
 * graph.stepsFrom(graph.node(7), 'SEQUEL').map((node) => graph.idOf(node)) // [9]
 * graph.isExpanded(9) // false
 */
export class MediaGraph {
  readonly #nodes = new Map<number, number>()
  readonly #ids: number[] = []
  readonly #media: (Media | undefined)[] = []
  readonly #relations: (readonly Relation[] | undefined)[] = []
  readonly #steps = new Map<RelationKind, Steps>()

  /** Adds a media. The first version of an id wins: the list is added first, and is fresher than any cache. */
  addMedia(media: Media): void {
    const node = this.#ensure(media.id)
    this.#media[node] ??= media
  }

  /**
   * Adds all relations of `id`, which counts as expanded from now on; reading it again changes nothing. Edges to
   * itself and edges that no search follows (about half) are dropped.
   */
  expand(id: number, relations: readonly Relation[]): void {
    const node = this.#ensure(id)
    if (this.#relations[node]) return
    const followable = relations.filter(({ to, kind }) => isFollowable(kind) && to !== id)
    this.#relations[node] = followable.length > 0 ? followable : none
    for (const { to, kind } of followable) {
      const other = this.#ensure(to)
      this.#addStep(node, other, kind)
      const inverse = inverseKind[kind]
      if (inverse) this.#addStep(other, node, inverse)
    }
  }

  add(fragment: GraphFragment): void {
    for (const media of fragment.media) this.addMedia(media)
    for (const [id, relations] of fragment.expansions) this.expand(id, relations)
  }

  media(id: number): Media | undefined {
    return this.mediaOf(this.node(id))
  }

  isExpanded(id: number): boolean {
    return this.relationsOf(this.node(id)) !== undefined
  }

  /** The edges that `id` itself names, of the kinds a search may follow; empty until it is expanded. */
  relationsFrom(id: number): readonly Relation[] {
    return this.relationsOf(this.node(id)) ?? none
  }

  *allMedia(): Generator<Media, undefined> {
    for (const media of this.#media) if (media) yield media
  }

  /** The number of nodes; every node is below it. */
  get size(): number {
    return this.#ids.length
  }

  /** The node of an id, or -1 if nothing has mentioned it; -1 has neither media nor relations. */
  node(id: number): number {
    return this.#nodes.get(id) ?? -1
  }

  idOf(node: number): number {
    // Every node has an id.
    return this.#ids[node] as number
  }

  mediaOf(node: number): Media | undefined {
    return this.#media[node]
  }

  /** Like {@link relationsFrom}, but undefined until the node is expanded. */
  relationsOf(node: number): readonly Relation[] | undefined {
    return this.#relations[node]
  }

  /** The nodes one step of this kind after `node`, each once. AniList may have the edge at one end only. */
  stepsFrom(node: number, kind: RelationKind): readonly number[] {
    return this.#steps.get(kind)?.from[node] ?? none
  }

  /** The nodes that have `node` one step of this kind after them. */
  stepsTo(node: number, kind: RelationKind): readonly number[] {
    return this.#steps.get(kind)?.to[node] ?? none
  }

  /** As {@link stepsTo}, by ids. */
  stepsBack(id: number, kind: RelationKind): readonly number[] {
    const nodes = this.stepsTo(this.node(id), kind)
    return nodes.length === 0 ? none : nodes.map((node) => this.idOf(node))
  }

  #ensure(id: number): number {
    const known = this.#nodes.get(id)
    if (known !== undefined) return known
    const node = this.#ids.push(id) - 1
    this.#nodes.set(id, node)
    this.#media.push(undefined)
    this.#relations.push(undefined)
    return node
  }

  #addStep(from: number, to: number, kind: RelationKind) {
    const steps = this.#steps.get(kind) ?? { from: [], to: [] }
    this.#steps.set(kind, steps)
    if (addOnce(steps.from, from, to)) addOnce(steps.to, to, from)
  }
}

/** The steps of one kind, indexed by the node at either end. */
interface Steps {
  readonly from: number[][]
  readonly to: number[][]
}

function addOnce(ends: number[][], node: number, other: number): boolean {
  // Filled without gaps: a sparse array would become a slow map.
  while (ends.length <= node) ends.push(noSteps)
  const others = ends[node] ?? noSteps
  if (others.includes(other)) return false
  if (others === noSteps) ends[node] = [other]
  else others.push(other)
  return true
}

/** Shared by all nodes without steps, and never written to. */
const noSteps: number[] = []
const none: readonly never[] = []

/** A piece of the graph, from one reply or from the catalogue. */
export interface GraphFragment {
  readonly media: readonly Media[]
  /** All relations of a media, by its id. Every media they lead to is in `media`, unless AniList has deleted it. */
  readonly expansions: ReadonlyMap<number, readonly Relation[]>
}
