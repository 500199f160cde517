import type { MediaFormat } from '../../src/core/media.ts'
import { minutesToWatch, type Watchable } from '../../src/core/stats.ts'
import { columnsOf, type Placed, type Relation, timelineOf, type YearSpan } from './columns.ts'
import { rowsOf, type Track, tracksOf } from './tracks.ts'
import { type Wire, type Wiring, wiresOf } from './wires.ts'

/**
 * A franchise as a metro map, in columns and rows: time goes from left to right, chains of sequels are lines, and what stands
 * beside them hangs below. The same franchise always gives the same map.
 */
export interface FranchiseMap extends Pick<Wiring, 'gapSlots' | 'laneSlots'> {
  readonly stops: ReadonlyMap<number, Stop>
  readonly tracks: readonly Track[]
  readonly wires: readonly Wire[]
  readonly years: readonly YearSpan[]
  readonly columns: number
  readonly rows: number
}

export interface Stop {
  readonly column: number
  readonly row: number
}

/**
 * @param franchise its media in watch order
 * @param weigh what a title adds to the weight of its chain: the weightiest is the main line
 */
export function mapOf<Media extends Placed>(
  { media, relations }: { readonly media: readonly Media[]; readonly relations: readonly Relation[] },
  weigh: (media: Media) => number,
): FranchiseMap {
  const weights = new Map(media.map((one) => [one.id, weigh(one)]))
  const timeline = timelineOf(media, relations)
  const tracks = tracksOf(timeline, relations, (id) => weights.get(id) ?? 0)
  const columns = columnsOf(timeline, tracks)
  const rows = rowsOf(tracks, columns)
  const wiring = wiresOf(tracks, relations, columns, rows)
  const stops = new Map(
    tracks.flatMap(({ stops }, at) =>
      stops.map((id) => [id, { column: columns.of.get(id) ?? 0, row: rows.of[at] ?? 0 }] as const),
    ),
  )
  return { ...wiring, stops, tracks, years: columns.years, columns: columns.count, rows: rows.count }
}

/** What a title of unknown length is likely to last, in minutes: a season, or something short. */
const usual = { season: 12 * 24, other: 60 }
const seasons: ReadonlySet<MediaFormat | null> = new Set<MediaFormat | null>(['TV', 'ONA'])

/** How much a title makes of a line the main one: the minutes that it takes to watch. */
export function weightOf(media: Watchable & { readonly format: MediaFormat | null }): number {
  return minutesToWatch([media]) || (seasons.has(media.format) ? usual.season : usual.other)
}
