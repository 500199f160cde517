import type { Franchise } from '../api/scan.ts'
import { columnsOf, type YearSpan } from './columns.ts'
import { rowsOf } from './rows.ts'
import { type Placed, type Relation, timelineOf } from './timeline.ts'
import { type Track, tracksOf } from './tracks.ts'
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

/** @param franchise its media in watch order */
export function mapOf({
  media,
  relations,
}: {
  readonly media: readonly Placed[]
  readonly relations: Franchise['relations'] | readonly Relation[]
}): FranchiseMap {
  const timeline = timelineOf(media, relations)
  const tracks = tracksOf(timeline, relations)
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
