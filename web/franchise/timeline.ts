import type { Franchise, Member } from '../data/scan.ts'

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
