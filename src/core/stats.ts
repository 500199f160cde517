import type { Media } from './media.ts'

/** Whether a title is complete, still has episodes to come, or has none yet. */
export type Availability = 'out' | 'airing' | 'announced'

/** A title on hiatus counts as airing, and one without a status as announced, as nothing shows that it is out. */
export function availability({ status }: Pick<Media, 'status'>): Availability {
  if (status === 'RELEASING' || status === 'HIATUS') return 'airing'
  return status === 'NOT_YET_RELEASED' || status === null ? 'announced' : 'out'
}

/** Released episodes; `null` if AniList does not say. */
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

/** The fields that the watch time depends on. */
export type Watchable = Pick<Media, 'status' | 'episodes' | 'nextAiring' | 'duration'>

/**
 * Minutes needed to watch the released episodes of these titles; unknown durations count as 0.
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

export function countByAvailability(media: Iterable<Pick<Media, 'status'>>): MissingCounts {
  const counts = { out: 0, airing: 0, announced: 0 }
  for (const one of media) counts[availability(one)]++
  return counts
}
