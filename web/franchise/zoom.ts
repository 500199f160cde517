import type { Measures } from './geometry.ts'

/** From afar only the stops, then their names, then their posters. */
export const zooms = ['overview', 'titles', 'posters'] as const
export type Zoom = (typeof zooms)[number]

/** The classes in web/franchise/map-stop.tsx draw stops that fit these. */
export const measuresOf: Readonly<Record<Zoom, Measures>> = {
  overview: { column: 34, gap: 12, above: 24, below: 24, slot: 5, bend: 8 },
  titles: { column: 116, gap: 28, above: 40, below: 100, slot: 7, bend: 14 },
  posters: { column: 116, gap: 28, above: 40, below: 266, slot: 7, bend: 14 },
}

/** Few titles have room for their posters. */
export function firstZoom(titles: number): Zoom {
  return titles <= 8 ? 'posters' : 'titles'
}
