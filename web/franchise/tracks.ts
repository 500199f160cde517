import type { Columns, Moment, Relation } from './columns.ts'

/** Titles on one line of the map, in the order of time. */
export interface Track {
  readonly stops: readonly number[]
  /** `chain` follows sequels; `side` strings together what stands beside one and the same title. */
  readonly kind: 'chain' | 'side'
  /** Where it leaves another track; the first track has none, nor has one that no relation joins to the rest. */
  readonly branch: Branch | undefined
}

export interface Branch {
  /** The stop of the other track. */
  readonly from: number
  /** The stop of this one. */
  readonly at: number
  /** Which end of this track `at` is: `head` where the track comes later than `from`, `tail` where it leads up to it. */
  readonly end: 'head' | 'tail' | 'middle'
  readonly relation: Relation
}

/** More of one year on a side track would stretch that year for all others. */
const mostOfOneYear = 2

/**
 * Lays a franchise out in tracks. The first is its weightiest chain of sequels; the others follow so that each comes after the
 * one that it branches from.
 *
 * @param timeline every title once; relations to others are left out
 * @param weightOf what a title adds to the weight of its chain, more than 0
 */
export function tracksOf(
  timeline: readonly Moment[],
  relations: readonly Relation[],
  weightOf: (id: number) => number,
): readonly Track[] {
  const places = new Map(timeline.map(({ id }, at) => [id, at]))
  const placeOf = (id: number) => places.get(id) ?? 0
  const known = relations.filter(({ from, to }) => from !== to && places.has(from) && places.has(to))
  const chains = chainsOf(
    timeline.map(({ id }) => id),
    known.filter(({ from, to, kind }) => kind === 'SEQUEL' && placeOf(from) < placeOf(to)),
    weightOf,
  )
  const tracks = branchOff(chains, known, placeOf)
  return stringTogether(tracks, new Map(timeline.map(({ id, year }) => [id, year])))
}

interface Chain {
  readonly ids: readonly number[]
  readonly weight: number
}

/** Takes the weightiest chain, then the weightiest of what is left, and so on; of equal ones the earliest. */
function chainsOf(
  ids: readonly number[],
  sequels: readonly Relation[],
  weightOf: (id: number) => number,
): readonly (readonly number[])[] {
  const left = new Set(ids)
  const chains: (readonly number[])[] = []
  while (left.size > 0) {
    const chain = weightiestChain(
      ids.filter((id) => left.has(id)),
      sequels.filter(({ from, to }) => left.has(from) && left.has(to)),
      weightOf,
    )
    for (const id of chain) left.delete(id)
    chains.push(chain)
  }
  return chains
}

function weightiestChain(
  ids: readonly number[],
  sequels: readonly Relation[],
  weightOf: (id: number) => number,
): readonly number[] {
  const next = new Map<number, readonly number[]>()
  for (const { from, to } of sequels) next.set(from, [...(next.get(from) ?? []), to])
  // From the end of time backwards, each title knows the weightiest chain that begins with it.
  const best = new Map<number, Chain>()
  for (const id of ids.toReversed()) {
    const rest = weightiest((next.get(id) ?? []).map((to) => best.get(to) ?? none))
    best.set(id, { ids: [id, ...rest.ids], weight: weightOf(id) + rest.weight })
  }
  return weightiest(ids.map((id) => best.get(id) ?? none)).ids
}

const none: Chain = { ids: [], weight: 0 }

function weightiest(chains: readonly Chain[]): Chain {
  return chains.reduce((a, b) => (b.weight > a.weight ? b : a), none)
}

/** Joins one chain after the other to those that are there: by a sequel if there is one, and as early as can be. */
function branchOff(
  [main, ...others]: readonly (readonly number[])[],
  relations: readonly Relation[],
  placeOf: (id: number) => number,
): readonly Track[] {
  if (!main) return []
  const tracks: Track[] = [{ stops: main, kind: 'chain', branch: undefined }]
  const placed = new Set(main)
  const waiting = new Set(others)
  const chainOf = new Map(others.flatMap((chain) => chain.map((id) => [id, chain] as const)))

  while (waiting.size > 0) {
    let best: { chain: readonly number[]; branch: Branch; rank: readonly number[] } | undefined
    for (const relation of relations) {
      const { from, to, kind } = relation
      const isOut = placed.has(from)
      if (isOut === placed.has(to)) continue
      const [there, here] = isOut ? [from, to] : [to, from]
      const chain = chainOf.get(here)
      if (!chain) continue
      const branch = {
        from: there,
        at: here,
        end: endOf(chain, here, placeOf(there) < placeOf(here)),
        relation,
      }
      const rank = [branch.end === 'middle' ? 1 : 0, kind === 'SEQUEL' ? 0 : 1, placeOf(there), placeOf(here)]
      if (!best || isBefore(rank, best.rank)) best = { chain, branch, rank }
    }
    const [stray] = waiting
    const chain = best?.chain ?? (stray as readonly number[])
    tracks.push({ stops: chain, kind: 'chain', branch: best?.branch })
    waiting.delete(chain)
    for (const id of chain) placed.add(id)
  }
  return tracks
}

function endOf(chain: readonly number[], at: number, comesLater: boolean): Branch['end'] {
  if (comesLater) return at === chain[0] ? 'head' : 'middle'
  return at === chain.at(-1) ? 'tail' : 'middle'
}

function isBefore(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, index) => value !== other[index])
  return at >= 0 && (one[at] as number) < (other[at] as number)
}

/** Single titles that stand beside the same one share a track, or a few: else a long series would have a hundred of them. */
function stringTogether(
  tracks: readonly Track[],
  years: ReadonlyMap<number, number | undefined>,
): readonly Track[] {
  const grouped = new Map<string, Track[]>()
  const result: (Track | { group: string })[] = []
  for (const track of tracks) {
    const { stops, branch } = track
    if (stops.length > 1 || !branch || branch.relation.kind === 'SEQUEL' || branch.end === 'middle') {
      result.push(track)
      continue
    }
    const group = `${branch.from} ${branch.end}`
    const members = grouped.get(group)
    if (members) members.push(track)
    else {
      grouped.set(group, [track])
      result.push({ group })
    }
  }
  return result.flatMap((one) => ('group' in one ? sideTracks(grouped.get(one.group) ?? [], years) : [one]))
}

function sideTracks(
  singles: readonly Track[],
  years: ReadonlyMap<number, number | undefined>,
): readonly Track[] {
  const lanes: Track[][] = []
  for (const single of singles) {
    const year = years.get(single.stops[0] as number)
    const ofThatYear = ({ stops: [id] }: Track) => years.get(id as number) === year
    const lane = lanes.find((lane) => lane.filter(ofThatYear).length < mostOfOneYear)
    if (lane) lane.push(single)
    else lanes.push([single])
  }
  return lanes.map((lane) => {
    const stops = lane.flatMap(({ stops }) => stops)
    const joined = lane[0]?.branch?.end === 'head' ? lane[0] : lane.at(-1)
    return { stops, kind: 'side', branch: joined?.branch }
  })
}

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
