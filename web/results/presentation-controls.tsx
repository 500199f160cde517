import { type SortKey, sortKeys, views } from '../data/results-search.ts'
import { Icon } from '../ui/icon.tsx'
import { useTexts } from '../ui/texts/language.tsx'
import { ResultsLink } from './results-link.tsx'
import { useResultsSearch } from './use-results-search.ts'

export function SortSelect({ className = '' }: { className?: string }) {
  const texts = useTexts().filters
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
  const texts = useTexts().filters
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
