import type { Media } from './media.ts'
import {
  inverseKind,
  type OptionalKind,
  optionalKinds,
  type RelationKind,
  relationKinds,
} from './relation.ts'

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

/** The kinds that a search follows, and how edges are read for it. */
export class FollowedKinds {
  readonly #forwards: ReadonlySet<RelationKind>
  readonly #backwards: ReadonlyMap<RelationKind, RelationKind>

  constructor(options: Pick<SearchOptions, 'relations'>) {
    const followed = new Set<RelationKind>(['SEQUEL', ...options.relations])
    this.#forwards = followed
    this.#backwards = new Map(
      relationKinds.flatMap((told) => {
        const step = inverseKind[told]
        return step !== undefined && followed.has(step) ? [[told, step]] : []
      }),
    )
  }

  /** Whether an edge of this kind is a step from its `from` to its `to`. */
  forwards(kind: RelationKind): boolean {
    return this.#forwards.has(kind)
  }

  /** The kind of the step from an edge's `to` to its `from`, or `undefined` where it is none. */
  backwards(kind: RelationKind): RelationKind | undefined {
    return this.#backwards.get(kind)
  }

  /** Whether an edge of this kind makes its two media one franchise. */
  connects(kind: RelationKind): boolean {
    return this.#forwards.has(kind) || this.#backwards.has(kind)
  }
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

/** Where several edges lead to a media in equally many steps, the kind that stands first here names the step. */
export const kindRank: ReadonlyMap<RelationKind, number> = new Map(
  (['SEQUEL', ...optionalKinds] as const).map((kind, rank) => [kind, rank]),
)
