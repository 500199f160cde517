import type { Columns, Relation } from './columns.ts'
import type { Rows, Track } from './tracks.ts'

/** A line of the map from one stop to another. */
export interface Wire {
  readonly from: number
  readonly to: number
  /** `chain` from a title to its sequel, `side` to what stands beside it, `link` for all other relations. */
  readonly kind: 'chain' | 'side' | 'link'
  /** Whether a sequel came out before what it follows, so that its line leads to the left. */
  readonly backwards: boolean
  readonly way: Way
}

/**
 * How a line goes: out of its stop, up or down in the gap behind `out`, and into its other stop from the gap before it. In
 * between it runs along a row, or in the lane above one where rows are taken. Gaps and lanes hold several lines side by side;
 * `slot` says which of them.
 */
export interface Way {
  readonly turns: readonly Turn[]
  readonly along: Along | undefined
}

/** A stretch up or down. */
export interface Turn {
  /** The column on the left of it; -1 before the first. */
  readonly gap: number
  readonly slot: number
}

/** A stretch from left to right between two turns. */
export type Along =
  | { readonly on: 'row'; readonly row: number }
  | { readonly on: 'lane'; readonly row: number; readonly slot: number }

export interface Wiring {
  readonly wires: readonly Wire[]
  /** How many lines each gap holds side by side, by the column on its left. */
  readonly gapSlots: ReadonlyMap<number, number>
  /** How many lines the lane above each row holds. */
  readonly laneSlots: ReadonlyMap<number, number>
}

/** Leads a line along every relation. Lines cross, but none runs over a stop that it does not belong to. */
export function wiresOf(
  tracks: readonly Track[],
  relations: readonly Relation[],
  columns: Columns,
  rows: Rows,
): Wiring {
  const column = (id: number) => columns.of.get(id) ?? 0
  const rowOfStop = new Map(
    tracks.flatMap(({ stops }, at) => stops.map((id) => [id, rows.of[at] ?? 0] as const)),
  )
  const row = (id: number) => rowOfStop.get(id) ?? 0
  const gaps = new Slots()
  const lanes = new Slots()
  const wires: Wire[] = []
  const drawn = new Set<string>()

  const lead = (one: number, other: number, kind: Wire['kind'], isOnRow?: number) => {
    const isBackwards = column(other) < column(one)
    const [left, right] = isBackwards ? [other, one] : [one, other]
    const [out, into] = [column(left), column(left) === column(right) ? column(right) : column(right) - 1]
    const span = [row(left), row(right)].sort((a, b) => a - b) as [number, number]
    drawn.add(pair(one, other))
    const wire = { from: left, to: right, kind, backwards: isBackwards && kind === 'chain' }
    if (out === into) {
      const turn = { gap: out, slot: gaps.take(out, span, `${kind} ${left}`) }
      wires.push({ ...wire, way: { turns: [turn], along: undefined } })
      return
    }
    const free = isOnRow ?? freeRow(row(left), row(right), out, into)
    if (free !== undefined) {
      const gap = free === row(left) ? into : out
      const owner = gap === out ? left : right
      const turn = { gap, slot: gaps.take(gap, span, `${kind} ${owner}`) }
      wires.push({ ...wire, way: { turns: [turn], along: { on: 'row', row: free } } })
      return
    }
    const lane = span[1]
    const slot = lanes.take(lane, [out, into], pair(one, other))
    const turns = [[out, left] as const, [into, right] as const].map(([gap, stop]) => {
      const stretch = [row(stop), lane - 0.5].sort((a, b) => a - b) as [number, number]
      return { gap, slot: gaps.take(gap, stretch, `${kind} ${stop} ${pair(one, other)}`) }
    })
    wires.push({ ...wire, way: { turns, along: { on: 'lane', row: lane, slot } } })
  }

  // The gaps beside a stop belong to its own row already.
  const freeRow = (ofLeft: number, ofRight: number, out: number, into: number) => {
    if (rows.take(ofRight, 2 * out + 1, 2 * into)) return ofRight
    return rows.take(ofLeft, 2 * out + 2, 2 * into + 1) ? ofLeft : undefined
  }

  for (const [at, { stops, kind, branch }] of tracks.entries()) {
    for (const [place, id] of stops.entries()) {
      const next = stops[place + 1]
      if (next === undefined) continue
      drawn.add(pair(id, next))
      wires.push({ from: id, to: next, kind, backwards: false, way: { turns: [], along: undefined } })
    }
    if (!branch) continue
    const { from, to, kind: relation } = branch.relation
    lead(
      from,
      to,
      relation === 'SEQUEL' ? 'chain' : 'side',
      branch.end === 'middle' ? undefined : rows.of[at],
    )
  }
  const trackOf = new Map(tracks.flatMap((track) => track.stops.map((id) => [id, track] as const)))
  // What stands beside a title does so with all of its line.
  const hangsBeside = new Set(
    tracks.flatMap(({ stops, branch }) =>
      branch && branch.relation.kind !== 'SEQUEL' ? stops.map((id) => pair(id, branch.from)) : [],
    ),
  )
  for (const { from, to, kind } of sequelsFirst(relations)) {
    const [one, other] = [trackOf.get(from), trackOf.get(to)]
    // What a line shows already, stop by stop or as a whole, needs no other line.
    if (!one || !other || from === to || drawn.has(pair(from, to)) || hangsBeside.has(pair(from, to)))
      continue
    if (kind === 'SEQUEL' && one === other && one.kind === 'chain' && column(from) < column(to)) continue
    lead(from, to, kind === 'SEQUEL' ? 'chain' : 'link')
  }
  return { wires, gapSlots: gaps.counts, laneSlots: lanes.counts }
}

function sequelsFirst(relations: readonly Relation[]): readonly Relation[] {
  const isSequel = ({ kind }: Relation) => kind === 'SEQUEL'
  return [...relations.filter(isSequel), ...relations.filter((one) => !isSequel(one))]
}

function pair(one: number, other: number): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`
}

/** Places for lines side by side, so that none covers another; those of one owner share theirs, as a trunk does. */
class Slots {
  readonly #taken = new Map<number, { slot: number; from: number; to: number; owner: string }[]>()

  get counts(): ReadonlyMap<number, number> {
    return new Map(
      [...this.#taken].map(([at, stretches]) => [at, 1 + Math.max(...stretches.map(({ slot }) => slot))]),
    )
  }

  take(at: number, [from, to]: readonly [number, number], owner: string): number {
    const stretches = this.#taken.get(at) ?? []
    this.#taken.set(at, stretches)
    const isFree = (slot: number) =>
      !stretches.some((one) => one.slot === slot && one.owner !== owner && from <= one.to && one.from <= to)
    const own = stretches.find((one) => one.owner === owner && isFree(one.slot))
    let slot = own?.slot ?? 0
    while (!isFree(slot)) slot++
    stretches.push({ slot, from, to, owner })
    return slot
  }
}
