import { useTexts } from '../ui/texts/language.tsx'
import { type Zoom, zooms } from './zoom.ts'

/** How near to look at the map. */
export function ZoomChoice({ zoom, onChange }: { zoom: Zoom; onChange: (zoom: Zoom) => void }) {
  const texts = useTexts().franchise
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
