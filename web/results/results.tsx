import { useDeferredValue, useMemo } from 'react'
import { filtersOf } from '../data/results-search.ts'
import type { ScanAnswer } from '../data/scan.ts'
import type { Places } from '../data/scan-query.ts'
import { useActing } from '../list/acting-context.tsx'
import { AddAllButton } from '../list/add-all-button.tsx'
import { DeviceIgnoresNote } from '../list/device-ignores-note.tsx'
import { ElsewhereNote } from '../list/elsewhere-note.tsx'
import { SelectButton } from '../list/select-button.tsx'
import { SelectionBar } from '../list/selection-bar.tsx'
import { useActingKeys } from '../list/use-acting-keys.ts'
import { type Title, titlesOf } from '../titles/title.ts'
import { useMoveKeys } from '../titles/use-move-keys.ts'
import { useFranchiseName, useTitleName } from '../titles/use-title-name.ts'
import { buttonStyles } from '../ui/button.tsx'
import { ProblemBanner } from '../ui/problem-banner.tsx'
import { useFormats, useTexts } from '../ui/texts/language.tsx'
import { ActiveFilters } from './active-filters.tsx'
import { filterTitles } from './filter-titles.ts'
import { HiddenCounts } from './hidden-counts.tsx'
import { HiddenTitles } from './hidden-titles.tsx'
import { NothingMissing } from './nothing-missing.tsx'
import { keepInPlace, orderGroups, orderTitles } from './order-titles.ts'
import { ScanOptionsButton } from './scan-options-button.tsx'
import { AnswerAge, Summary } from './summary.tsx'
import { Toolbar } from './toolbar.tsx'
import { useResultsSearch } from './use-results-search.ts'
import { ResultsView } from './views/results-view.tsx'
import { WhereToBegin } from './where-to-begin.tsx'

/** The answer of a scan, to look through. */
export function Results({
  answer,
  places,
  isFetching,
  onScanAgain,
}: {
  answer: ScanAnswer
  /** Of the franchises that were on the page before the answer came. */
  places: Places
  isFetching: boolean
  onScanAgain: () => void
}) {
  const texts = useTexts()
  const { search } = useResultsSearch()
  const titles = useMemo(() => titlesOf(answer), [answer])
  const acting = useActing()
  const missing = useMemo(() => titles.filter(({ member }) => member.state === 'missing'), [titles])
  useMoveKeys()
  useActingKeys(answer.franchises, search.hidden === undefined)
  const canSelect = acting !== undefined && (acting.canAdd || acting.canIgnore)
  const tools = (
    <>
      <AnswerAge answer={answer} isFetching={isFetching} onScanAgain={onScanAgain} />
      {canSelect && missing.length > 0 && <SelectButton acting={acting} />}
      <ScanOptionsButton />
      {Object.keys(filtersOf(search)).length === 0 && (
        <AddAllButton titles={missing} className="ml-2 max-lg:hidden" />
      )}
    </>
  )
  if (search.hidden) return <HiddenTitles answer={answer} rule={search.hidden} />
  return (
    <>
      <DeviceIgnoresNote />
      {answer.incomplete && (
        <ProblemBanner
          icon="warning"
          action={
            <button
              type="button"
              className={buttonStyles.secondary}
              onClick={onScanAgain}
              disabled={isFetching}
            >
              {texts.problems.goOn}
            </button>
          }
        >
          {texts.problems.incomplete}
        </ProblemBanner>
      )}
      {titles.length === 0 ? (
        <>
          <div className="flex items-center justify-end">{tools}</div>
          <NothingMissing answer={answer} />
        </>
      ) : (
        <>
          <Summary answer={answer} titles={missing} tools={tools} />
          <ElsewhereNote name={answer.user.name} />
          <WhereToBegin titles={titles} />
          <Found titles={titles} places={places} />
        </>
      )}
      <HiddenCounts answer={answer} />
      {/* Nothing of the page must stay below the bar of what is chosen. */}
      <div className="h-(--bar)" />
    </>
  )
}

function Found({ titles: all, places }: { titles: readonly Title[]; places: Places }) {
  const acting = useActing()
  const texts = useTexts()
  const { compare } = useFormats()
  const [titleName, franchiseName] = [useTitleName(), useFranchiseName()]
  const { search, change } = useResultsSearch()
  const { titles, counts } = useMemo(() => filterTitles(all, filtersOf(search)), [all, search])
  const { view = 'rails', sort = 'ready', grouped = false } = search
  const groups = useMemo(() => {
    const ordered = orderGroups(titles, sort, { nameOf: franchiseName, compare })
    return sort === 'ready' ? keepInPlace(ordered, places.keys()) : ordered
  }, [titles, sort, franchiseName, compare, places])
  const inOrder = useMemo(
    () => orderTitles(titles, sort, { nameOf: ({ member }) => titleName(member), compare }),
    [titles, sort, titleName, compare],
  )
  // The tools answer at once; what they change on the page may take a moment longer.
  const content = useDeferredValue(
    useMemo(() => ({ view, grouped, titles: inOrder, groups }), [view, grouped, inOrder, groups]),
  )
  return (
    <>
      <Toolbar counts={counts} shown={titles.length} />
      <ActiveFilters
        counts={counts}
        shown={titles.length}
        all={all.length}
        action={<AddAllButton titles={titles} isFiltered />}
      />
      {view !== 'rails' && (
        <label className="flex min-h-9 w-fit items-center gap-3 text-s text-muted">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={grouped}
            onChange={() => change({ grouped: grouped ? undefined : true })}
          />
          {texts.filters.grouped}
        </label>
      )}
      <section aria-label={texts.results.results} className="pt-2">
        {titles.length === 0 ? (
          <div className="py-16 text-center">
            <p className="font-semibold">{texts.filters.none}</p>
            <p className="mt-1 text-muted">{texts.filters.noneHint}</p>
          </div>
        ) : (
          <ResultsView {...content} places={places} />
        )}
      </section>
      {acting && <SelectionBar acting={acting} titles={all} shown={titles} />}
    </>
  )
}
