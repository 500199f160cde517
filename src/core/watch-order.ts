import { compareByDate, type FuzzyDate, type Media } from './media.ts'
import type { StepsBack } from './relation.ts'
import type { Skippable } from './skippable.ts'

/**
 * The orders to watch a franchise in. `release` is by date, as fans recommend to newcomers. `story` puts prequels and side
 * stories at their place in the story. `essential` is `release` without skippable titles.
 */
export const watchOrders = ['release', 'story', 'essential'] as const
export type WatchOrder = (typeof watchOrders)[number]

/** The fields that the place of a title depends on. */
type Ordered = Pick<Media, 'id' | 'format' | 'status' | 'startDate'>

export interface Connections {
  readonly stepsBack: StepsBack
  /** The reasons why titles can be skipped, by id. */
  readonly skippable: ReadonlyMap<number, Skippable>
}

/**
 * Sorts the titles of a franchise in watch order. In every order, recaps and alternative films come after the titles they
 * retell, and sequels without a date after their prequels. In `essential`, skippable titles come last. If the rules form a
 * cycle, the earliest title comes first.
 *
 * @param media without duplicates
 * @example
 * const [zero, first] = [anime(1, { startDate: { year: 2021, month: 12, day: 24 } }), anime(2, { startDate: { year: 2020, month: 10, day: 3 } })]
 * const connections = { stepsBack: (id, kind) => id === 2 && kind === 'SEQUEL' ? [1] : [], skippable: new Map() }
 * watchOrder([zero, first], connections, 'release').map(({ id }) => id) // [2, 1]
 * watchOrder([zero, first], connections, 'story').map(({ id }) => id) // [1, 2]
 */
export function watchOrder<Title extends Ordered>(
  media: readonly Title[],
  connections: Connections,
  order: WatchOrder,
): Title[] {
  const byDate = [...media].sort(compareByDate)
  const waitsFor = order === 'story' ? waitByStory(byDate, connections) : waitByDate(byDate, connections)
  const ordered = inTurn(byDate, new Map(byDate.map((one) => [one.id, waitsFor(one)])))
  if (order !== 'essential') return ordered
  const isSkipped = ({ id }: Title) => connections.skippable.has(id)
  return [...ordered.filter((one) => !isSkipped(one)), ...ordered.filter(isSkipped)]
}

/** @param waiting the titles that each one waits for; modified */
function inTurn<Title extends Ordered>(byDate: readonly Title[], waiting: Map<number, Waits>): Title[] {
  if (![...waiting.values()].some((waits) => waits.flat().length > 0)) return [...byDate]
  const left = whenNeeded(byDate, waiting)
  const isFree = (ids: readonly number[] = []) => !ids.some((id) => waiting.has(id))
  const ordered: Title[] = []
  while (left.length > 0) {
    const ready = left.findIndex(({ id }) => isFree(waiting.get(id)?.[0]) && isFree(waiting.get(id)?.[1]))
    // If several rules form a cycle, only the one for sequels is kept.
    const fair = ready < 0 ? left.findIndex(({ id }) => isFree(waiting.get(id)?.[0])) : ready
    const [next] = left.splice(Math.max(fair, 0), 1) as [Title]
    ordered.push(next)
    waiting.delete(next.id)
  }
  return ordered
}

/**
 * A prequel is needed when its sequel is: a film of 2016 set before a series of 2009 opens the story, while one set before the
 * second season comes right before that.
 *
 * @param byDate the earliest first; titles needed at the same time stay in this order
 */
function whenNeeded<Title extends Ordered>(
  byDate: readonly Title[],
  waiting: ReadonlyMap<number, Waits>,
): Title[] {
  const needed = new Map<number, number>()
  for (const [place, { id }] of byDate.entries()) {
    const reached = [id]
    for (const one of reached) {
      if (needed.has(one)) continue
      needed.set(one, place)
      reached.push(...(waiting.get(one)?.[0] ?? []))
    }
  }
  return [...byDate].sort((a, b) => (needed.get(a.id) ?? 0) - (needed.get(b.id) ?? 0))
}

/** The ids of titles that one comes after, as their sequel or by other rules. */
type Waits = readonly [asSequel: readonly number[], otherwise: readonly number[]]
type WaitsFor = (one: Ordered) => Waits

function waitByDate(media: readonly Ordered[], { stepsBack, skippable }: Connections): WaitsFor {
  const dates = new Map(media.map(({ id, startDate }) => [id, startDate]))
  return (one) => {
    const undated = stepsBack(one.id, 'SEQUEL').filter((earlier) => {
      const date = dates.get(earlier)
      return date && earlier !== one.id && !isDated(date, one.startDate)
    })
    return [undated, retoldBy(one, skippable)]
  }
}

/** Whether two dates, possibly incomplete, can be compared. */
function isDated(one: FuzzyDate, other: FuzzyDate): boolean {
  for (const part of ['year', 'month', 'day'] as const) {
    if (one[part] === null || other[part] === null) return false
    if (one[part] !== other[part]) return true
  }
  return false
}

function waitByStory(media: readonly Ordered[], { stepsBack, skippable }: Connections): WaitsFor {
  const members = new Map(media.map((one) => [one.id, one]))
  const earlierThan = (id: number) =>
    stepsBack(id, 'SEQUEL').filter((other) => other !== id && members.has(other))
  const inChains = new Set(
    media.flatMap(({ id }) => [...earlierThan(id), ...(earlierThan(id).length > 0 ? [id] : [])]),
  )
  const parentsOf = (id: number) =>
    stepsBack(id, 'SIDE_STORY').flatMap((parent) => (parent === id ? [] : (members.get(parent) ?? [])))
  // A side story without a sequel belongs right after its parent, no matter how late it was made.
  const sides = Map.groupBy(
    media.filter(
      ({ id, status }) => !inChains.has(id) && !skippable.has(id) && status !== 'NOT_YET_RELEASED',
    ),
    ({ id }) => parentsOf(id).sort(compareByDate).at(-1)?.id,
  )
  return (one) => {
    const earlier = earlierThan(one.id)
    const between = earlier.flatMap((id) => sides.get(id) ?? []).filter(({ id }) => id !== one.id)
    const parents = parentsOf(one.id)
    return [earlier, [...retoldBy(one, skippable), ...[...between, ...parents].map(({ id }) => id)]]
  }
}

/** The titles that a recap or an alternative film retells. It must not open a franchise. */
function retoldBy(one: Ordered, skippable: Connections['skippable']): number[] {
  const { kind, of } = skippable.get(one.id) ?? {}
  const isAnotherStart = kind === 'ALTERNATIVE' && (one.format === 'TV' || one.format === 'ONA')
  return of === undefined || isAnotherStart ? [] : [of]
}
