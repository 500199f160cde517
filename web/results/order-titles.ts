import type { SortKey } from '../data/results-search.ts'
import type { Franchise } from '../data/scan.ts'
import type { Title } from '../titles/title.ts'

/** A franchise with its shown missing titles, in watch order. */
export interface Group {
  readonly franchise: Franchise
  readonly titles: readonly Title[]
}

export type Compare = (one: string, other: string) => number

/**
 * Sorts titles for ungrouped views. Ties keep the order of the answer.
 *
 * @param nameOf the displayed title
 */
export function orderTitles(
  titles: readonly Title[],
  sort: SortKey,
  { nameOf, compare }: { nameOf: (title: Title) => string; compare: Compare },
): readonly Title[] {
  if (sort === 'ready') return titles
  if (sort === 'title') {
    const names = new Map(titles.map((title) => [title, nameOf(title)]))
    return titles.toSorted((a, b) => compare(names.get(a) ?? '', names.get(b) ?? ''))
  }
  if (sort === 'missing') {
    const sizes = countBy(titles, ({ franchise }) => franchise.id)
    return byNumber(titles, ({ franchise }) => -(sizes.get(franchise.id) ?? 0))
  }
  return byNumber(titles, keyOf[sort])
}

/** Groups titles by franchise: titles in watch order, franchises by `sort`. */
export function orderGroups(
  titles: readonly Title[],
  sort: SortKey,
  { nameOf, compare }: { nameOf: (franchise: Franchise) => string; compare: Compare },
): readonly Group[] {
  const byFranchise = new Map<Franchise, Title[]>()
  for (const title of titles) {
    const group = byFranchise.get(title.franchise)
    if (group) group.push(title)
    else byFranchise.set(title.franchise, [title])
  }
  const groups = [...byFranchise].map(([franchise, titles]): Group => ({ franchise, titles }))
  if (sort === 'ready') return groups
  if (sort === 'title') {
    const names = new Map(groups.map(({ franchise }) => [franchise.id, nameOf(franchise)]))
    return groups.toSorted((a, b) =>
      compare(names.get(a.franchise.id) ?? '', names.get(b.franchise.id) ?? ''),
    )
  }
  if (sort === 'missing') return byNumber(groups, ({ titles }) => -titles.length)
  if (sort === 'shortest') return byNumber(groups, ({ titles }) => total(titles.map(keyOf.shortest)))
  // A franchise is sorted by its best title.
  return byNumber(groups, ({ titles }) => Math.min(...titles.map(keyOf[sort])))
}

/** Sorts ascending, with unknown values last. */
const keyOf: Readonly<Record<Exclude<SortKey, 'ready' | 'title' | 'missing'>, (title: Title) => number>> = {
  // Nothing to watch does not count as short.
  shortest: ({ minutes }) => (minutes > 0 ? minutes : Infinity),
  score: ({ member }) => -(member.score ?? -1),
  mine: ({ mine }) => -(mine ?? -1),
  newest: ({ member: { startDate } }) =>
    startDate.year === null
      ? Infinity
      : -(startDate.year * 10_000 + (startDate.month ?? 0) * 100 + (startDate.day ?? 0)),
  next: ({ member, availability }) =>
    member.nextAiring?.at ?? (availability === 'announced' ? dateKey(member.startDate) : Infinity),
}

/** A date as Unix time in seconds; unknown parts count as late as possible. */
function dateKey({ year, month, day }: Title['member']['startDate']): number {
  if (year === null) return Number.MAX_SAFE_INTEGER
  return Date.UTC(year, month === null ? 11 : month - 1, day ?? 31) / 1000
}

function byNumber<Item>(items: readonly Item[], keyOf: (item: Item) => number): readonly Item[] {
  const keyed = items.map((item) => ({ item, key: keyOf(item) }))
  // Not by subtraction, as Infinity - Infinity is NaN.
  return keyed.toSorted((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1)).map(({ item }) => item)
}

function countBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return counts
}

function total(numbers: readonly number[]): number {
  const known = numbers.filter(Number.isFinite)
  return known.length === 0 ? Infinity : known.reduce((sum, one) => sum + one, 0)
}

/**
 * Keeps franchises that are already on the page in place, and appends the others, so that nothing moves while reading.
 *
 * @param shown franchise ids from top to bottom
 */
export function keepInPlace(groups: readonly Group[], shown: Iterable<number>): readonly Group[] {
  const places = new Map([...shown].map((id, at) => [id, at]))
  if (places.size === 0) return groups
  const placeOf = ({ franchise }: Group) => places.get(franchise.id) ?? Infinity
  return byNumber(groups, placeOf)
}
