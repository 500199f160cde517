import type { MediaFormat } from '../../src/core/media.ts'
import { minutesToWatch, type Watchable } from '../../src/core/stats.ts'

/** What a title of unknown length is likely to last, in minutes: a season, or something short. */
const usual = { season: 12 * 24, other: 60 }
const seasons: ReadonlySet<MediaFormat | null> = new Set<MediaFormat | null>(['TV', 'ONA'])

/** How much a title makes of a line the main one: the minutes that it takes to watch. */
export function weightOf(media: Watchable & { readonly format: MediaFormat | null }): number {
  return minutesToWatch([media]) || (seasons.has(media.format) ? usual.season : usual.other)
}
