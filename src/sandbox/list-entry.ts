import type { FuzzyDate } from './media.ts'

/** One entry of a user's list, as the owner sees it. */
export interface SandboxEntry {
  readonly id: number
  readonly mediaId: number
  readonly status: ListStatus
  /** 0 to 100, 0 where not scored. GraphQL converts it to the format asked for. */
  readonly score: number
  readonly progress: number
  readonly repeat: number
  readonly private: boolean
  readonly notes: string | null
  /** Stands in custom lists only. */
  readonly hiddenFromStatusLists: boolean
  readonly customLists: readonly string[]
  readonly startedAt: FuzzyDate
  readonly completedAt: FuzzyDate
  /** Unix seconds. */
  readonly createdAt: number
  readonly updatedAt: number
}

/** In the order in which AniList shows them. */
export const listStatuses = ['CURRENT', 'COMPLETED', 'PAUSED', 'DROPPED', 'PLANNING', 'REPEATING'] as const
export type ListStatus = (typeof listStatuses)[number]

/** AniList's names of the status lists of anime. */
export const statusNames: Readonly<Record<ListStatus, string>> = {
  CURRENT: 'Watching',
  COMPLETED: 'Completed',
  PAUSED: 'Paused',
  DROPPED: 'Dropped',
  PLANNING: 'Planning',
  REPEATING: 'Rewatching',
}

export const scoreFormats = ['POINT_100', 'POINT_10_DECIMAL', 'POINT_10', 'POINT_5', 'POINT_3'] as const
export type ScoreFormat = (typeof scoreFormats)[number]

const points: Readonly<Record<ScoreFormat, number>> = {
  POINT_100: 100,
  POINT_10_DECIMAL: 10,
  POINT_10: 10,
  POINT_5: 5,
  POINT_3: 3,
}

/** A score of 0 to 100 in the words of `format`. Whatever is scored stays above 0, as 0 means "not scored". */
export function formatScore(score: number, format: ScoreFormat): number {
  if (score === 0) return 0
  const scaled = (score * points[format]) / 100
  return format === 'POINT_10_DECIMAL' ? Math.round(scaled * 10) / 10 : Math.max(1, Math.round(scaled))
}

/** The inverse of {@link formatScore}, as far as the format is fine enough. */
export function parseScore(score: number, format: ScoreFormat): number {
  return Math.round(Math.min(Math.max(score, 0), points[format]) * (100 / points[format]))
}
