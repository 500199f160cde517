import { Popover } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { scanOptionsOf } from '../data/results-search.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { lazily } from '../ui/lazily.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { FacetOptions, SearchField, SortSelect, ViewSwitch } from './filter-controls.tsx'
import { type Facet, type FacetCounts, filtersOf, noFilters, toggleOption, useFacets } from './filters.ts'
import { useResultsSearch } from './results-link.tsx'

const FilterSheet = lazily(async () => (await import('./filter-sheet.tsx')).FilterSheet)

/** Search, filters, sorting and view; on narrow screens, everything but the search is in a sheet. */
export function Toolbar({ counts, shown }: { counts: FacetCounts; shown: number }) {
  const texts = useResultsTexts()
  const { search, change } = useResultsSearch()
  const [isOpen, setIsOpen] = useState(false)
  const filters = filtersOf(search)
  const facets = useFacets(counts)
  const active = facets.filter(({ options }) => options.some(({ selected }) => selected)).length
  const toggle = (facet: Facet, value: string | number) => change(toggleOption(filters, facet, value))
  return (
    <div className="sticky top-14 z-10 -mx-4 short:static flex items-center gap-2 bg-page px-4 py-2 md:-mx-6 md:px-6 print:hidden">
      <SearchField />
      <div className="flex shrink-0 items-center max-xl:hidden">
        {facets.map(
          (facet) =>
            // The summary already has these.
            facet.name !== 'show' && (
              <FacetPopover key={facet.name} facet={facet} onToggle={(value) => toggle(facet, value)} />
            ),
        )}
      </div>
      <Button look="secondary" className="xl:hidden" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        <Icon name="sliders" />
        {active > 0 ? texts.filters.filtersActive(active) : texts.filters.filters}
      </Button>
      <span className="flex-1 max-md:hidden" />
      <SortSelect className="shrink-0 max-md:hidden" />
      <ViewSwitch className="shrink-0 max-md:hidden" />
      {isOpen && (
        <FilterSheet facets={facets} shown={shown} onToggle={toggle} onClose={() => setIsOpen(false)} />
      )}
    </div>
  )
}

function FacetPopover({ facet, onToggle }: { facet: Facet; onToggle: (value: string | number) => void }) {
  const selected = facet.options.filter((option) => option.selected)
  return (
    <Popover.Root>
      <Popover.Trigger
        data-chosen={selected.length > 0 || undefined}
        className={`inline-flex min-h-11 items-center gap-1 rounded-s border px-2 whitespace-nowrap hover:bg-sunken ${selected.length > 0 ? 'border-accent bg-accent-soft text-ink' : 'border-transparent text-muted data-[state=open]:bg-sunken'}`}
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

const ScanOptionsDialog = lazily(async () => (await import('./scan-options-dialog.tsx')).ScanOptionsDialog)

/** Opens the scan options, and shows how many are not at their default. */
export function ScanOptionsButton() {
  const texts = useResultsTexts().scanOptions
  const { search } = useResultsSearch()
  const [isOpen, setIsOpen] = useState(false)
  const changed = Object.keys(scanOptionsOf(search)).length
  return (
    <>
      <Button
        aria-haspopup="dialog"
        look="quiet"
        className="max-sm:gap-1 max-sm:px-2! max-sm:text-s"
        onClick={() => setIsOpen(true)}
      >
        <Icon name="gear" />
        <span aria-hidden="true" className="sm:hidden">
          {texts.short}
        </span>
        <span className="max-sm:sr-only">{texts.title}</span>
        {changed > 0 && <span className="rounded-full bg-accent px-2 text-s text-on-accent">{changed}</span>}
      </Button>
      {isOpen && <ScanOptionsDialog onClose={() => setIsOpen(false)} />}
    </>
  )
}

/** The active filters with buttons to remove them, and the number of matching titles; nothing without filters. */
export function ActiveFilters({
  counts,
  shown,
  all,
  action,
}: {
  counts: FacetCounts
  shown: number
  all: number
  /** An action on all shown titles. */
  action?: ReactNode
}) {
  const { filters: texts, results } = useResultsTexts()
  const facets = useFacets(counts)
  const { search, change } = useResultsSearch()
  const filters = filtersOf(search)
  const isFiltered = Object.keys(filters).length > 0
  // There from the start: of what a status says when it appears, screen readers say nothing.
  return (
    <div className={isFiltered ? 'flex flex-wrap items-center gap-2 pb-3' : ''}>
      <p role="status" className={isFiltered ? 'mr-1 text-s text-muted' : 'sr-only'}>
        {isFiltered && results.shown(shown, all)}
      </p>
      {isFiltered && (
        <>
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
            onClick={() => change(noFilters)}
          >
            {texts.clearAll}
          </button>
          {action && <span className="ml-auto">{action}</span>}
        </>
      )}
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
