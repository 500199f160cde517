import { isSeries } from './franchise-name.ts'
import { compareByDate, type Media } from './media.ts'
import type { StepsBack } from './relation.ts'

/**
 * The titles that most people mean by a franchise: of the parts connected by sequels alone, the one with the best-known
 * series. If popularity is unknown, the largest part with a series.
 *
 * @example
 * const [show, film] = [anime(1, { popularity: 5000 }), anime(2, { popularity: 900 })]
 * mainLine([show, film], () => []).map(({ id }) => id) // [1]
 */
export function mainLine<Title extends Media>(media: readonly Title[], stepsBack: StepsBack): Title[] {
  if (media.length < 2) return [...media]
  const partOf = joinBySequels(media, stepsBack)
  const sizes = Map.groupBy(media, ({ id }) => partOf(id))
  const sizeOf = ({ id }: Media) => sizes.get(partOf(id))?.length ?? 0
  const fame = ({ popularity }: Media) => popularity ?? 0
  const [best] = [...media].sort(
    (a, b) =>
      Number(isSeries(b)) - Number(isSeries(a)) ||
      fame(b) - fame(a) ||
      sizeOf(b) - sizeOf(a) ||
      compareByDate(a, b),
  )
  return best ? (sizes.get(partOf(best.id)) ?? []) : []
}

/** Returns the part that a title belongs to, as the id of one of its titles. */
function joinBySequels(media: readonly Media[], stepsBack: StepsBack): (id: number) => number {
  const parts = new Map(media.map(({ id }) => [id, id]))
  const rootOf = (id: number): number => {
    const above = parts.get(id) ?? id
    return above === id ? id : rootOf(above)
  }
  for (const { id } of media) {
    for (const earlier of stepsBack(id, 'SEQUEL')) {
      if (parts.has(earlier)) parts.set(rootOf(id), rootOf(earlier))
    }
  }
  return rootOf
}
