import type { SortKey } from '../data/results-search.ts'
import type { Franchise } from '../data/scan.ts'
import type { Title } from '../titles/title.ts'

/** A franchise with those of its missing titles that are shown, in watch order. */
export interface Group {
  readonly franchise: Franchise
  readonly titles: readonly Title[]
}

export type Compare = (one: string, other: string) => number

/**
 * Orders titles for views that show them one by one. Equal ones keep the order of the answer.
 *
 * @param nameOf the title as it is shown
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

/** Puts titles together by franchise: those of one franchise in watch order, the franchises by `sort`. */
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
  // The best of its titles speaks for a franchise.
  return byNumber(groups, ({ titles }) => Math.min(...titles.map(keyOf[sort])))
}

/** What is small comes first. What is not known comes last. */
const keyOf: Readonly<Record<Exclude<SortKey, 'ready' | 'title' | 'missing'>, (title: Title) => number>> = {
  // Nothing to watch is not a short time.
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

/** A day as Unix time in seconds, at its end where a part is unknown. */
function dateKey({ year, month, day }: Title['member']['startDate']): number {
  if (year === null) return Number.MAX_SAFE_INTEGER
  return Date.UTC(year, month === null ? 11 : month - 1, day ?? 31) / 1000
}

function byNumber<Item>(items: readonly Item[], keyOf: (item: Item) => number): readonly Item[] {
  const keys = new Map(items.map((item) => [item, keyOf(item)]))
  const key = (item: Item) => keys.get(item) as number
  // Not by a difference: two infinities have none.
  return items.toSorted((a, b) => (key(a) === key(b) ? 0 : key(a) < key(b) ? -1 : 1))
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
 * Keeps what is on the page already where it is, and puts the rest behind it: what somebody reads must not move away.
 *
 * @param shown ids of franchises from top to bottom
 */
export function keepInPlace(groups: readonly Group[], shown: Iterable<number>): readonly Group[] {
  const places = new Map([...shown].map((id, at) => [id, at]))
  if (places.size === 0) return groups
  const placeOf = ({ franchise }: Group) => places.get(franchise.id) ?? Infinity
  return byNumber(groups, placeOf)
}
