/** A media of the sandbox. Formats, statuses and kinds are AniList's, as in `schema.graphql`. */
export interface SandboxMedia {
  readonly id: number
  readonly idMal: number | null
  readonly type: 'ANIME' | 'MANGA'
  readonly format: string | null
  readonly status: MediaStatus | null
  readonly isAdult: boolean
  readonly title: MediaTitle
  readonly episodes: number | null
  /** Minutes per episode. */
  readonly duration: number | null
  readonly startDate: FuzzyDate
  readonly endDate: FuzzyDate
  /** 0 to 100. Only approximate, as AniList's change daily. */
  readonly averageScore: number | null
  readonly genres: readonly string[]
  readonly synonyms: readonly string[]
  readonly studio: string | null
  readonly synopsis: string | null
  /** The next episode of an airing media. It always airs within a week from now. */
  readonly nextEpisode: number | null
}

export type MediaStatus = 'FINISHED' | 'RELEASING' | 'NOT_YET_RELEASED' | 'CANCELLED' | 'HIATUS'

export interface MediaTitle {
  readonly romaji: string | null
  readonly english: string | null
  readonly native: string | null
}

export interface FuzzyDate {
  readonly year: number | null
  readonly month: number | null
  readonly day: number | null
}

export const unknownDate: FuzzyDate = { year: null, month: null, day: null }

/** The title that AniList shows to visitors: the first of romaji, English and native. */
export function mediaName({ id, title }: Pick<SandboxMedia, 'id' | 'title'>): string {
  return title.romaji ?? title.english ?? title.native ?? `#${id}`
}

/** Parses `2013-04-07`, `2013-04`, `2013`, or `-` for an unknown date. */
export function parseFuzzyDate(text: string): FuzzyDate {
  if (text === '-') return unknownDate
  const [year = null, month = null, day = null] = text.split('-').map(Number)
  return { year, month, day }
}

/** AniList counts December as part of the next year's winter. */
export function seasonOf({ year, month }: FuzzyDate): { season: string | null; seasonYear: number | null } {
  if (year === null || month === null) return { season: null, seasonYear: year }
  if (month === 12) return { season: 'WINTER', seasonYear: year + 1 }
  const seasons = ['WINTER', 'SPRING', 'SUMMER', 'FALL'] as const
  return { season: seasons[Math.floor((month - 1) / 3)] ?? null, seasonYear: year }
}

const week = 7 * 24 * 3600

/** When the next episode airs, in Unix seconds: at the media's own hour of the week, never in the past. */
export function nextAiringAt(media: SandboxMedia, nowMs: number): number {
  const now = Math.floor(nowMs / 1000)
  const hourOfWeek = ((media.id * 37) % (7 * 24)) * 3600
  return now + 1 + ((((hourOfWeek - now - 1) % week) + week) % week)
}

/** A directed edge: "`from` has a `kind` in `to`". If `to` does not exist, AniList returns a null node. */
export interface SandboxRelation {
  readonly from: number
  readonly to: number
  readonly kind: RelationKind
}

/** The inverse edge as AniList's editors usually enter it. */
export const otherEnd = {
  SEQUEL: 'PREQUEL',
  PREQUEL: 'SEQUEL',
  SIDE_STORY: 'PARENT',
  PARENT: 'SIDE_STORY',
  SUMMARY: 'PARENT',
  SPIN_OFF: 'PARENT',
  ALTERNATIVE: 'ALTERNATIVE',
  ADAPTATION: 'SOURCE',
  SOURCE: 'ADAPTATION',
  COMPILATION: 'CONTAINS',
  CONTAINS: 'COMPILATION',
  CHARACTER: 'CHARACTER',
  OTHER: 'OTHER',
} as const

export type RelationKind = keyof typeof otherEnd

export function isRelationKind(text: string): text is RelationKind {
  return Object.hasOwn(otherEnd, text)
}

export function reverse({ from, to, kind }: SandboxRelation): SandboxRelation {
  return { from: to, to: from, kind: otherEnd[kind] }
}
