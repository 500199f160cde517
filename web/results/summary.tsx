import type { ReactNode } from 'react'
import { countByAvailability, minutesToWatch } from '../../src/core/stats.ts'
import { availabilities, type ResultsSearch } from '../data/results-search.ts'
import type { ScanAnswer } from '../data/scan.ts'
import { Poster } from '../titles/poster.tsx'
import type { Title } from '../titles/title.ts'
import { Extent, Kind } from '../titles/title-facts.tsx'
import { TitleLink } from '../titles/title-link.tsx'
import { useTitleName } from '../titles/title-name.tsx'
import { Button, buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { useActingTexts } from '../ui/texts/en-acting.ts'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { useFormats } from '../ui/texts/formats.ts'
import { Rich } from '../ui/texts/rich.tsx'
import { useNow } from '../ui/use-now.ts'
import { withoutFilters } from './filters.ts'
import { ResultsLink, useResultsSearch } from './results-link.tsx'

/** The answer in one sentence, with links to the titles and franchises it counts. */
export function Summary({
  answer,
  titles,
  tools,
}: {
  answer: ScanAnswer
  /** Titles that are still missing. */
  titles: readonly Title[]
  /** Buttons at the end of the line. */
  tools: ReactNode
}) {
  const texts = useResultsTexts().results
  const acting = useActingTexts()
  const formats = useFormats()
  const { search } = useResultsSearch()
  const counts = countByAvailability(titles.map(({ member }) => member))
  const franchises = new Set(titles.map(({ franchise }) => franchise.id)).size
  const minutes = minutesToWatch(titles.map(({ member }) => member))
  return (
    <div className="pb-3">
      <h1 className="text-l font-semibold text-balance">
        <Rich
          text={
            titles.length === 0
              ? acting.nothingLeft(answer.user.name)
              : texts.sentence(answer.user.name, titles.length, franchises, search.relations === undefined)
          }
          tags={{
            name: (words) => <span className="break-all">{words}</span>,
            titles: (words) => (
              <NumberLink search={(before) => ({ ...withoutFilters(before), view: 'grid' })}>
                {words}
              </NumberLink>
            ),
            franchises: (words) => (
              <NumberLink search={(before) => ({ ...withoutFilters(before), view: undefined })}>
                {words}
              </NumberLink>
            ),
          }}
        />
      </h1>
      <ul className="mt-2 flex flex-wrap items-center gap-2 sm:mt-3">
        {availabilities.map((show) => {
          const isOn = search.show?.includes(show) === true && search.show.length === 1
          if (counts[show] === 0) return null
          return (
            <li key={show}>
              <ResultsLink
                to={(before) => ({ ...before, show: isOn ? undefined : [show] })}
                current={isOn}
                className="inline-flex min-h-10 items-center rounded-full border border-edge bg-surface px-4 font-medium whitespace-nowrap hover:bg-sunken aria-[current]:border-accent aria-[current]:bg-accent aria-[current]:text-on-accent"
              >
                {texts[show](counts[show])}
              </ResultsLink>
            </li>
          )
        })}
        {minutes > 0 && (
          <li className="order-first w-full whitespace-nowrap text-muted max-sm:-mt-1 sm:order-none sm:w-auto sm:px-1">
            {texts.toCatchUp(formats.duration(minutes))}
          </li>
        )}
        <li className="flex flex-wrap items-center max-sm:-mx-2 max-sm:w-[calc(100%+1rem)] sm:ml-auto print:hidden">
          {tools}
        </li>
      </ul>
    </div>
  )
}

function NumberLink({
  search,
  children,
}: {
  search: (before: ResultsSearch) => ResultsSearch
  children: ReactNode
}) {
  return (
    <ResultsLink
      to={search}
      className="text-accent underline decoration-accent/40 decoration-2 underline-offset-4 hover:decoration-accent"
    >
      {children}
    </ResultsLink>
  )
}

/** The age of the answer, and a button to refresh it. */
export function AnswerAge({
  answer,
  isTold,
  isFetching,
  onScanAgain,
}: {
  answer: ScanAnswer
  /** Whether nothing else on the page tells the age. */
  isTold: boolean
  isFetching: boolean
  onScanAgain: () => void
}) {
  const texts = useResultsTexts().results
  const formats = useFormats()
  const age = Math.max(0, useNow() - Date.parse(answer.generatedAt))
  return (
    <p className="flex items-center text-s text-muted">
      {isTold && (
        <span className="max-sm:sr-only">
          {age < 60_000 ? texts.scannedNow : texts.scanned(formats.ago(age))}
        </span>
      )}
      <Button
        look="icon"
        aria-label={texts.scanAgain}
        title={texts.scanAgain}
        disabled={isFetching}
        onClick={onScanAgain}
      >
        <Icon name="refresh" className="size-4" />
      </Button>
    </p>
  )
}

/** More than anyone would look through. */
const many = 200

/** Suggestions for narrowing down a very long answer. */
export function WhereToBegin({ titles }: { titles: readonly Title[] }) {
  const texts = useResultsTexts().results
  if (titles.length < many) return null
  const isScored = titles.some(({ mine }) => mine !== null)
  const ways: readonly (readonly [label: string, search: ResultsSearch])[] = [
    [texts.manyNext, { distance: [1] }],
    [texts.manyShort, { sort: 'shortest' }],
    [texts.manyBest, { sort: 'score' }],
    ...(isScored ? ([[texts.manyMine, { sort: 'mine' }]] as const) : []),
  ]
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 pb-3 text-s text-muted print:hidden">
      {texts.manyTitle}
      {ways.map(([label, search]) => (
        <ResultsLink
          key={label}
          to={(before) => ({ ...before, ...search })}
          className="inline-flex min-h-9 items-center font-medium text-accent underline decoration-accent/40 underline-offset-4 hover:decoration-accent"
        >
          {label}
        </ResultsLink>
      ))}
    </p>
  )
}

/** Shown if nothing is missing, with upcoming titles. */
export function NothingMissing({ answer }: { answer: ScanAnswer }) {
  const texts = useResultsTexts().none
  const { search } = useResultsSearch()
  const { list, user, upcoming } = answer
  const isUnwatched = list.watched === 0 && !search.fromPlanned
  const [title, text] =
    list.entries === 0
      ? [texts.emptyTitle, texts.empty(user.name)]
      : isUnwatched
        ? [texts.noneWatchedTitle, texts.noneWatched(user.name)]
        : [texts.title, texts.text(user.name, list.watched, search.relations === undefined)]
  return (
    <>
      <Notice
        icon={<Icon name={list.watched > 0 ? 'check' : 'list'} />}
        tone={list.watched > 0 ? 'good' : 'quiet'}
        title={title}
        actions={
          list.entries > 0 &&
          (isUnwatched ? (
            <ResultsLink to={(before) => ({ ...before, fromPlanned: true })} className={buttonStyles.primary}>
              {texts.fromPlanned}
            </ResultsLink>
          ) : (
            !search.relations && (
              <ResultsLink
                to={(before) => ({ ...before, relations: ['SIDE_STORY', 'PARENT', 'SPIN_OFF'] })}
                className={buttonStyles.secondary}
              >
                {texts.more}
              </ResultsLink>
            )
          ))
        }
      >
        <p>{text}</p>
      </Notice>
      {upcoming.length > 0 && <Upcoming titles={upcoming} />}
    </>
  )
}

function Upcoming({ titles }: { titles: ScanAnswer['upcoming'] }) {
  const texts = useResultsTexts().none
  const nameOf = useTitleName()
  return (
    <section aria-labelledby="upcoming" className="mx-auto w-full max-w-3xl">
      <h2 id="upcoming" className="pb-3 font-semibold">
        {texts.upcoming}
      </h2>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-4">
        {titles.map((member) => (
          <li key={member.id}>
            <TitleLink media={member} stop className="group block rounded-s">
              <Poster media={member} />
              <span className="mt-2 line-clamp-2 min-h-10 text-s font-medium" title={nameOf(member)}>
                {nameOf(member)}
              </span>
              <span className="block truncate text-s text-muted">
                <Kind media={member} />
              </span>
              <span className="block truncate text-s text-muted">
                <Extent media={member} isShort />
              </span>
            </TitleLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
