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
  if (media.length < 2) return [...media]
  const left = [...media].sort(compareByDate)
  const waiting = new Set(left.map(({ id }) => id))
  const ordered: Media[] = []
  while (left.length > 0) {
    const ready = left.findIndex(({ id }) => !followsAny(graph, id, waiting))
    const [next] = left.splice(Math.max(ready, 0), 1) as [Media]
    ordered.push(next)
    waiting.delete(next.id)
  }
  return ordered
}

/** Whether a title is told, by itself or by the other, to come after one of those that wait. */
function followsAny(graph: MediaGraph, id: number, waiting: ReadonlySet<number>): boolean {
  return graph.stepsTo(id, 'SEQUEL').some((earlier) => waiting.has(earlier))
}
