import type { MediaGraph } from './graph.ts'
import { displayTitle, type Media } from './media.ts'
import type { FollowedKinds } from './search.ts'
import { availability } from './stats.ts'
import { watchOrder } from './watch-order.ts'

/** The media that the followed kinds connect, as far as the graph knows them. */
export interface Franchise {
  /** The smallest media id in it. */
  readonly id: number
  /** The title of what comes first in watch order. */
  readonly title: string
  /** In watch order. */
  readonly media: readonly Media[]
}

/**
 * The franchises that hold the given media, each once. Those with something to watch now come first, then
 * those that air, then those only announced; by title among themselves. An id that is no anime of the graph
 * has none.
 *
 * @example
 * franchisesOf(graph, [2, 3], new FollowedKinds(defaultSearch)).map((franchise) => franchise.id) // [1]
 */
export function franchisesOf(graph: MediaGraph, ids: Iterable<number>, kinds: FollowedKinds): Franchise[] {
  const wanted = new Set(ids)
  const seen = new Set<number>()
  const ranked: { franchise: Franchise; readiness: number; sortTitle: string }[] = []
  for (const id of wanted) {
    const media = watchOrder(graph, connectedMedia(graph, id, kinds, seen))
    const [first] = media
    if (!first) continue
    const title = displayTitle(first)
    ranked.push({
      franchise: { id: least(media.map(({ id }) => id)), title, media },
      readiness: least(media.filter(({ id }) => wanted.has(id)).map(readinessOf)),
      sortTitle: title.toLowerCase(),
    })
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

/** Every anime that the kinds connect to `id`, in either direction, but for what was seen before; adds to that. */
function connectedMedia(graph: MediaGraph, id: number, kinds: FollowedKinds, seen: Set<number>): Media[] {
  const members: Media[] = []
  const queue: number[] = []
  const visit = (other: number) => {
    if (seen.has(other)) return
    seen.add(other)
    queue.push(other)
  }
  visit(id)
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const media = graph.media(next)
    if (media?.type !== 'ANIME') continue
    members.push(media)
    for (const { to, kind } of graph.relationsFrom(next)) if (kinds.connects(kind)) visit(to)
    for (const { from, kind } of graph.relationsTo(next)) if (kinds.connects(kind)) visit(from)
  }
  return members
}

function readinessOf(media: Media): number {
  return { out: 0, airing: 1, announced: 2 }[availability(media)]
}

/** Unlike `Math.min(...numbers)`, which fails on more numbers than a call takes arguments. */
function least(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b), Infinity)
}

/** By code units, not by a language's rules: the same on every machine. */
function compareTitles(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
