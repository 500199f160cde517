import type { ListEntry } from '../../src/core/list.ts'
import type { Media } from '../../src/core/media.ts'
import type { RelationKind } from '../../src/core/relation.ts'
import type { ExclusionRule, SearchOptions } from '../../src/core/search.ts'
import type { Catalogue } from './graph.ts'

/** What the search must answer, by media ID and in order of ID. */
export interface NaiveAnswer {
  readonly missing: readonly { id: number; distance: number; relation: RelationKind; path: number[] }[]
  readonly hidden: readonly { id: number; rule: ExclusionRule; distance: number }[]
}

interface Step {
  readonly from: number
  readonly to: number
  readonly kind: RelationKind
}

/** A kind in the other direction, if that is certain: `[of the edge, of the step against it]`. */
const toldFromTheOtherEnd: readonly (readonly [RelationKind, RelationKind])[] = [
  ['PREQUEL', 'SEQUEL'],
  ['SEQUEL', 'PREQUEL'],
  ['SIDE_STORY', 'PARENT'],
  ['ALTERNATIVE', 'ALTERNATIVE'],
  ['COMPILATION', 'CONTAINS'],
  ['CONTAINS', 'COMPILATION'],
]

/** The order that decides between equally short paths: the first kind here wins. */
const kindOrder: readonly RelationKind[] = [
  'SEQUEL',
  'PREQUEL',
  'SIDE_STORY',
  'PARENT',
  'SPIN_OFF',
  'ALTERNATIVE',
  'SUMMARY',
  'COMPILATION',
  'CONTAINS',
]

/**
 * The reference for the search: the whole catalogue as input, distances relaxed until nothing changes, each rule as the design
 * states it, no code shared with the search. Slow, and deliberately simple.
 */
export function naiveSearch(
  catalogue: Catalogue,
  entries: Iterable<ListEntry>,
  options: SearchOptions,
): NaiveAnswer {
  const media = new Map(catalogue.media.map((one) => [one.id, one]))
  const status = new Map([...entries].map((entry) => [entry.mediaId, entry.status]))
  const steps = allSteps(catalogue, media, options)
  const begins = (id: number) => {
    const how = status.get(id)
    if (how === 'COMPLETED' || how === 'CURRENT' || how === 'REPEATING') return true
    return options.fromPlanned && (how === 'PLANNING' || how === 'PAUSED')
  }
  const stops = (id: number) => status.get(id) === 'DROPPED' && !options.throughDropped
  const passes = (id: number) => begins(id) || (hiddenAs(media.get(id), options) === undefined && !stops(id))

  // A recap of something on the list that was not watched, or of something that a shorter chain leads to.
  const isTooEarly = (id: number, far: number) =>
    catalogue.relations.some(({ from, to, kind }) => {
      if (to !== id || (kind !== 'SUMMARY' && kind !== 'COMPILATION')) return false
      if (media.get(from)?.type !== 'ANIME') return false
      const how = status.get(from)
      if (how !== undefined) return how !== 'COMPLETED' && how !== 'CURRENT' && how !== 'REPEATING'
      return passes(from) && (distance.get(from) ?? Infinity) < far
    })

  // The distance of everything that a chain reaches, including titles that end a chain.
  const distance = new Map<number, number>()
  for (const id of status.keys()) if (begins(id) && media.get(id)?.type !== 'MANGA') distance.set(id, 0)
  for (let changed = true; changed; ) {
    changed = false
    for (const { from, to } of steps) {
      const before = distance.get(from)
      if (before === undefined || !passes(from) || before + 1 > options.depth) continue
      if (before + 1 < (distance.get(to) ?? Infinity)) {
        distance.set(to, before + 1)
        changed = true
      }
    }
  }

  const lastSteps = bestLastSteps(
    steps.filter((step) => passes(step.from)),
    distance,
  )
  const missing: NaiveAnswer['missing'][number][] = []
  const hidden: NaiveAnswer['hidden'][number][] = []
  for (const [id, far] of distance) {
    if (status.has(id)) continue
    const rule =
      hiddenAs(media.get(id), options) ??
      (options.ignored.has(id) ? 'ignored' : isTooEarly(id, far) ? 'recap' : undefined)
    if (rule !== undefined) hidden.push({ id, rule, distance: far })
    else
      missing.push({
        id,
        distance: far,
        relation: lastSteps.get(id)?.kind as RelationKind,
        path: pathTo(id, lastSteps),
      })
  }

  // One step after a dropped entry that stopped a chain is what throughDropped would show.
  const behind = new Map<number, number>()
  for (const { from, to } of steps) {
    const far = (distance.get(from) ?? Infinity) + 1
    const stopped = stops(from) && hiddenAs(media.get(from), options) === undefined
    if (!stopped || far > options.depth || far === Infinity || distance.has(to) || status.has(to)) continue
    behind.set(to, Math.min(far, behind.get(to) ?? Infinity))
  }
  for (const [id, far] of behind) {
    hidden.push({ id, rule: hiddenAs(media.get(id), options) ?? 'dropped', distance: far })
  }
  return { missing: missing.sort((a, b) => a.id - b.id), hidden: hidden.sort((a, b) => a.id - b.id) }
}

/** Every step that the followed kinds allow to an existing anime. A list may start at a deleted one. */
function allSteps(
  { relations }: Catalogue,
  media: ReadonlyMap<number, Media>,
  options: SearchOptions,
): Step[] {
  const followed: readonly RelationKind[] = ['SEQUEL', ...options.relations]
  const steps: Step[] = []
  const add = (from: number, to: number, kind: RelationKind) => {
    const betweenAnime = media.get(from)?.type !== 'MANGA' && media.get(to)?.type === 'ANIME'
    if (betweenAnime && followed.includes(kind)) steps.push({ from, to, kind })
  }
  for (const { from, to, kind } of relations) {
    add(from, to, kind)
    for (const [told, against] of toldFromTheOtherEnd) if (told === kind) add(to, from, against)
  }
  return steps
}

function hiddenAs(media: Media | undefined, options: SearchOptions): ExclusionRule | undefined {
  if (media?.format === 'MUSIC' && !options.music) return 'music'
  if (media?.isAdult && !options.adult) return 'adult'
  if (media?.status === 'CANCELLED') return 'cancelled'
  return undefined
}

/** For each media the last step of its path: the first by kind, then by the ID it comes from. */
function bestLastSteps(steps: readonly Step[], distance: ReadonlyMap<number, number>): Map<number, Step> {
  const best = new Map<number, Step>()
  for (const step of steps) {
    if ((distance.get(step.from) ?? Infinity) + 1 !== distance.get(step.to)) continue
    const rival = best.get(step.to)
    const order = rival
      ? kindOrder.indexOf(step.kind) - kindOrder.indexOf(rival.kind) || step.from - rival.from
      : -1
    if (order < 0) best.set(step.to, step)
  }
  return best
}

function pathTo(id: number, lastSteps: ReadonlyMap<number, Step>): number[] {
  const step = lastSteps.get(id)
  return step ? [...pathTo(step.from, lastSteps), id] : [id]
}
