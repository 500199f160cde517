import { useId } from 'react'
import { useFormats } from '../ui/texts/language.tsx'
import type { Facet } from './facet.ts'

/** The values of a filter to choose from, each with the number of titles that it would show. */
export function FacetOptions({
  facet,
  onToggle,
}: {
  facet: Facet
  onToggle: (value: string | number) => void
}) {
  const formats = useFormats()
  const group = useId()
  return (
    <ul>
      {facet.options.map(({ value, label, count, selected }) => (
        <li key={value}>
          <label className="flex min-h-9 items-center gap-3 rounded-s px-2 hover:bg-sunken max-lg:min-h-11">
            <input
              type={facet.kind === 'least' ? 'radio' : 'checkbox'}
              name={group}
              checked={selected}
              onChange={() => onToggle(value)}
              // A radio button that is pressed again lets go.
              onClick={() => facet.kind === 'least' && selected && onToggle(value)}
              className="size-4 shrink-0 accent-accent"
            />
            <span className="min-w-0 flex-1 truncate">{label}</span>
            <span className="text-s text-muted tabular-nums">{formats.number(count)}</span>
          </label>
        </li>
      ))}
    </ul>
  )
}
