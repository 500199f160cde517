import type { Media } from './media.ts'
import { type OptionalKind, optionalKinds, type RelationKind } from './relation.ts'
import type { WatchOrder } from './watch-order.ts'

/** What a search follows, skips and reports. */
export interface SearchOptions {
  /** The largest distance to report; `Infinity` for no limit. */
  readonly depth: number
  /** Kinds to follow in addition to SEQUEL. */
  readonly relations: readonly OptionalKind[]
  readonly adult: boolean
  readonly music: boolean
  readonly throughDropped: boolean
  /** Also start chains from planned and paused entries. */
  readonly fromPlanned: boolean
  /** The watch order of franchises; with `essential`, skippable titles are not reported. */
  readonly order: WatchOrder
  /** Media that the user does not want reported. Chains still pass through them. */
  readonly ignored: ReadonlySet<number>
}

export const defaultSearch: SearchOptions = {
  depth: Infinity,
  relations: [],
  adult: false,
  music: false,
  throughDropped: false,
  fromPlanned: false,
  order: 'release',
  ignored: new Set(),
}

/**
 * Why a media reached by a chain is not reported. `recap` applies until the titles it sums up are watched. In the order
 * `essential`, `recap` and `alternative` always apply.
 */
export type ExclusionRule = (typeof exclusionRules)[number]
export const exclusionRules = [
  'music',
  'adult',
  'cancelled',
  'dropped',
  'ignored',
  'recap',
  'alternative',
] as const

/** The kinds that a search follows. The media they connect form one franchise. */
export function followedKinds(options: Pick<SearchOptions, 'relations'>): RelationKind[] {
  return [...new Set<RelationKind>(['SEQUEL', ...options.relations])]
}

/** The rule that keeps this media out of every chain, or `undefined`. */
export function hidingRule(
  media: Media,
  options: Pick<SearchOptions, 'adult' | 'music'>,
): ExclusionRule | undefined {
  if (media.format === 'MUSIC' && !options.music) return 'music'
  if (media.isAdult && !options.adult) return 'adult'
  if (media.status === 'CANCELLED') return 'cancelled'
  return undefined
}

/** If several edges reach a media in equally many steps, the kind listed first here is reported. */
export const kindRank: ReadonlyMap<RelationKind, number> = new Map(
  (['SEQUEL', ...optionalKinds] as const).map((kind, rank) => [kind, rank]),
)
