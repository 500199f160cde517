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
 * those that air, then those only announced; by title among themselves.
 */
export function franchisesOf(graph: MediaGraph, ids: Iterable<number>, kinds: FollowedKinds): Franchise[] {
  const wanted = new Set(ids)
  const seen = new Set<number>()
  const franchises: { franchise: Franchise; readiness: number }[] = []
  for (const id of wanted) {
    if (seen.has(id)) continue
    const members = connectedMedia(graph, id, kinds)
    for (const media of members) seen.add(media.id)
    const media = watchOrder(graph, members)
    franchises.push({
      franchise: {
        id: media.reduce((least, { id }) => Math.min(least, id), id),
        title: displayTitle(media[0] as Media),
        media,
      },
      readiness: Math.min(...media.filter(({ id }) => wanted.has(id)).map(readinessOf)),
    })
  }
  return franchises
    .sort(
      (a, b) =>
        a.readiness - b.readiness ||
        compareTitles(a.franchise.title, b.franchise.title) ||
        a.franchise.id - b.franchise.id,
    )
    .map(({ franchise }) => franchise)
}

/** Every anime that the kinds connect to `id`, in either direction, `id` first. */
function connectedMedia(graph: MediaGraph, id: number, kinds: FollowedKinds): Media[] {
  const seen = new Set([id])
  const members: Media[] = []
  const queue = [id]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const media = graph.media(next)
    if (media?.type !== 'ANIME') continue
    members.push(media)
    const visit = (other: number) => {
      if (!seen.has(other)) queue.push(other)
      seen.add(other)
    }
    for (const { to, kind } of graph.relationsFrom(next)) if (kinds.connects(kind)) visit(to)
    for (const { from, kind } of graph.relationsTo(next)) if (kinds.connects(kind)) visit(from)
  }
  return members
}

function readinessOf(media: Media): number {
  return { out: 0, airing: 1, announced: 2 }[availability(media)]
}

/** By code units of the lower-cased titles: the same on every machine, whatever its language. */
function compareTitles(a: string, b: string): number {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()]
  return x < y ? -1 : x > y ? 1 : 0
}
