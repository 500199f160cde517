import type { MediaGraph } from './graph.ts'
import { displayTitle, type Media } from './media.ts'
import type { RelationKind } from './relation.ts'
import { type Availability, availability } from './stats.ts'
import { watchOrder } from './watch-order.ts'

/** The media that the followed kinds connect, as far as the graph knows them. */
export interface Franchise {
  /** The smallest media id in it. */
  readonly id: number
  /** The title of its first media in watch order. */
  readonly title: string
  /** In watch order. */
  readonly media: readonly Media[]
}

/**
 * The franchises of the given media, each once: first those with something to watch now, then those airing, then those
 * only announced, each group sorted by title. An id that is not an anime in the graph has none.
 *
 * @example
 * franchisesOf(graph, [2, 3], followedKinds(defaultSearch)).map((franchise) => franchise.id) // [1]
 */
export function franchisesOf(
  graph: MediaGraph,
  ids: Iterable<number>,
  kinds: readonly RelationKind[],
): Franchise[] {
  const wanted: ReadonlySet<number> = ids instanceof Set ? ids : new Set(ids)
  const seen = new Uint8Array(graph.size)
  const ranked: { franchise: Franchise; readiness: number; sortTitle: string }[] = []
  for (const wantedId of wanted) {
    const start = graph.node(wantedId)
    if (seen[start] === 1) continue
    const media = watchOrder(graph, connectedNodes(graph, start, kinds, seen))
    const [first] = media
    if (!first) continue
    let id = first.id
    let best = Infinity
    for (const member of media) {
      if (member.id < id) id = member.id
      if (wanted.has(member.id)) best = Math.min(best, readinessOf(member))
    }
    const title = displayTitle(first)
    ranked.push({ franchise: { id, title, media }, readiness: best, sortTitle: title.toLowerCase() })
  }
  return ranked
    .sort(
      (a, b) =>
        a.readiness - b.readiness ||
        compareTitles(a.sortTitle, b.sortTitle) ||
        a.franchise.id - b.franchise.id,
    )
    .map(({ franchise }) => franchise)
}

/** Every anime connected to a node by these kinds, in either direction, except those seen. Marks them as seen. */
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
