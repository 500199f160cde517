import type { Drawing } from './geometry.ts'

/** A stretch of the map from left to right, in pixels. */
export interface Strip {
  readonly from: number
  readonly to: number
}

/**
 * Cuts a map into strips that are no wider than `most`, between columns. A column that is wider by itself is a strip of its own.
 *
 * @example
 * stripsOf([{ from: 0, to: 40 }, { from: 40, to: 80 }, { from: 80, to: 120 }], 100) // [{ from: 0, to: 80 }, { from: 80, to: 120 }]
 */
export function stripsOf(columns: readonly Strip[], most: number): readonly Strip[] {
  const strips: Strip[] = []
  for (const { from, to } of columns) {
    const last = strips.at(-1)
    if (last && to - last.from <= most) strips[strips.length - 1] = { from: last.from, to }
    else strips.push({ from, to })
  }
  return strips
}

/**
 * How far down a strip has something to show, in pixels: to the end of its lowest row, or to its lowest line.
 *
 * @param below from the middle of a stop to the end of its row
 */
export function depthOf(
  { stops, wires }: Pick<Drawing, 'stops' | 'wires'>,
  { from, to }: Strip,
  below: number,
): number {
  const ends = [...stops.values()].filter(({ x }) => x >= from && x <= to).map(({ y }) => y + below)
  for (const { points } of wires) {
    for (const [at, point] of points.entries()) {
      const next = points[at + 1]
      if (!next || Math.max(point.x, next.x) < from || Math.min(point.x, next.x) > to) continue
      ends.push(Math.max(point.y, next.y) + lineSpace)
    }
  }
  return Math.max(0, ...ends)
}

/** Below a line, so that none touches the edge. */
const lineSpace = 12
