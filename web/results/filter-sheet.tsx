import { WatchOrderChoice } from '../titles/watch-order-choice.tsx'
import { Dialog, DialogActions } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { FacetOptions, SortSelect, ViewSwitch } from './filter-controls.tsx'
import { type Facet, noFilters } from './filters.ts'
import { useResultsSearch } from './results-link.tsx'

/** Sorting, view and all filters, for narrow screens. */
export function FilterSheet({
  facets,
  shown,
  onToggle,
  onClose,
}: {
  facets: readonly Facet[]
  shown: number
  onToggle: (facet: Facet, value: string | number) => void
  onClose: () => void
}) {
  const texts = useResultsTexts()
  const { change } = useResultsSearch()
  return (
    <Dialog
      title={texts.filters.filters}
      onClose={onClose}
      footer={
        <DialogActions other={texts.filters.clear} onOther={() => change(noFilters)} onClick={onClose}>
          {texts.filters.done(shown)}
        </DialogActions>
      }
    >
      <div className="flex flex-wrap gap-3 pb-3">
        <SortSelect className="flex-auto" />
        <ViewSwitch className="flex-auto" />
        <WatchOrderChoice explained className="w-full" />
      </div>
      {facets.map((facet) => {
        const selected = facet.options.filter((option) => option.selected)
        return (
          <details key={facet.name} className="group border-t border-rule">
            <summary className="flex min-h-12 cursor-pointer list-none items-center gap-2 font-medium [&::-webkit-details-marker]:hidden">
              {facet.label}
              <span className="min-w-0 flex-1 truncate text-right text-s font-normal text-muted">
                {selected.map(({ label }) => label).join(', ')}
              </span>
              <Icon
                name="down"
                className="size-5 text-muted transition-transform duration-140 group-open:rotate-180"
              />
            </summary>
            <div className="-mx-2 pb-3">
              <FacetOptions facet={facet} onToggle={(value) => onToggle(facet, value)} />
            </div>
          </details>
        )
      })}
    </Dialog>
  )
}
