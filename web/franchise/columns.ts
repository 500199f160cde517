import type { Franchise, Member } from '../data/scan.ts'
import type { Track } from './tracks.ts'

export interface Columns {
  /** The column of each title, from 0. */
  readonly of: ReadonlyMap<number, number>
  readonly years: readonly YearSpan[]
  readonly count: number
}

/** The columns that one year takes up. */
export interface YearSpan {
  readonly year: number | undefined
  readonly first: number
  readonly count: number
}

/**
 * Gives every title a column by its year. A year has as many columns as the longest line within it takes; in them titles stand
 * by their month as far as their line allows. So every line leads from left to right, and time does so too.
 */
export function columnsOf(timeline: readonly Moment[], tracks: readonly Track[]): Columns {
  const before = predecessors(tracks)
  const of = new Map<number, number>()
  const years: YearSpan[] = []
  let first = 0
  for (const moments of byYear(timeline)) {
    const ids = new Set(moments.map(({ id }) => id))
    const previous = (id: number) => (before.get(id) ?? []).filter((one) => ids.has(one))
    const earliest = new Map<number, number>()
    for (const { id } of moments)
      earliest.set(id, 1 + Math.max(-1, ...previous(id).map((one) => earliest.get(one) ?? 0)))
    const count = 1 + Math.max(...earliest.values())

    // How many columns have to follow in the same year.
    const following = new Map<number, number>()
    for (const { id } of moments.toReversed()) {
      const own = following.get(id) ?? 0
      for (const one of previous(id)) following.set(one, Math.max(following.get(one) ?? 0, own + 1))
    }
    for (const { id, month } of moments) {
      const least = 1 + Math.max(-1, ...previous(id).map((one) => (of.get(one) ?? 0) - first))
      const most = count - 1 - (following.get(id) ?? 0)
      const wanted = Math.floor(((Math.min(month, 12) - 1) / 12) * count)
      of.set(id, first + Math.max(least, Math.min(wanted, most)))
    }
    years.push({ year: moments[0]?.year, first, count })
    first += count
  }
  return { of, years, count: first }
}

function byYear(timeline: readonly Moment[]): readonly (readonly Moment[])[] {
  const groups: Moment[][] = []
  for (const moment of timeline) {
    const group = groups.at(-1)
    if (group && group[0]?.year === moment.year) group.push(moment)
    else groups.push([moment])
  }
  return groups
}

/** What has to stand to the left of each title. */
function predecessors(tracks: readonly Track[]): ReadonlyMap<number, readonly number[]> {
  const before = new Map<number, number[]>()
  const add = (earlier: number, later: number) => {
    const others = before.get(later)
    if (others) others.push(earlier)
    else before.set(later, [earlier])
  }
  for (const { stops, branch } of tracks) {
    for (const [at, id] of stops.entries()) {
      const next = stops[at + 1]
      if (next !== undefined) add(id, next)
    }
    if (branch?.end === 'head') add(branch.from, branch.at)
    if (branch?.end === 'tail') add(branch.at, branch.from)
  }
  return before
}

/** What the map needs to know of a title. */
export type Placed = Pick<Member, 'id' | 'startDate'>
export type Relation = Franchise['relations'][number]

/** A title and when it came out. */
export interface Moment {
  readonly id: number
  /** `undefined` where nothing tells: such titles stand last. */
  readonly year: number | undefined
  /** From 1; 13 where only the year is known. */
  readonly month: number
}

/**
 * Titles in the order of time. One without a date stands just before what is its sequel, where that has one, else at the end,
 * as what is only announced does.
 *
 * @param media in watch order, which decides where dates are equal
 */
export function timelineOf(media: readonly Placed[], relations: readonly Relation[]): readonly Moment[] {
  const keys = new Map<number, number>()
  for (const { id, startDate } of media.toReversed()) {
    const later = relations.flatMap(({ from, to, kind }) =>
      kind === 'SEQUEL' && from === id ? [keys.get(to) ?? Infinity] : [],
    )
    keys.set(id, keyOf(startDate) ?? Math.min(Infinity, ...later))
  }
  return media
    .map(({ id }) => ({ id, key: keys.get(id) ?? Infinity }))
    .sort((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1))
    .map(({ id, key }) => ({
      id,
      year: Number.isFinite(key) ? Math.floor(key / 10_000) : undefined,
      month: Number.isFinite(key) ? Math.floor((key % 10_000) / 100) : 13,
    }))
}

/** Orders dates as numbers; an unknown month or day counts as the end of what is known. */
function keyOf({ year, month, day }: Placed['startDate']): number | undefined {
  return year === null ? undefined : year * 10_000 + (month ?? 13) * 100 + (day ?? 32)
}
