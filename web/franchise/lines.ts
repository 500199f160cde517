import { inverseKind, type RelationKind } from '../../src/core/relation.ts'
import { skippableKinds } from '../../src/core/skippable.ts'
import { minutesToWatch, type Watchable } from '../../src/core/stats.ts'
import type { Franchise, Member } from '../data/scan.ts'

/**
 * A franchise as a tree of lines: the main line, its branches, and their branches. Every title is in it once, so that the lines can be
 * drawn without crossings; relations outside the tree are given as text.
 */
export interface FranchiseLines {
  /** The chain of sequels with the most weight. */
  readonly main: readonly number[]
  /** The branches of each title: first those that continue it, then retellings. */
  readonly branches: ReadonlyMap<number, readonly Branch[]>
  /** What leads to each title, if anything does. */
  readonly leads: ReadonlyMap<number, Lead>
  /** The relations that no line shows. */
  readonly others: readonly Relation[]
}

/** A chain of sequels, or a single title. */
export interface Branch {
  readonly stops: readonly number[]
  /** The stop connected to the parent, usually the first, and its relation to it. `undefined` if they are unrelated. */
  readonly joint: { readonly at: number; readonly kind: RelationKind } | undefined
}

/** The later title is a `kind` of `from`. */
export interface Lead {
  readonly from: number
  readonly kind: RelationKind
}

type Relation = Franchise['relations'][number]
type Weighed = Pick<Member, 'id' | 'format'> & Watchable

/** @param franchise with media in watch order, by which cycles are cut */
export function linesOf({
  media,
  relations,
}: {
  readonly media: readonly Weighed[]
  readonly relations: readonly Relation[]
}): FranchiseLines {
  const places = new Map(media.map(({ id }, place) => [id, place]))
  const placeOf = (id: number) => places.get(id) ?? 0
  const known = relations.filter(({ from, to }) => from !== to && places.has(from) && places.has(to))
  const weights = new Map(media.map((one) => [one.id, weightOf(one)]))
  const [main = [], ...others] = chainsOf(
    media.map(({ id }) => id),
    known.filter(({ from, to, kind }) => kind === 'SEQUEL' && placeOf(from) < placeOf(to)),
    (id) => weights.get(id) ?? 0,
  )

  const leads = new Map<number, Lead>()
  const shown = new Set<string>()
  const show = (from: number, to: number, kind: RelationKind) => {
    shown.add(pair(from, to))
    if (!leads.has(to)) leads.set(to, { from, kind })
  }
  for (const chain of [main, ...others]) {
    for (const [at, id] of chain.slice(1).entries()) show(chain[at] as number, id, 'SEQUEL')
  }
  const branches = new Map<number, Branch[]>()
  for (const { chain, joint } of joinAll(main, others, known, placeOf)) {
    const parent = joint?.there ?? (main.at(-1) as number)
    branches.set(parent, [
      ...(branches.get(parent) ?? []),
      { stops: chain, joint: joint && { at: joint.here, kind: joint.kind } },
    ])
    if (joint) show(joint.there, joint.here, joint.kind)
  }
  const rank = ({ stops: [first = 0] }: Branch) =>
    placeOf(first) + (isRetelling(leads.get(first)?.kind) ? media.length : 0)
  for (const some of branches.values()) some.sort((one, other) => rank(one) - rank(other))

  const chainOf = new Map([main, ...others].flatMap((chain) => chain.map((id) => [id, chain] as const)))
  return {
    main,
    branches,
    leads,
    // A sequel further along the same line adds nothing.
    others: known.filter(
      ({ from, to, kind }) =>
        !shown.has(pair(from, to)) &&
        !(kind === 'SEQUEL' && chainOf.get(from) === chainOf.get(to) && placeOf(from) < placeOf(to)),
    ),
  }
}

/** Whether a title with this relation to another retells it. */
export function isRetelling(kind: RelationKind | undefined): boolean {
  return kind !== undefined && retellings.has(kind)
}
const retellings: ReadonlySet<RelationKind> = new Set([...skippableKinds, 'CONTAINS'])

/** Assumed for titles of unknown length, in minutes: a season, or something short. */
const usual = { season: 12 * 24, other: 60 }

/** The weight of a title in choosing the main line: its length in minutes. */
function weightOf(media: Weighed): number {
  const isSeason = media.format === 'TV' || media.format === 'ONA'
  return minutesToWatch([media]) || (isSeason ? usual.season : usual.other)
}

type Chain = readonly number[]

/** Takes the chain with the most weight, then the next from the titles left, and so on; of equal ones the earliest. */
function chainsOf(
  ids: readonly number[],
  sequels: readonly Relation[],
  weigh: (id: number) => number,
): Chain[] {
  const left = new Set(ids)
  const chains: Chain[] = []
  while (left.size > 0) {
    // From the end backwards, find the heaviest chain that starts with each title.
    const best = new Map<number, { chain: Chain; weight: number }>()
    for (const id of ids.toReversed()) {
      if (!left.has(id)) continue
      const rests = sequels.flatMap(({ from, to }) => (from === id ? (best.get(to) ?? []) : []))
      const rest = heaviest(rests)
      best.set(id, { chain: [id, ...(rest?.chain ?? [])], weight: weigh(id) + (rest?.weight ?? 0) })
    }
    const { chain } = heaviest(ids.flatMap((id) => best.get(id) ?? [])) as { chain: Chain }
    for (const id of chain) left.delete(id)
    chains.push(chain)
  }
  return chains
}

function heaviest<One extends { readonly weight: number }>(all: readonly One[]): One | undefined {
  return all.reduce<One | undefined>((a, b) => (a && a.weight >= b.weight ? a : b), undefined)
}

interface Joint {
  /** The stop on a line that is already placed. */
  readonly there: number
  readonly here: number
  /** What `here` is to `there`. */
  readonly kind: RelationKind
}

/** Joins the chains one by one to those placed: preferably by their first title, to an earlier one, as its sequel. */
function* joinAll(
  main: Chain,
  others: readonly Chain[],
  relations: readonly Relation[],
  placeOf: (id: number) => number,
): Generator<{ chain: Chain; joint: Joint | undefined }> {
  const placed = new Set(main)
  const waiting = new Set(others)
  const chainOf = new Map(others.flatMap((chain) => chain.map((id) => [id, chain] as const)))
  while (waiting.size > 0) {
    let best: { chain: Chain; joint: Joint; rank: readonly number[] } | undefined
    for (const { from, to, kind } of relations) {
      if (placed.has(from) === placed.has(to)) continue
      const joint = placed.has(from)
        ? { there: from, here: to, kind }
        : { there: to, here: from, kind: backwards(kind) }
      const chain = chainOf.get(joint.here)
      if (!chain) continue
      const isAhead = joint.here === chain[0] && placeOf(joint.there) < placeOf(joint.here)
      const rank = [isAhead ? 0 : 1, kind === 'SEQUEL' ? 0 : 1, placeOf(joint.there), placeOf(joint.here)]
      if (!best || isBefore(rank, best.rank)) best = { chain, joint, rank }
    }
    const [stray] = waiting
    const chain = best?.chain ?? (stray as Chain)
    yield { chain, joint: best?.joint }
    waiting.delete(chain)
    for (const id of chain) placed.add(id)
  }
}

/** What the first title of a relation is to the second. PARENT does not tell which kind of child. */
function backwards(kind: RelationKind): RelationKind {
  return inverseKind[kind] ?? (kind === 'PARENT' ? 'OTHER' : 'PARENT')
}

function isBefore(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((value, index) => value !== other[index])
  return at >= 0 && (one[at] as number) < (other[at] as number)
}

function pair(one: number, other: number): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`
}
