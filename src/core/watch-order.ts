import type { MediaGraph } from './graph.ts'
import { compareByDate, type Media } from './media.ts'

/**
 * The order to watch a franchise in: nothing before its prequels, and otherwise by date. So a film released
 * between two seasons stands between them, and a season whose date is unknown still follows the one before.
 * Where prequels form a cycle, the earliest of what is left goes first.
 *
 * @example
 * watchOrder(graph, [anime(3), anime(1), anime(2)]).map((media) => media.id) // [1, 2, 3]
 */
export function watchOrder(graph: MediaGraph, media: readonly Media[]): Media[] {
  const earlier = earlierTitles(graph, media)
  const left = [...media].sort(compareByDate)
  const ordered: Media[] = []
  const done = new Set<number>()
  while (left.length > 0) {
    const isReady = ({ id }: Media) => [...(earlier.get(id) ?? [])].every((other) => done.has(other))
    const ready = left.findIndex(isReady)
    const [next] = left.splice(Math.max(ready, 0), 1) as [Media]
    ordered.push(next)
    done.add(next.id)
  }
  return ordered
}

/** For each of the media, those of the others that are told to come before it. */
function earlierTitles(graph: MediaGraph, media: readonly Media[]): Map<number, Set<number>> {
  const earlier = new Map(media.map(({ id }) => [id, new Set<number>()]))
  const add = (before: number, after: number) => {
    if (before !== after && earlier.has(before)) earlier.get(after)?.add(before)
  }
  for (const { id } of media) {
    for (const { to, kind } of graph.relationsFrom(id)) {
      if (kind === 'SEQUEL') add(id, to)
      if (kind === 'PREQUEL') add(to, id)
    }
  }
  return earlier
}
