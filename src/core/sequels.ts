import { type Franchise, franchisesOf } from './franchise.ts'
import type { MediaGraph } from './graph.ts'
import { isWatched, type ListEntry, type MediaList } from './list.ts'
import type { Media } from './media.ts'
import { inverseKind, type RelationKind, relationKinds } from './relation.ts'
import {
  type ExclusionRule,
  exclusionRules,
  followedKinds,
  hidingRule,
  kindRank,
  type SearchOptions,
} from './search.ts'

/** A media that the list lacks though a chain leads to it. */
export interface MissingSequel {
  readonly media: Media
  /** Steps from the nearest watched entry, 1 or more. */
  readonly distance: number
  /** The kind of the last step. */
  readonly relation: RelationKind
  /** Ids from the entry that the chain begins at to the media itself: `distance + 1` of them. */
  readonly path: readonly number[]
  /** The id of its {@link Franchise}. */
  readonly franchise: number
}

/** A title that a chain leads to, and the rule that keeps it from being reported. */
export interface Exclusion {
  readonly media: Media
  readonly rule: ExclusionRule
  readonly distance: number
}

export interface Answer {
  /** Franchise by franchise, each in watch order. */
  readonly missing: readonly MissingSequel[]
  readonly hidden: readonly Exclusion[]
  /** The franchises of what is missing, in the order of `missing`. */
  readonly franchises: readonly Franchise[]
}

/** How a media was reached first. */
interface Step {
  readonly distance: number
  /** The media before it; undefined where the chain begins. */
  readonly previous: number | undefined
  readonly kind: RelationKind
  /** The media itself where the list lacks it: looked up once, since a large graph answers from far memory. */
  readonly unlisted: Media | undefined
}

interface Walk {
  /** Media that chains pass through, entries that they begin at included. */
  readonly reached: ReadonlyMap<number, Step>
  /** Media that stop a chain because of what they are. */
  readonly hidden: ReadonlyMap<number, { rule: ExclusionRule; distance: number }>
  /** DROPPED entries that stop a chain, with their distance. */
  readonly dropped: ReadonlyMap<number, number>
}

/**
 * The media whose relations a search still needs: expand all of them and ask again until there are none.
 * Depends on nothing but its arguments, so it can be called as the graph grows.
 *
 * Three sorts of media need expanding. First, what is listed: an entry may tell what it follows where nothing
 * before it does. Second, what chains reach. Third, an unlisted media that an entry or a reached media names as
 * its prequel: where AniList holds only the later title's edge, no title before it tells of it, so its own
 * edges are the one place that can say what it follows.
 *
 * An id that AniList has nothing for must be expanded as well, with no relations, or it is named for ever.
 *
 * @example
 * const graph = new MediaGraph()
 * for (let ids = frontier(graph, list, options); ids.length > 0; ids = frontier(graph, list, options)) {
 *   graph.add(await load(ids))
 * }
 * missingSequels(graph, list, options).missing.length // 2
 */
export function frontier(graph: MediaGraph, list: MediaList, options: SearchOptions): number[] {
  if (options.depth < 1) return []
  const kinds = followedKinds(options)
  const { reached } = walk(graph, list, options, kinds)
  const wanted = new Set<number>()

  const earlierKinds = relationKinds.filter((kind) =>
    kinds.some((followed) => followed === inverseKind[kind]),
  )
  const wantEarlier = (id: number) => {
    for (const kind of earlierKinds) {
      for (const earlier of graph.stepsFrom(id, kind)) {
        if (graph.isExpanded(earlier)) continue
        const media = graph.media(earlier)
        if (media?.type === 'ANIME' && !hidingRule(media, options)) wanted.add(earlier)
      }
    }
  }
  const want = (id: number) => {
    if (graph.media(id)?.type === 'MANGA') return
    if (graph.isExpanded(id)) wantEarlier(id)
    else wanted.add(id)
  }
  for (const id of list.keys()) want(id)
  for (const [id, { distance }] of reached) if (distance < options.depth && !list.has(id)) want(id)
  return [...wanted].sort((a, b) => a - b)
}

/**
 * Every sequel that the list lacks, by the rules of `SearchOptions`, from what the graph holds. It is
 * complete once {@link frontier} names nothing more.
 *
 * @example
 * missingSequels(graph, makeList([watched(1)]), defaultSearch).missing.map((m) => m.media.id) // [2, 3]
 */
export function missingSequels(graph: MediaGraph, list: MediaList, options: SearchOptions): Answer {
  const kinds = followedKinds(options)
  const found = walk(graph, list, options, kinds)
  const missing = new Set<number>()
  const hidden: Exclusion[] = []

  for (const [id, { unlisted: media, distance }] of found.reached) {
    if (!media) continue
    if (options.ignored.has(id)) hidden.push({ media, rule: 'ignored', distance })
    else missing.add(id)
  }
  for (const [id, { rule, distance }] of found.hidden) {
    if (!list.has(id)) hidden.push({ media: graph.media(id) as Media, rule, distance })
  }
  hidden.push(...behindDropped(graph, list, options, kinds, found))

  const franchises = franchisesOf(graph, missing, kinds)
  return {
    missing: inOrderOf(franchises, missing, found),
    hidden: hidden.sort((a, b) => a.media.id - b.media.id),
    franchises,
  }
}

function inOrderOf(
  franchises: readonly Franchise[],
  ids: ReadonlySet<number>,
  { reached }: Walk,
): MissingSequel[] {
  const missing: MissingSequel[] = []
  for (const { id: franchise, media: members } of franchises) {
    for (const media of members) {
      const step = ids.has(media.id) ? reached.get(media.id) : undefined
      if (!step) continue
      const { distance, kind: relation } = step
      missing.push({ media, distance, relation, path: pathTo(media.id, step, reached), franchise })
    }
  }
  return missing
}

/** Counts hidden titles by the rule that hid them. */
export function countHidden(hidden: readonly Exclusion[]): Record<ExclusionRule, number> {
  const counts = Object.fromEntries(exclusionRules.map((rule) => [rule, 0])) as Record<ExclusionRule, number>
  for (const { rule } of hidden) counts[rule]++
  return counts
}

/** Breadth first from every entry at once, so the first step to a media is one of the fewest. */
function walk(
  graph: MediaGraph,
  list: MediaList,
  options: SearchOptions,
  kinds: readonly RelationKind[],
): Walk {
  const reached = new Map<number, Step>()
  const hidden = new Map<number, { rule: ExclusionRule; distance: number }>()
  const dropped = new Map<number, number>()
  for (const entry of list.values()) {
    if (beginsChain(entry, options) && graph.media(entry.mediaId)?.type !== 'MANGA') {
      reached.set(entry.mediaId, { distance: 0, previous: undefined, kind: 'SEQUEL', unlisted: undefined })
    }
  }

  let level = [...reached.keys()]
  for (let distance = 1; distance <= options.depth && level.length > 0; distance++) {
    const passed: number[] = []
    const visit = (id: number, kind: RelationKind, previous: number) => {
      const known = reached.get(id)
      if (known) {
        const better = known.distance === distance && isBefore(kind, previous, known)
        if (better) reached.set(id, { ...known, previous, kind })
        return
      }
      const media = graph.media(id)
      if (media?.type !== 'ANIME') return
      const rule = hidingRule(media, options)
      if (rule) {
        if (!hidden.has(id)) hidden.set(id, { rule, distance })
        return
      }
      const entry = list.get(id)
      if (entry?.status === 'DROPPED' && !options.throughDropped) {
        if (!dropped.has(id)) dropped.set(id, distance)
      } else {
        reached.set(id, { distance, previous, kind, unlisted: entry ? undefined : media })
        passed.push(id)
      }
    }
    for (const id of level) forEachStep(graph, id, kinds, visit)
    level = passed
  }
  return { reached, hidden, dropped }
}

function beginsChain(entry: ListEntry, options: SearchOptions): boolean {
  if (isWatched(entry)) return true
  return options.fromPlanned && (entry.status === 'PLANNING' || entry.status === 'PAUSED')
}

function forEachStep(
  graph: MediaGraph,
  id: number,
  kinds: readonly RelationKind[],
  visit: (to: number, kind: RelationKind, from: number) => void,
): void {
  for (const kind of kinds) for (const to of graph.stepsFrom(id, kind)) visit(to, kind, id)
}

/** Among equally short ways to a media one is told: by rank of kind, then by id, so that the order of input is no matter. */
function isBefore(kind: RelationKind, previous: number, known: Step): boolean {
  const ranks = rankOf(kind) - rankOf(known.kind)
  return ranks < 0 || (ranks === 0 && previous < (known.previous as number))
}

function rankOf(kind: RelationKind): number {
  return kindRank.get(kind) ?? kindRank.size
}

/**
 * The titles one step behind the DROPPED entries that stopped a chain, unless another chain reaches them.
 * What lies further behind was never asked for, so it is not counted.
 */
function behindDropped(
  graph: MediaGraph,
  list: MediaList,
  options: SearchOptions,
  kinds: readonly RelationKind[],
  found: Walk,
): Exclusion[] {
  const behind = new Map<number, Exclusion>()
  for (const [droppedId, droppedAt] of found.dropped) {
    const distance = droppedAt + 1
    if (distance > options.depth) continue
    forEachStep(graph, droppedId, kinds, (id) => {
      const media = graph.media(id)
      if (media?.type !== 'ANIME' || list.has(id) || found.reached.has(id) || found.hidden.has(id)) return
      const known = behind.get(id)
      if (known && known.distance <= distance) return
      behind.set(id, { media, rule: hidingRule(media, options) ?? 'dropped', distance })
    })
  }
  return [...behind.values()]
}

function pathTo(id: number, last: Step, reached: Walk['reached']): number[] {
  const path = new Array<number>(last.distance + 1)
  path[last.distance] = id
  let step: Step | undefined = last
  for (let place = last.distance - 1; step?.previous !== undefined; place--) {
    path[place] = step.previous
    step = place > 0 ? reached.get(step.previous) : undefined
  }
  return path
}
