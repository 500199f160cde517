import type { ReactNode } from 'react'
import type { ResultsSearch } from '../data/results-search.ts'
import { Icon } from '../ui/icon.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { toggleOption, useFacets } from './facet.ts'
import { type FacetCounts, filtersOf } from './filter-titles.ts'
import { useResultsSearch } from './results-link.tsx'

/** What is filtered by, each to take away, and how much of it all that leaves; nothing without filters. */
export function ActiveFilters({
  counts,
  shown,
  all,
  action,
}: {
  counts: FacetCounts
  shown: number
  all: number
  /** What one can do with all that is shown. */
  action?: ReactNode
}) {
  const { filters: texts, results } = useResultsTexts()
  const facets = useFacets(counts)
  const { search, change } = useResultsSearch()
  const filters = filtersOf(search)
  if (Object.keys(filters).length === 0) return null
  const nothing = Object.fromEntries(Object.keys(filters).map((name) => [name, undefined])) as ResultsSearch
  return (
    <div className="flex flex-wrap items-center gap-2 pb-3">
      <p role="status" className="mr-1 text-s text-muted">
        {results.shown(shown, all)}
      </p>
      {filters.q && <Chip label={`“${filters.q}”`} onRemove={() => change({ q: undefined })} />}
      {facets.flatMap((facet) =>
        facet.options
          .filter(({ selected }) => selected)
          .map(({ value, label }) => (
            <Chip
              key={`${facet.name} ${value}`}
              label={label}
              onRemove={() => change(toggleOption(filters, facet, value))}
            />
          )),
      )}
      <button
        type="button"
        className="min-h-9 rounded-s px-2 text-s font-medium text-accent hover:bg-sunken"
        onClick={() => change(nothing)}
      >
        {texts.clearAll}
      </button>
      {action && <span className="ml-auto">{action}</span>}
    </div>
  )
}

function Chip({ label, onRemove }: { label: string; onRemove: () => void }) {
  const texts = useResultsTexts().filters
  return (
    <button
      type="button"
      aria-label={texts.remove(label)}
      onClick={onRemove}
      className="inline-flex min-h-9 items-center gap-1.5 rounded-full border border-accent bg-accent-soft pr-2.5 pl-3.5 text-s hover:border-accent-strong"
    >
      {label}
      <Icon name="cross" className="size-3.5" />
    </button>
  )
}
