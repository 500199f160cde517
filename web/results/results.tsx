import { useDeferredValue, useMemo } from 'react'
import type { ScanAnswer } from '../api/scan.ts'
import { buttonStyles } from '../components/button.tsx'
import { useFormats, useTexts } from '../texts/language.tsx'
import { ActiveFilters } from './active-filters.tsx'
import { filterTitles } from './filter-titles.ts'
import { HiddenCounts } from './hidden-counts.tsx'
import { HiddenTitles } from './hidden-titles.tsx'
import { NothingMissing } from './nothing-missing.tsx'
import { keepInPlace, orderGroups, orderTitles } from './order-titles.ts'
import { ProblemBanner } from './problem-banner.tsx'
import { filtersOf } from './results-search.ts'
import { AnswerAge, Summary } from './summary.tsx'
import { titlesOf } from './title.ts'
import { Toolbar } from './toolbar.tsx'
import { useMoveKeys } from './use-move-keys.ts'
import { useResultsSearch } from './use-results-search.ts'
import { useFranchiseName, useTitleName } from './use-title-name.ts'
import { ResultsView } from './views/results-view.tsx'
import { WhereToBegin } from './where-to-begin.tsx'

/** The answer of a scan, to look through. */
export function Results({
  answer,
  shown,
  isFetching,
  onScanAgain,
}: {
  answer: ScanAnswer
  /** Franchises that were on the page before the answer came, from top to bottom. */
  shown: readonly number[]
  isFetching: boolean
  onScanAgain: () => void
}) {
  const texts = useTexts()
  const { search } = useResultsSearch()
  const titles = useMemo(() => titlesOf(answer), [answer])
  useMoveKeys()
  const foot = (
    <div className="mt-6 flex flex-wrap items-center justify-between gap-x-6 border-t border-rule pt-2">
      <HiddenCounts hidden={answer.hidden} />
      <AnswerAge answer={answer} isFetching={isFetching} onScanAgain={onScanAgain} />
    </div>
  )
  if (search.hidden) return <HiddenTitles answer={answer} rule={search.hidden} />
  return (
    <>
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
        <NothingMissing answer={answer} />
      ) : (
        <>
          <Summary answer={answer} titles={titles} />
          <WhereToBegin titles={titles} />
          <Found titles={titles} shown={shown} />
        </>
      )}
      {foot}
    </>
  )
}

function Found({ titles: all, shown }: { titles: ReturnType<typeof titlesOf>; shown: readonly number[] }) {
  const texts = useTexts()
  const { compare } = useFormats()
  const [titleName, franchiseName] = [useTitleName(), useFranchiseName()]
  const { search, change } = useResultsSearch()
  const { titles, counts } = useMemo(() => filterTitles(all, filtersOf(search)), [all, search])
  const { view = 'rails', sort = 'ready', grouped = false } = search
  const groups = useMemo(() => {
    const ordered = orderGroups(titles, sort, { nameOf: franchiseName, compare })
    return sort === 'ready' ? keepInPlace(ordered, shown) : ordered
  }, [titles, sort, franchiseName, compare, shown])
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
      <ActiveFilters counts={counts} shown={titles.length} all={all.length} />
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
          <ResultsView {...content} />
        )}
      </section>
    </>
  )
}
