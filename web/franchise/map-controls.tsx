import type { Member } from '../data/scan.ts'
import { type Mark, markIcons, markOf, StateMark } from '../titles/title-mark.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import type { Measures } from './geometry.ts'

/** What the marks and lines on this map mean; those that it lacks are left out. */
export function Legend({ media }: { media: readonly Member[] }) {
  const texts = useResultsTexts()
  const marks = new Set(media.map(markOf))
  const lines = [
    ['chain', 'stroke-edge stroke-5'],
    ['side', 'stroke-edge stroke-2'],
    ['link', 'stroke-edge stroke-[1.5] [stroke-dasharray:0.1_5]'],
  ] as const
  return (
    <ul
      aria-label={texts.franchise.legend}
      className="flex flex-wrap items-center gap-x-5 gap-y-2 text-s text-muted"
    >
      {(Object.keys(markIcons) as Mark[])
        .filter((mark) => marks.has(mark))
        .map((mark) => (
          <li key={mark} className="flex items-center gap-2">
            <span aria-hidden="true">
              <StateMark mark={mark} className="size-5" />
            </span>
            {texts.media.states[mark]}
          </li>
        ))}
      {media.length > 2 &&
        lines.map(([kind, look]) => (
          <li key={kind} className="flex items-center gap-2">
            <svg viewBox="0 0 24 8" className="h-2 w-6" strokeLinecap="round" aria-hidden="true">
              <path d="M3 4H21" className={look} />
            </svg>
            {texts.franchise.lines[kind]}
          </li>
        ))}
    </ul>
  )
}

/** From afar only the stops, then their names, then their posters. */
export const zooms = ['overview', 'titles', 'posters'] as const
export type Zoom = (typeof zooms)[number]

/** The classes in web/franchise/map-paper.tsx draw stops that fit these. */
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
