import type { FranchiseMap } from './franchise-map.ts'
import type { Wire } from './wires.ts'

/** Sizes of a map in pixels. */
export interface Measures {
  /** A column, with what is written at its stops. */
  readonly column: number
  /** Between columns, where a single line goes up or down. */
  readonly gap: number
  /** From the middle of a stop up to the top of its row. */
  readonly above: number
  /** From the middle of a stop down to the end of its row. */
  readonly below: number
  /** Between lines that run side by side. */
  readonly slot: number
  /** The radius of bends. */
  readonly bend: number
}

/** A map measured out: where everything is, in pixels from its top left corner. */
export interface Drawing {
  readonly width: number
  readonly height: number
  /** The middles of the stops. */
  readonly stops: ReadonlyMap<number, Point>
  readonly wires: readonly DrawnWire[]
  /** Where each year begins and ends. */
  readonly years: readonly { readonly year: number | undefined; readonly from: number; readonly to: number }[]
  /** Each column with the gap behind it. */
  readonly columns: readonly { readonly from: number; readonly to: number }[]
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface DrawnWire extends Wire {
  readonly points: readonly Point[]
}

export function drawMap(map: FranchiseMap, measures: Measures): Drawing {
  const { column, gap, above, below, slot } = measures
  const gapWidth = (at: number) => gap + Math.max((map.gapSlots.get(at) ?? 0) - 1, 0) * slot
  const laneHeight = (at: number) => (map.laneSlots.get(at) ?? 0) * slot + (map.laneSlots.has(at) ? slot : 0)

  const lefts = [0]
  for (let at = 0; at < map.columns; at++) lefts.push((lefts[at] as number) + column + gapWidth(at))
  const tops = [0]
  for (let at = 0; at < map.rows; at++) tops.push((tops[at] as number) + laneHeight(at) + above + below)

  const xOf = (at: number) => (lefts[at] as number) + column / 2
  const yOf = (at: number) => (tops[at] as number) + laneHeight(at) + above
  const gapX = (at: number, of: number) => (lefts[at] as number) + column + gap / 2 + of * slot
  const laneY = (at: number, of: number) => (tops[at] as number) + (of + 1) * slot

  const stops = new Map(
    [...map.stops].map(([id, at]) => [id, { x: xOf(at.column), y: yOf(at.row) }] as const),
  )
  const pointsOf = ({ from, to, way: { turns, along } }: Wire): Point[] => {
    const [start, end] = [stops.get(from) as Point, stops.get(to) as Point]
    const xs = turns.map((turn) => gapX(turn.gap, turn.slot))
    const [first, last] = [xs[0], xs.at(-1)]
    if (first === undefined || last === undefined) return [start, end]
    if (along?.on !== 'lane') return [start, { x: first, y: start.y }, { x: first, y: end.y }, end]
    const y = laneY(along.row, along.slot)
    return [start, { x: first, y: start.y }, { x: first, y }, { x: last, y }, { x: last, y: end.y }, end]
  }
  return {
    width: lefts.at(-1) ?? 0,
    height: tops.at(-1) ?? 0,
    stops,
    wires: map.wires.map((wire) => ({ ...wire, points: pointsOf(wire) })),
    years: map.years.map(({ year, first, count }) => ({
      year,
      from: lefts[first] as number,
      to: lefts[first + count] as number,
    })),
    columns: lefts.slice(1).map((to, at) => ({ from: lefts[at] as number, to })),
  }
}

/**
 * The path of a line, for SVG, its corners rounded.
 *
 * @example
 * pathOf([{ x: 0, y: 0 }, { x: 20, y: 0 }, { x: 20, y: 30 }], 8) // 'M0 0L12 0Q20 0 20 8L20 30'
 */
export function pathOf(points: readonly Point[], bend: number): string {
  const corners = points.slice(1, -1).map((corner, at) => {
    const [before, after] = [points[at] as Point, points[at + 2] as Point]
    const radius = Math.min(bend, distance(before, corner) / 2, distance(corner, after) / 2)
    const [into, out] = [towards(corner, before, radius), towards(corner, after, radius)]
    return `L${at2(into)}Q${at2(corner)} ${at2(out)}`
  })
  const [first, last] = [points[0], points.at(-1)]
  return first && last ? `M${at2(first)}${corners.join('')}L${at2(last)}` : ''
}

function distance(one: Point, other: Point): number {
  return Math.hypot(other.x - one.x, other.y - one.y)
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to)
  if (length === 0) return from
  return { x: from.x + ((to.x - from.x) * by) / length, y: from.y + ((to.y - from.y) * by) / length }
}

function at2({ x, y }: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`
}

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
