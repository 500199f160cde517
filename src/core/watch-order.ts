import type { MediaGraph } from './graph.ts'
import { compareByDate, type Media } from './media.ts'

/**
 * The order to watch a franchise in: prequels first, otherwise by date. A movie released between two seasons comes
 * between them, and a season without a date still follows the one before it. In a cycle of prequels, the earliest
 * remaining media goes first.
 *
 * @param nodes distinct anime nodes
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

/** Whether either end of an edge says that this title comes after one of those still waiting. */
function followsAny(graph: MediaGraph, node: number, waiting: ReadonlySet<number>): boolean {
  return graph.stepsTo(node, 'SEQUEL').some((earlier) => waiting.has(earlier))
}
