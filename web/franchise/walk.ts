import type { MapLayout } from './layout.ts'
import type { FranchiseLines } from './lines.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

/**
 * The stop that each arrow key moves to. On the main line, left and right follow it, and down enters the branches of a stop. There, up
 * and down move by row, and on to the next row of the map; left and right move between columns, and left back to the title that the
 * branch starts from. Every stop can be reached from every other.
 */
export function walkFrom(
  { groups, stops }: Pick<MapLayout, 'groups' | 'stops'>,
  leads: FranchiseLines['leads'],
  id: number,
): Readonly<Record<Direction, number | undefined>> {
  const at = groups.findIndex((group) => group.id === id || group.columns.some((ids) => ids.includes(id)))
  const group = groups[at]
  if (!group) return { left: undefined, right: undefined, up: undefined, down: undefined }
  const [before, after] = [groups[at - 1], groups[at + 1]]
  const here = stops.get(group.id)
  /** The stop of the main line nearest to this one in the row below or above. */
  const beside = (side: 1 | -1) => {
    const distance = (one: number) => {
      const [x, y] = [
        (stops.get(one)?.x ?? 0) - (here?.x ?? 0),
        side * ((stops.get(one)?.y ?? 0) - (here?.y ?? 0)),
      ]
      return y <= 0 ? Infinity : y * 10_000 + Math.abs(x)
    }
    const nearest = groups.reduce((best, one) => (distance(one.id) < distance(best.id) ? one : best), group)
    return nearest === group ? undefined : nearest
  }
  const column = group.columns.findIndex((ids) => ids.includes(id))
  const ids = group.columns[column]
  if (!ids) {
    const above = beside(-1)
    return {
      left: before?.id,
      right: after?.id,
      up: above && (above.columns[0]?.at(-1) ?? above.id),
      down: group.columns[0]?.[0] ?? beside(1)?.id,
    }
  }
  const row = ids.indexOf(id)
  const heightOf = (one: number) => Math.abs((stops.get(one)?.y ?? 0) - (stops.get(id)?.y ?? 0))
  const sameRow = (others: readonly number[] | undefined) =>
    others?.reduce((best, one) => (heightOf(one) < heightOf(best) ? one : best))
  return {
    left: sameRow(group.columns[column - 1]) ?? leads.get(id)?.from ?? group.id,
    right: sameRow(group.columns[column + 1]) ?? after?.id,
    up: ids[row - 1] ?? group.id,
    down: ids[row + 1] ?? beside(1)?.id,
  }
}
