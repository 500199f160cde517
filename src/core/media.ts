/** A media on AniList: one season, movie, special or song (or a manga, which is never followed). */
export interface Media {
  /** AniList's id, positive. */
  readonly id: number
  readonly type: MediaType
  readonly title: MediaTitle
  /** `null` if AniList does not say, as for newly announced titles. */
  readonly format: MediaFormat | null
  readonly status: MediaStatus | null
  readonly isAdult: boolean
  /** The total when finished; `null` if unknown. */
  readonly episodes: number | null
  /** Minutes per episode. */
  readonly duration: number | null
  readonly startDate: FuzzyDate
  /** AniList's average score, 0 to 100. */
  readonly score: number | null
  /** The number of AniList users with it on their list; `null` if unknown. */
  readonly popularity: number | null
  readonly genres: readonly string[]
  readonly coverUrl: string | null
  /** The cover's dominant colour, `#rrggbb`, shown until the picture has loaded. */
  readonly coverColor: string | null
  readonly nextAiring: NextAiring | null
}

export interface MediaTitle {
  readonly romaji: string | null
  readonly english: string | null
  readonly native: string | null
}

export const titleLanguages = ['english', 'romaji', 'native'] as const satisfies readonly (keyof MediaTitle)[]
export type TitleLanguage = (typeof titleLanguages)[number]

/** A date with possibly unknown parts. */
export interface FuzzyDate {
  readonly year: number | null
  readonly month: number | null
  readonly day: number | null
}

export interface NextAiring {
  readonly episode: number
  /** Unix time in seconds. */
  readonly at: number
}

export type MediaType = 'ANIME' | 'MANGA'

export const mediaFormats = [
  'TV',
  'TV_SHORT',
  'MOVIE',
  'SPECIAL',
  'OVA',
  'ONA',
  'MUSIC',
  'MANGA',
  'NOVEL',
  'ONE_SHOT',
] as const
export type MediaFormat = (typeof mediaFormats)[number]

export const mediaStatuses = ['FINISHED', 'RELEASING', 'NOT_YET_RELEASED', 'CANCELLED', 'HIATUS'] as const
export type MediaStatus = (typeof mediaStatuses)[number]

export const unknownDate: FuzzyDate = { year: null, month: null, day: null }

/**
 * The title to show: the first of English, romaji and native; `#id` if there is none.
 *
 * @example
 * displayTitle({ id: 1, title: { english: null, romaji: 'Cowboy Bebop', native: 'カウボーイビバップ' } }) // 'Cowboy Bebop'
 */
export function displayTitle(media: Pick<Media, 'id' | 'title'>): string {
  return media.title.english ?? media.title.romaji ?? media.title.native ?? `#${media.id}`
}

/**
 * The address of this media on AniList.
 *
 * @example
 * siteUrl({ id: 1, type: 'ANIME' }) // 'https://anilist.co/anime/1'
 */
export function siteUrl(media: Pick<Media, 'id' | 'type'>): string {
  return `https://anilist.co/${media.type.toLowerCase()}/${media.id}`
}

type Dated = Pick<Media, 'id' | 'startDate'>

/**
 * Orders by start date, then id. Unknown dates come last, like titles that are only announced. An unknown month or day
 * counts as the end of the known period, so "2013" comes after "April 2013".
 */
export function compareByDate(a: Dated, b: Dated): number {
  return dateKey(a.startDate) - dateKey(b.startDate) || a.id - b.id
}

function dateKey({ year, month, day }: FuzzyDate): number {
  return (year ?? 9999) * 10_000 + (month ?? 13) * 100 + (day ?? 32)
}
