import type { Moment, Relation } from './timeline.ts'

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
