import type { Columns } from './columns.ts'
import type { Track } from './tracks.ts'

/**
 * The rows of a map and what is taken of them. Places along a row count in halves, so that the gaps between columns have numbers
 * too: column 3 is 6, the gap behind it 7.
 */
export interface Rows {
  /** The row of each track, from 0, in the order of the tracks. */
  readonly of: readonly number[]
  readonly count: number
  /** Takes a stretch of a row, both ends included; says `false` and takes nothing where some of it is taken. */
  take(row: number, from: number, to: number): boolean
}

/**
 * Gives every track a row: the first free one below the track that it branches from. Of tracks that branch from the same one
 * those further right come first, so that the lines down to the others need not cross them.
 */
export function rowsOf(tracks: readonly Track[], columns: Columns): Rows {
  const taken: [from: number, to: number][][] = []
  const rows = new Map<Track, number>()
  const columnOf = (id: number) => columns.of.get(id) ?? 0
  const take = (row: number, from: number, to: number) => {
    const stretches = taken[row] ?? []
    taken[row] = stretches
    if (stretches.some((one) => from <= one[1] && one[0] <= to)) return false
    stretches.push([from, to])
    return true
  }
  const children = childrenOf(tracks, columnOf)
  const place = (track: Track, above: number) => {
    const [from, to] = stretchOf(track, columnOf)
    let row = above + 1
    while (!take(row, from, to)) row++
    rows.set(track, row)
    for (const child of children.get(track) ?? []) place(child, row)
  }
  const [main] = tracks
  if (main) place(main, -1)
  return { of: tracks.map((track) => rows.get(track) ?? 0), count: taken.length, take }
}

/** The tracks that branch from each, in the order in which they are placed. One that branches from none hangs below the first. */
export function childrenOf(
  tracks: readonly Track[],
  columnOf: (id: number) => number,
): ReadonlyMap<Track, readonly Track[]> {
  const trackOf = new Map(tracks.flatMap((track) => track.stops.map((id) => [id, track] as const)))
  const children = new Map<Track, Track[]>()
  for (const track of tracks.slice(1)) {
    const parent = (track.branch && trackOf.get(track.branch.from)) ?? (tracks[0] as Track)
    children.set(parent, [...(children.get(parent) ?? []), track])
  }
  const startOf = ({ branch, stops: [first] }: Track) =>
    columnOf((branch?.end === 'middle' ? branch.at : branch?.from) ?? (first as number))
  for (const some of children.values()) some.sort((a, b) => startOf(b) - startOf(a))
  return children
}

/**
 * From its first stop to its last, or to the gap from which a line leads to the other track, and the gap behind either end: lines
 * leave and arrive there, and what stands side by side without belonging together would look as if it did.
 */
function stretchOf({ stops, branch }: Track, columnOf: (id: number) => number): [number, number] {
  const [from, to] = [2 * columnOf(stops[0] as number) - 1, 2 * columnOf(stops.at(-1) as number) + 1]
  if (branch?.end === 'head') return [2 * columnOf(branch.from) + 1, to]
  if (branch?.end === 'tail') return [from, 2 * columnOf(branch.from) - 1]
  return [from, to]
}
