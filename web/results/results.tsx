import { useDeferredValue, useEffect, useMemo } from 'react'
import type { View } from '../data/results-search.ts'
import type { ScanAnswer } from '../data/scan.ts'
import type { Places, RunningScan } from '../data/scan-query.ts'
import { useActing } from '../list/acting-context.tsx'
import {
  AddAllButton,
  DeviceIgnoresNote,
  ElsewhereNote,
  SelectButton,
  SelectionBar,
} from '../list/list-tools.tsx'
import { useActingKeys, useMoveKeys } from '../list/title-keys.ts'
import { type Title, titlesOf } from '../titles/title.ts'
import { useFranchiseName, useTitleName } from '../titles/title-name.tsx'
import { WatchOrderChoice } from '../titles/watch-order-choice.tsx'
import { Button } from '../ui/button.tsx'
import { ProblemBanner } from '../ui/problem.tsx'
import { CardSkeletons, ScanProgress } from '../ui/scan-progress.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { useFormats } from '../ui/texts/formats.ts'
import { announce } from '../ui/toasts.tsx'
import { cardRows } from './card-rows.ts'
import { filtersOf, filterTitles } from './filters.ts'
import { FranchiseCard } from './franchise-card.tsx'
import { HiddenCounts, HiddenTitles } from './hidden-titles.tsx'
import { useKeptPlace } from './kept-place.ts'
import { type Group, keepInPlace, orderGroups, orderTitles } from './order-titles.ts'
import { PrintedTitles } from './printed-titles.tsx'
import { useResultsSearch } from './results-link.tsx'
import { AnswerAge, NothingMissing, Summary, WhereToBegin } from './summary.tsx'
import { GridView, ListView, type ViewContent } from './title-views.tsx'
import { ActiveFilters, ScanOptionsButton, Toolbar } from './toolbar.tsx'
import { useWidth, VirtualRows } from './virtual-rows.tsx'

/** The answer of a scan. */
export function Results({
  answer,
  places,
  isFetching,
  isOld,
  onScanAgain,
}: {
  answer: ScanAnswer
  /** Of franchises that were shown before the answer arrived. */
  places: Places
  isFetching: boolean
  /** Whether a note above tells its age, and why there is no newer one. */
  isOld: boolean
  onScanAgain: () => void
}) {
  const texts = useResultsTexts()
  const { search } = useResultsSearch()
  const titles = useMemo(() => titlesOf(answer), [answer])
  const acting = useActing()
  const missing = useMemo(() => titles.filter(({ member }) => member.state === 'missing'), [titles])
  const { generatedAt } = answer
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer is told of once, whatever is done about it afterwards
  useEffect(() => announce(texts.results.done(missing.length)), [generatedAt])
  useKeptPlace()
  useMoveKeys()
  useActingKeys(answer.franchises, search.hidden === undefined)
  const canSelect = acting !== undefined && (acting.canAdd || acting.canIgnore)
  const tools = (
    <>
      <AnswerAge answer={answer} isTold={!isOld} isFetching={isFetching} onScanAgain={onScanAgain} />
      {canSelect && missing.length > 0 && <SelectButton acting={acting} />}
      <WatchOrderChoice className="max-xl:hidden" />
      <ScanOptionsButton />
      {Object.keys(filtersOf(search)).length === 0 && (
        <AddAllButton
          titles={missing}
          className="max-sm:order-first max-sm:mr-auto max-sm:ml-2 max-sm:gap-1 max-sm:px-3! max-sm:text-s sm:ml-2"
        />
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
            <Button look="secondary" onClick={onScanAgain} disabled={isFetching}>
              {texts.problems.goOn}
            </Button>
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
      {/* Keeps the end of the page above the selection bar. */}
      <div className="h-(--bar)" />
    </>
  )
}

function Found({ titles: all, places }: { titles: readonly Title[]; places: Places }) {
  const acting = useActing()
  const texts = useResultsTexts()
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
  // The tools respond immediately, while the results may take a moment longer.
  const content = useDeferredValue(
    useMemo(() => ({ view, grouped, titles: inOrder, groups }), [view, grouped, inOrder, groups]),
  )
  return (
    <>
      <PrintedTitles groups={groups} />
      <Toolbar counts={counts} shown={titles.length} />
      <ActiveFilters
        counts={counts}
        shown={titles.length}
        all={all.length}
        action={<AddAllButton titles={titles} isFiltered />}
      />
      {view !== 'rails' && (
        <label className="flex min-h-9 w-fit items-center gap-3 text-s text-muted print:hidden">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={grouped}
            onChange={() => change({ grouped: grouped ? undefined : true })}
          />
          {texts.filters.grouped}
        </label>
      )}
      <section aria-label={texts.results.results} className="pt-2 print:hidden">
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

/** A running scan: its progress, and the franchises found so far. */
export function RunningResults({ name, running }: { name: string; running: RunningScan | undefined }) {
  const texts = useResultsTexts().results
  const franchises = running?.franchises
  // Filters do not apply yet, so all missing titles are shown.
  const groups = useMemo(
    () =>
      franchises?.map(
        (franchise): Group => ({
          franchise,
          titles: franchise.media
            .filter(({ state }) => state === 'missing')
            .map(({ id }) => ({ id }) as Group['titles'][number]),
        }),
      ) ?? [],
    [franchises],
  )
  return (
    <>
      <ScanProgress name={name} progress={running?.progress} />
      <section aria-label={texts.results} aria-busy="true">
        <RailsView groups={groups} places={running?.places} />
        {groups.length < 4 && <CardSkeletons count={4 - groups.length} />}
      </section>
    </>
  )
}

/** Shows titles in one of four views; rails are always grouped by franchise. */
function ResultsView({
  view,
  grouped,
  titles,
  groups,
  places,
}: {
  view: View
  grouped: boolean
  titles: readonly Title[]
  groups: readonly Group[]
  places: Places
}) {
  const content = useMemo((): ViewContent => (grouped ? { groups } : { titles }), [grouped, groups, titles])
  switch (view) {
    case 'rails':
      return <RailsView groups={groups} places={places} />
    case 'list':
      return <ListView content={content} />
    default:
      return <GridView content={content} size={view} />
  }
}

const gap = 16
/** The number of cards that may be visible at first. */
const firstCards = 3

function RailsView({ groups, places }: { groups: readonly Group[]; places?: Places | undefined }) {
  const { box, width } = useWidth()
  const rows = useMemo(() => cardRows(groups, width, gap, places), [groups, width, places])
  return (
    <div ref={box}>
      {width > 0 && (
        <VirtualRows
          rows={rows}
          render={({ cards }) => (
            <div className="flex gap-4 pb-4">
              {cards.map(({ group, width }) => (
                <div key={group.franchise.id} style={{ width }}>
                  <FranchiseCard group={group} isFirst={groups.indexOf(group) < firstCards} />
                </div>
              ))}
            </div>
          )}
        />
      )}
    </div>
  )
}
