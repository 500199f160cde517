import type { GraphFragment } from '../../src/core/graph.ts'
import { anime, catalogueOf, fragmentReader, sequel } from '../support/graph.ts'

/** How many IDs a fragment has beyond those of the previous one. */
export const step = 100

/**
 * The fragment at `index`: two steps of IDs, each the prequel of the next one, so that neighbours overlap. `salt` reverses
 * their order: writers with odd and even salt reach the same media from different ends.
 */
export function fragmentAt(index: number, salt = 0): GraphFragment {
  const ids = idsUpTo(index + 1).slice(-2 * step)
  if (salt % 2 === 1) ids.reverse()
  return fragmentReader(
    catalogueOf(
      ...ids.map((id) => anime(id)),
      ids.map((id) => sequel(id, id + 1)),
    ),
  )(ids)
}

/** The IDs of the first `count` fragments. */
export function idsUpTo(count: number): number[] {
  return Array.from({ length: (count + 1) * step }, (_, i) => i + 1)
}
