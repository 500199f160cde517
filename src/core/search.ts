import type { Media } from './media.ts'
import { type OptionalKind, optionalKinds, type RelationKind } from './relation.ts'

/** What a search follows, passes and reports. */
export interface SearchOptions {
  /** The largest distance to report; `Infinity` for no limit. */
  readonly depth: number
  /** Kinds to follow besides SEQUEL. */
  readonly relations: readonly OptionalKind[]
  readonly adult: boolean
  readonly music: boolean
  readonly throughDropped: boolean
  /** Begin chains at planned and paused entries too, not at watched ones alone. */
  readonly fromPlanned: boolean
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
  ignored: new Set(),
}

/** Why a media that a chain leads to is not reported. */
export type ExclusionRule = (typeof exclusionRules)[number]
export const exclusionRules = ['music', 'adult', 'cancelled', 'dropped', 'ignored'] as const

/** The kinds that a search follows. What they connect is one franchise. */
export function followedKinds(options: Pick<SearchOptions, 'relations'>): RelationKind[] {
  return [...new Set<RelationKind>(['SEQUEL', ...options.relations])]
}

/** The rule that keeps this media out of every chain, or `undefined` where none does. */
export function hidingRule(
  media: Media,
  options: Pick<SearchOptions, 'adult' | 'music'>,
): ExclusionRule | undefined {
  if (media.format === 'MUSIC' && !options.music) return 'music'
  if (media.isAdult && !options.adult) return 'adult'
  if (media.status === 'CANCELLED') return 'cancelled'
  return undefined
}

/** Where several edges lead to a media in equally many steps, the kind listed first here names the step. */
export const kindRank: ReadonlyMap<RelationKind, number> = new Map(
  (['SEQUEL', ...optionalKinds] as const).map((kind, rank) => [kind, rank]),
)
