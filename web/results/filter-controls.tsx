import { useEffect, useId, useRef, useState } from 'react'
import { type SortKey, sortKeys, views } from '../data/results-search.ts'
import { Icon } from '../ui/icon.tsx'
import { useKeys } from '../ui/keys.ts'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { useFormats } from '../ui/texts/formats.ts'
import { useTexts } from '../ui/texts/language.tsx'
import type { Facet } from './filters.ts'
import { ResultsLink, useResultsSearch } from './results-link.tsx'

/** Searches titles by words. The address follows while typing, without a history entry per letter. */
export function SearchField() {
  const texts = useResultsTexts().filters
  const { search: searchLabel } = useTexts().keys
  const { search, change } = useResultsSearch()
  const [text, setText] = useState(search.q ?? '')
  const field = useRef<HTMLInputElement>(null)
  const sent = useRef(search.q ?? '')
  useKeys([{ keys: '/', label: searchLabel, run: () => field.current?.focus() }])
  useEffect(() => {
    // Changed elsewhere, such as by going back or clearing all filters.
    if ((search.q ?? '') !== sent.current) setText(search.q ?? '')
    sent.current = search.q ?? ''
  }, [search.q])
  return (
    <label className="relative block min-w-0 flex-1 md:w-60 md:flex-initial">
      <span className="sr-only">{texts.search}</span>
      <Icon name="search" className="pointer-events-none absolute top-3 left-3 size-5 text-muted" />
      <input
        ref={field}
        type="search"
        value={text}
        placeholder={texts.search}
        onChange={({ target: { value } }) => {
          setText(value)
          sent.current = value.trim()
          change({ q: value.trim() || undefined }, { replace: true })
        }}
        onKeyDown={({ key }) => key === 'Escape' && field.current?.blur()}
        className="min-h-11 w-full rounded-s border border-edge bg-surface pr-2 pl-10 placeholder:text-muted"
      />
    </label>
  )
}

/** The options of a filter, with the number of titles that each would show. */
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
              // Pressing a selected radio button clears it.
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

export function SortSelect({ className = '' }: { className?: string }) {
  const texts = useResultsTexts().filters
  const { search, change } = useResultsSearch()
  return (
    <label className={`relative block ${className}`}>
      <span className="sr-only">{texts.sort}</span>
      <select
        value={search.sort ?? 'ready'}
        onChange={({ target: { value } }) =>
          change({ sort: value === 'ready' ? undefined : (value as SortKey) })
        }
        className="min-h-11 w-full appearance-none rounded-s border border-edge bg-surface pr-9 pl-3"
      >
        {sortKeys.map((key) => (
          <option key={key} value={key}>
            {texts.sorts[key]}
          </option>
        ))}
      </select>
      <Icon name="down" className="pointer-events-none absolute top-3.5 right-3 size-4 text-muted" />
    </label>
  )
}

export function ViewSwitch({ className = '' }: { className?: string }) {
  const texts = useResultsTexts().filters
  const { search } = useResultsSearch()
  const current = search.view ?? 'rails'
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and these are links
    <div role="group" aria-label={texts.view} className={`flex rounded-s border border-edge ${className}`}>
      {views.map((view) => (
        <ResultsLink
          key={view}
          to={(before) => ({ ...before, view: view === 'rails' ? undefined : view })}
          label={texts.views[view]}
          current={view === current}
          className="grid size-10.5 flex-1 place-items-center text-muted first:rounded-l-s last:rounded-r-s hover:bg-sunken hover:text-ink aria-[current]:bg-ink aria-[current]:text-page"
        >
          <Icon name={view} />
        </ResultsLink>
      ))}
    </div>
  )
}
