import type { MediaGraph } from './graph.ts'
import { compareByDate, type Media } from './media.ts'

/**
 * The order to watch a franchise in: nothing before its prequels, and otherwise by date. So a film released
 * between two seasons comes between them, and a season whose date is unknown still follows the one before.
 * Where prequels form a cycle, the earliest of what is left goes first.
 *
 * @param nodes of anime, each once
 * @example
 * watchOrder(graph, [3, 1, 2].map((id) => graph.node(id))).map((media) => media.id) // [1, 2, 3]
 */
export function watchOrder(graph: MediaGraph, nodes: readonly number[]): Media[] {
  const left = nodes.map((node) => ({ node, media: graph.mediaOf(node) as Media }))
  if (left.length > 1) left.sort((a, b) => compareByDate(a.media, b.media))
  const waiting = new Set(nodes)
  const ordered: Media[] = []
  while (left.length > 0) {
    const ready = left.findIndex(({ node }) => !followsAny(graph, node, waiting))
    const [next] = left.splice(Math.max(ready, 0), 1) as [(typeof left)[number]]
    ordered.push(next.media)
    waiting.delete(next.node)
  }
  return ordered
}

/** Whether a title is told, by itself or by the other, to come after one of those that wait. */
function followsAny(graph: MediaGraph, node: number, waiting: ReadonlySet<number>): boolean {
  return graph.stepsTo(node, 'SEQUEL').some((earlier) => waiting.has(earlier))
}
