import { Popover } from 'radix-ui'
import { lazy, Suspense, useState } from 'react'
import { buttonStyles } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { useWords } from '../texts/language.tsx'
import { type Facet, makeFacets, toggleOption } from './facet.ts'
import { FacetOptions } from './facet-options.tsx'
import type { FacetCounts } from './filter-titles.ts'
import { SortSelect, ViewSwitch } from './presentation-controls.tsx'
import { filtersOf } from './results-search.ts'
import { SearchField } from './search-field.tsx'
import { useResultsSearch } from './use-results-search.ts'

const FilterSheet = lazy(() => import('./filter-sheet.tsx'))
const ScanOptionsDialog = lazy(() => import('./scan-options-dialog.tsx'))

/** Search, filters, order and view; on narrow screens all but the search in a sheet. */
export function Toolbar({ counts, shown }: { counts: FacetCounts; shown: number }) {
  const words = useWords()
  const { texts } = words
  const { search, change } = useResultsSearch()
  const [open, setOpen] = useState<'filters' | 'options'>()
  const filters = filtersOf(search)
  const facets = makeFacets(counts, filters, words)
  const active = facets.filter(({ options }) => options.some(({ selected }) => selected)).length
  const toggle = (facet: Facet, value: string | number) => change(toggleOption(filters, facet, value))
  const close = () => setOpen(undefined)

  return (
    <div className="sticky top-14 z-10 -mx-4 flex items-center gap-2 bg-page/95 px-4 py-2 backdrop-blur-sm md:-mx-6 md:px-6">
      <SearchField />
      <div className="flex flex-wrap items-center gap-1 max-lg:hidden">
        {facets.map((facet) => (
          <FacetPopover key={facet.name} facet={facet} onToggle={(value) => toggle(facet, value)} />
        ))}
      </div>
      <span className="flex-1 max-lg:hidden" />
      <button
        type="button"
        className={`${buttonStyles.quiet} max-lg:hidden`}
        aria-haspopup="dialog"
        onClick={() => setOpen('options')}
      >
        {texts.scanOptions.button}
      </button>
      <SortSelect className="max-lg:hidden" />
      <ViewSwitch className="max-lg:hidden" />
      <button
        type="button"
        className={`${buttonStyles.secondary} lg:hidden`}
        aria-haspopup="dialog"
        onClick={() => setOpen('filters')}
      >
        <Icon name="sliders" />
        {active > 0 ? texts.filters.filtersActive(active) : texts.filters.filters}
      </button>
      <Suspense fallback={null}>
        {open === 'filters' && (
          <FilterSheet
            facets={facets}
            shown={shown}
            onToggle={toggle}
            onClose={close}
            onOptions={() => setOpen('options')}
          />
        )}
        {open === 'options' && <ScanOptionsDialog onClose={close} />}
      </Suspense>
    </div>
  )
}

function FacetPopover({ facet, onToggle }: { facet: Facet; onToggle: (value: string | number) => void }) {
  const selected = facet.options.filter((option) => option.selected)
  return (
    <Popover.Root>
      <Popover.Trigger
        className={`inline-flex min-h-11 items-center gap-1 rounded-s border px-3 whitespace-nowrap hover:bg-sunken ${selected.length > 0 ? 'border-accent bg-accent-soft text-ink' : 'border-transparent text-muted data-[state=open]:bg-sunken'}`}
      >
        {selected.length === 1 ? selected[0]?.label : facet.label}
        {selected.length > 1 && ` · ${selected.length}`}
        <Icon name="down" className="size-4" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={facet.label}
          className="z-30 max-h-(--radix-popover-content-available-height) w-60 animate-appear overflow-y-auto rounded-m bg-surface p-2 shadow-over outline-none"
        >
          <FacetOptions facet={facet} onToggle={onToggle} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
