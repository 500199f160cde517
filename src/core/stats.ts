import type { Media } from './media.ts'

/** Whether a title can be watched now: all that will come is out, episodes still come, or nothing is out yet. */
export type Availability = 'out' | 'airing' | 'announced'

/**
 * Of a title on hiatus episodes still come, so it counts as airing. Where AniList gives no status, a title
 * counts as announced: nothing shows that it can be watched.
 */
export function availability({ status }: Pick<Media, 'status'>): Availability {
  if (status === 'RELEASING' || status === 'HIATUS') return 'airing'
  return status === 'NOT_YET_RELEASED' || status === null ? 'announced' : 'out'
}

/** Episodes that are out; `null` where AniList does not tell. */
export function episodesOut(media: Pick<Media, 'status' | 'episodes' | 'nextAiring'>): number | null {
  switch (availability(media)) {
    case 'out':
      return media.episodes
    case 'airing':
      return media.nextAiring ? media.nextAiring.episode - 1 : null
    case 'announced':
      return 0
  }
}

/** What the time to watch a title depends on. */
export type Watchable = Pick<Media, 'status' | 'episodes' | 'nextAiring' | 'duration'>

/**
 * Minutes that it takes to watch what is out of these titles; unknown durations count as nothing.
 *
 * @example
 * minutesToWatch([anime(1, { episodes: 12, duration: 24 }), anime(2, { episodes: null })]) // 288
 */
export function minutesToWatch(media: Iterable<Watchable>): number {
  let minutes = 0
  for (const one of media) minutes += (episodesOut(one) ?? 0) * (one.duration ?? 0)
  return minutes
}

export interface MissingCounts {
  readonly out: number
  readonly airing: number
  readonly announced: number
}

/** Counts titles by availability. */
export function countByAvailability(media: Iterable<Pick<Media, 'status'>>): MissingCounts {
  const counts = { out: 0, airing: 0, announced: 0 }
  for (const one of media) counts[availability(one)]++
  return counts
}
