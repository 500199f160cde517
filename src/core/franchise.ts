import { franchiseName } from './franchise-name.ts'
import type { MediaGraph } from './graph.ts'
import { mainLine } from './main-line.ts'
import type { Media } from './media.ts'
import type { RelationKind } from './relation.ts'
import { type Skippable, skippableKinds, skippables } from './skippable.ts'
import { type Availability, availability } from './stats.ts'
import { type WatchOrder, watchOrder } from './watch-order.ts'

/** Media connected by the followed kinds, as far as the graph has them. */
export interface Franchise {
  /** The smallest media id in it. */
  readonly id: number
  /** Its {@link franchiseName}, in English if there is one. */
  readonly title: string
  /** In watch order. */
  readonly media: readonly Media[]
  /** The ids of its {@link mainLine}. */
  readonly main: ReadonlySet<number>
  /** The reasons why titles can be skipped, by id. */
  readonly skippable: ReadonlyMap<number, Skippable>
}

/**
 * The franchises of the given media, without duplicates. An id that is not an anime in the graph has none.
 *
 * @example
 * franchisesOf(graph, [2, 3], followedKinds(defaultSearch), 'release').map((franchise) => franchise.id) // [1]
 */
export function franchisesOf(
  graph: MediaGraph,
  ids: Iterable<number>,
  kinds: readonly RelationKind[],
  order: WatchOrder,
): Franchise[] {
  const seen = new Uint8Array(graph.size)
  const franchises: Franchise[] = []
  for (const id of ids) {
    const start = graph.node(id)
    if (seen[start] === 1) continue
    const nodes = connectedNodes(graph, start, kinds, seen)
    if (nodes.length > 0) franchises.push(makeFranchise(graph, nodes, kinds, order))
  }
  return franchises
}

function makeFranchise(
  graph: MediaGraph,
  nodes: readonly number[],
  kinds: readonly RelationKind[],
  order: WatchOrder,
): Franchise {
  const members = nodes.map((node) => graph.mediaOf(node) as Media)
  const stepsBack = graph.stepsBack.bind(graph)
  // If only sequels are followed, it is all one main line.
  const mainTitles = kinds.length === 1 ? members : mainLine(members, stepsBack)
  const main = new Set(mainTitles.map(({ id }) => id))
  // Most franchises have none, and their nodes tell sooner than their ids.
  const isPlain = nodes.every((node) =>
    skippableKinds.every((kind) => graph.stepsTo(node, kind).length === 0),
  )
  const skippable = isPlain ? new Map() : skippables(members, main, stepsBack)
  return {
    id: members.reduce((least, { id }) => Math.min(least, id), Infinity),
    title: franchiseName(mainTitles, members, 'english'),
    media: watchOrder(members, { stepsBack, skippable }, order),
    main,
    skippable,
  }
}

/**
 * Sorts franchises by the most available of the given media: released, then airing, then announced, and by title within each
 * group. Franchises without any of these media are left out.
 */
export function rankFranchises(franchises: readonly Franchise[], ids: ReadonlySet<number>): Franchise[] {
  return franchises
    .flatMap((franchise) => {
      let readiness = Infinity
      for (const media of franchise.media) {
        if (ids.has(media.id)) readiness = Math.min(readiness, readinessOf(media))
      }
      return readiness === Infinity ? [] : { franchise, readiness, sortTitle: franchise.title.toLowerCase() }
    })
    .sort(
      (a, b) =>
        a.readiness - b.readiness ||
        compareTitles(a.sortTitle, b.sortTitle) ||
        a.franchise.id - b.franchise.id,
    )
    .map(({ franchise }) => franchise)
}

/** All anime connected to a node by these kinds, in either direction, except those already seen, and marks them as seen. */
function connectedNodes(
  graph: MediaGraph,
  start: number,
  kinds: readonly RelationKind[],
  seen: Uint8Array,
): number[] {
  const members: number[] = []
  const visit = (node: number) => {
    if (seen[node] === 1 || graph.mediaOf(node)?.type !== 'ANIME') return
    seen[node] = 1
    members.push(node)
  }
  visit(start)
  // The array grows during the loop.
  for (const member of members) {
    for (const kind of kinds) {
      for (const later of graph.stepsFrom(member, kind)) visit(later)
      for (const earlier of graph.stepsTo(member, kind)) visit(earlier)
    }
  }
  return members
}

const readiness: Readonly<Record<Availability, number>> = { out: 0, airing: 1, announced: 2 }

function readinessOf(media: Media): number {
  return readiness[availability(media)]
}

/** Compares code units, not by locale, so that every machine gives the same order. */
function compareTitles(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
