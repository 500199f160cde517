import { type Franchise, franchisesOf, rankFranchises } from './franchise.ts'
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
import { recapKinds, skippingRule } from './skippable.ts'

/** A media that is missing from the list though a chain leads to it. */
export interface MissingSequel {
  readonly media: Media
  /** Steps from the nearest watched entry, 1 or more. */
  readonly distance: number
  /** The kind of the last step. */
  readonly relation: RelationKind
  /** Ids from the chain's first entry to the media itself: `distance + 1` of them. */
  readonly path: readonly number[]
  /** The id of its {@link Franchise}. */
  readonly franchise: number
}

/** A title reached by a chain, and the rule that hides it. */
export interface Exclusion {
  readonly media: Media
  readonly rule: ExclusionRule
  readonly distance: number
}

export interface Answer {
  /** Grouped by franchise, each in watch order. */
  readonly missing: readonly MissingSequel[]
  readonly hidden: readonly Exclusion[]
  /** The franchises of the missing media, in the same order. */
  readonly franchises: readonly Franchise[]
}

/** How a node was first reached. */
interface Step {
  readonly distance: number
  /** The node before it; -1 at the start of a chain. */
  readonly previous: number
  readonly kind: RelationKind
}

interface Walk {
  /** List entries by node. */
  readonly entries: readonly (ListEntry | undefined)[]
  /** Steps by node, for all nodes that chains pass through, including those they start from. */
  readonly steps: readonly (Step | undefined)[]
  /** The nodes with a step, nearest first. */
  readonly reached: readonly number[]
  /** Nodes that stop a chain because a rule hides them. */
  readonly hidden: ReadonlyMap<number, { rule: ExclusionRule; distance: number }>
  /** DROPPED entries that stop a chain, with their distance. */
  readonly dropped: ReadonlyMap<number, number>
}

/**
 * The media whose relations a search still needs: expand all of them and call again until none are left. A pure
 * function of its arguments, so it can be called while the graph grows.
 *
 * Three kinds of media need expanding. First, listed media: an entry may name its prequel when nothing earlier names
 * the entry. Second, media reached by chains. Third, an unlisted media that a listed or reached one names as its
 * prequel: AniList may store only the later title's edge, so only that media's own edges can say what it follows.
 *
 * An id unknown to AniList must be expanded too, with no relations, or it is returned forever.
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
  const { entries, steps, reached } = walk(graph, list, options, kinds)
  const wanted = new Set<number>()

  const earlierKinds = relationKinds.filter((kind) =>
    kinds.some((followed) => followed === inverseKind[kind]),
  )
  const wantEarlier = (node: number) => {
    for (const kind of earlierKinds) {
      for (const earlier of graph.stepsFrom(node, kind)) {
        if (graph.relationsOf(earlier)) continue
        const media = graph.mediaOf(earlier)
        if (media?.type === 'ANIME' && !hidingRule(media, options)) wanted.add(media.id)
      }
    }
  }
  const want = (id: number, node: number) => {
    if (graph.mediaOf(node)?.type === 'MANGA') return
    if (graph.relationsOf(node)) wantEarlier(node)
    else wanted.add(id)
  }
  for (const id of list.keys()) want(id, graph.node(id))
  for (const node of reached) {
    const { distance } = steps[node] as Step
    if (distance < options.depth && !entries[node]) want(graph.idOf(node), node)
  }
  return [...wanted].sort((a, b) => a - b)
}

/**
 * Every sequel missing from the list, by the rules of `SearchOptions`, as far as the graph knows. The answer is
 * complete once {@link frontier} returns nothing.
 *
 * @example
 * missingSequels(graph, makeList([watched(1)]), defaultSearch).missing.map((m) => m.media.id) // [2, 3]
 */
export function missingSequels(graph: MediaGraph, list: MediaList, options: SearchOptions): Answer {
  const kinds = followedKinds(options)
  const found = walk(graph, list, options, kinds)
  const missing = new Set<number>()
  const hidden: Exclusion[] = []

  for (const node of found.reached) {
    if (found.entries[node]) continue
    const media = graph.mediaOf(node) as Media
    const { distance } = found.steps[node] as Step
    if (options.ignored.has(media.id)) hidden.push({ media, rule: 'ignored', distance })
    else if (isTooEarly(graph, node, distance, found)) hidden.push({ media, rule: 'recap', distance })
    else missing.add(media.id)
  }
  for (const [node, { rule, distance }] of found.hidden) {
    if (!found.entries[node]) hidden.push({ media: graph.mediaOf(node) as Media, rule, distance })
  }
  hidden.push(...behindDropped(graph, options, kinds, found))

  const connected = franchisesOf(graph, missing, kinds, options.order)
  if (options.order === 'essential') {
    for (const { skippable } of connected) {
      for (const [id, why] of skippable) {
        if (!missing.delete(id)) continue
        const { distance } = found.steps[graph.node(id)] as Step
        hidden.push({ media: graph.media(id) as Media, rule: skippingRule(why), distance })
      }
    }
  }
  const franchises = rankFranchises(connected, missing)
  return {
    missing: inOrderOf(franchises, missing, graph, found),
    hidden: hidden.sort((a, b) => a.media.id - b.media.id),
    franchises,
  }
}

/**
 * Whether a recap sums up something that is on the list or nearer than itself, and not watched. Others that it sums up do not
 * count: only if they were read would we know, and the answer must not depend on what else was read.
 */
function isTooEarly(graph: MediaGraph, node: number, distance: number, { entries, steps }: Walk): boolean {
  const id = graph.idOf(node)
  return recapKinds.some((kind) =>
    graph.stepsTo(node, kind).some((retold) => {
      if (graph.mediaOf(retold)?.type !== 'ANIME') return false
      const tells = graph.relationsOf(retold)?.some((one) => one.to === id && one.kind === kind)
      const entry = entries[retold]
      return tells && (entry ? !isWatched(entry) : (steps[retold]?.distance ?? Infinity) < distance)
    }),
  )
}

function inOrderOf(
  franchises: readonly Franchise[],
  ids: ReadonlySet<number>,
  graph: MediaGraph,
  found: Walk,
): MissingSequel[] {
  const missing: MissingSequel[] = []
  for (const { id: franchise, media: members } of franchises) {
    for (const media of members) {
      if (!ids.has(media.id)) continue
      const step = found.steps[graph.node(media.id)] as Step
      const { distance, kind: relation } = step
      missing.push({ media, distance, relation, path: pathTo(media.id, step, graph, found), franchise })
    }
  }
  return missing
}

export function countHidden(hidden: readonly Exclusion[]): Record<ExclusionRule, number> {
  const counts = Object.fromEntries(exclusionRules.map((rule) => [rule, 0])) as Record<ExclusionRule, number>
  for (const { rule } of hidden) counts[rule]++
  return counts
}

/** Searches breadth first from all entries at once, so the first step to a media is on a shortest path. */
function walk(
  graph: MediaGraph,
  list: MediaList,
  options: SearchOptions,
  kinds: readonly RelationKind[],
): Walk {
  const entries = new Array<ListEntry | undefined>(graph.size).fill(undefined)
  const steps = new Array<Step | undefined>(graph.size).fill(undefined)
  const reached: number[] = []
  const hidden = new Map<number, { rule: ExclusionRule; distance: number }>()
  const dropped = new Map<number, number>()
  for (const entry of list.values()) {
    const node = graph.node(entry.mediaId)
    if (node < 0) continue
    entries[node] = entry
    if (!beginsChain(entry, options) || graph.mediaOf(node)?.type === 'MANGA') continue
    steps[node] = chainStart
    reached.push(node)
  }

  let level: readonly number[] = [...reached]
  for (let distance = 1; distance <= options.depth && level.length > 0; distance++) {
    const passed: number[] = []
    const visit = (node: number, kind: RelationKind, previous: number) => {
      const known = steps[node]
      if (known) {
        const better = known.distance === distance && isBefore(graph, kind, previous, known)
        if (better) steps[node] = { distance, previous, kind }
        return
      }
      const media = graph.mediaOf(node)
      if (media?.type !== 'ANIME') return
      const rule = hidingRule(media, options)
      if (rule) {
        if (!hidden.has(node)) hidden.set(node, { rule, distance })
      } else if (entries[node]?.status === 'DROPPED' && !options.throughDropped) {
        if (!dropped.has(node)) dropped.set(node, distance)
      } else {
        steps[node] = { distance, previous, kind }
        passed.push(node)
        reached.push(node)
      }
    }
    for (const node of level) forEachStep(graph, node, kinds, visit)
    level = passed
  }
  return { entries, steps, reached, hidden, dropped }
}

const chainStart: Step = { distance: 0, previous: -1, kind: 'SEQUEL' }

function beginsChain(entry: ListEntry, options: SearchOptions): boolean {
  if (isWatched(entry)) return true
  return options.fromPlanned && (entry.status === 'PLANNING' || entry.status === 'PAUSED')
}

function forEachStep(
  graph: MediaGraph,
  node: number,
  kinds: readonly RelationKind[],
  visit: (to: number, kind: RelationKind, from: number) => void,
): void {
  for (const kind of kinds) for (const to of graph.stepsFrom(node, kind)) visit(to, kind, node)
}

/** Of equally short paths one is reported: by rank of kind, then by id, so the order of input does not matter. */
function isBefore(graph: MediaGraph, kind: RelationKind, previous: number, known: Step): boolean {
  const ranks = rankOf(kind) - rankOf(known.kind)
  return ranks < 0 || (ranks === 0 && graph.idOf(previous) < graph.idOf(known.previous))
}

function rankOf(kind: RelationKind): number {
  return kindRank.get(kind) ?? kindRank.size
}

/** Titles one step after DROPPED entries. Titles further along are never requested, so they are not counted. */
function behindDropped(
  graph: MediaGraph,
  options: SearchOptions,
  kinds: readonly RelationKind[],
  found: Walk,
): Exclusion[] {
  const behind = new Map<number, Exclusion>()
  for (const [droppedNode, droppedAt] of found.dropped) {
    const distance = droppedAt + 1
    if (distance > options.depth) continue
    forEachStep(graph, droppedNode, kinds, (node) => {
      const media = graph.mediaOf(node)
      if (media?.type !== 'ANIME' || found.entries[node] || found.steps[node] || found.hidden.has(node))
        return
      const known = behind.get(node)
      if (known && known.distance <= distance) return
      behind.set(node, { media, rule: hidingRule(media, options) ?? 'dropped', distance })
    })
  }
  return [...behind.values()]
}

function pathTo(id: number, last: Step, graph: MediaGraph, { steps }: Walk): number[] {
  const path = new Array<number>(last.distance + 1)
  path[last.distance] = id
  for (let step = last; step.distance > 0; step = steps[step.previous] as Step) {
    path[step.distance - 1] = graph.idOf(step.previous)
  }
  return path
}
