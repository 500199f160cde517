import { useResultsTexts } from '../ui/texts/en-results.ts'
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

/** How near to look at the map. */
export function ZoomChoice({ zoom, onChange }: { zoom: Zoom; onChange: (zoom: Zoom) => void }) {
  const texts = useResultsTexts().franchise
  return (
    <fieldset className="flex rounded-s border border-edge bg-surface p-0.5 print:hidden">
      <legend className="sr-only">{texts.zoom}</legend>
      {zooms.map((one) => (
        <label
          key={one}
          className="inline-flex min-h-10 items-center rounded-s px-3 text-s text-muted has-checked:bg-sunken has-checked:font-medium has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="zoom"
            className="sr-only"
            checked={one === zoom}
            onChange={() => onChange(one)}
          />
          {texts.zooms[one]}
        </label>
      ))}
    </fieldset>
  )
}
