import type { ReactNode } from 'react'
import { filtersOf, type ResultsSearch } from '../data/results-search.ts'
import { useScores } from '../titles/scores.ts'
import { Icon } from '../ui/icon.tsx'
import { useWords } from '../ui/texts/language.tsx'
import { makeFacets, toggleOption } from './facet.ts'
import type { FacetCounts } from './filter-titles.ts'
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
  const words = useWords()
  const { filters: texts, results } = words.texts
  const { search, change } = useResultsSearch()
  const scores = useScores()
  const filters = filtersOf(search)
  if (Object.keys(filters).length === 0) return null
  const nothing = Object.fromEntries(Object.keys(filters).map((name) => [name, undefined])) as ResultsSearch
  return (
    <div className="flex flex-wrap items-center gap-2 pb-3">
      <p role="status" className="mr-1 text-s text-muted">
        {results.shown(shown, all)}
      </p>
      {filters.q && <Chip label={`“${filters.q}”`} onRemove={() => change({ q: undefined })} />}
      {makeFacets(counts, filters, words, scores).flatMap((facet) =>
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
  const { texts } = useWords()
  return (
    <button
      type="button"
      aria-label={texts.filters.remove(label)}
      onClick={onRemove}
      className="inline-flex min-h-9 items-center gap-1.5 rounded-full border border-accent bg-accent-soft pr-2.5 pl-3.5 text-s hover:border-accent-strong"
    >
      {label}
      <Icon name="cross" className="size-3.5" />
    </button>
  )
}
