import type { FranchiseMap, Stop } from './franchise-map.ts'
import { childrenOf, type Track } from './tracks.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'
export type Neighbours = Readonly<Record<Direction, number | undefined>>

/**
 * Where the arrow keys lead from each stop: left and right along its line, and from the ends of the line to the one that it
 * branches from; down to the first line that branches from here, or else to the next one beside; up the way back. So every stop
 * can be reached from every other.
 */
export function walkOf({
  tracks,
  stops,
}: Pick<FranchiseMap, 'tracks' | 'stops'>): ReadonlyMap<number, Neighbours> {
  const rowOf = (id: number) => stops.get(id)?.row ?? 0
  const children = childrenOf(tracks, (id) => stops.get(id)?.column ?? 0)
  const doors = new Map<number, number[]>()
  const doorOf = ({ branch, stops: [first] }: Track) => branch?.at ?? (first as number)
  for (const [parent, some] of children) {
    for (const child of some) {
      const from = child.branch?.from ?? (parent.stops[0] as number)
      doors.set(from, [...(doors.get(from) ?? []), doorOf(child)])
    }
  }
  for (const some of doors.values()) some.sort((a, b) => rowOf(a) - rowOf(b))

  const walk = new Map<number, { -readonly [Way in Direction]: number | undefined }>()
  for (const { stops: line, branch } of tracks) {
    for (const [at, id] of line.entries()) {
      walk.set(id, { left: line[at - 1], right: line[at + 1], up: branch?.from, down: doors.get(id)?.[0] })
    }
    const [head, tail] = [walk.get(line[0] as number), walk.get(line.at(-1) as number)]
    if (head && branch?.end === 'head') head.left = branch.from
    if (tail && branch?.end === 'tail') tail.right = branch.from
  }
  for (const [from, some] of doors) {
    for (const [at, door] of some.entries()) {
      const neighbours = walk.get(door)
      if (neighbours) neighbours.up = some[at - 1] ?? from
      // Where a branch has branches of its own, the way down leads through those to the one beside it.
      const last = walk.get(lastBelow(door))
      if (last) last.down ??= some[at + 1]
    }
  }
  for (const [id, neighbours] of walk) {
    neighbours.down ??= nearest(id, 1)
    neighbours.up ??= nearest(id, -1)
  }
  return walk

  function lastBelow(id: number): number {
    const last = doors.get(id)?.at(-1)
    return last === undefined ? id : lastBelow(last)
  }

  /** Whoever presses down where no line leads down wants to go there all the same. */
  function nearest(id: number, side: 1 | -1): number | undefined {
    const here = stops.get(id)
    if (!here) return undefined
    const distance = ({ column, row }: Stop) => Math.abs(column - here.column) + 2 * Math.abs(row - here.row)
    return [...stops]
      .filter(([, { row }]) => Math.sign(row - here.row) === side)
      .reduce<readonly [number, Stop] | undefined>(
        (best, one) => (best && distance(best[1]) <= distance(one[1]) ? best : one),
        undefined,
      )?.[0]
  }
}
