import type { ScanAnswer } from '../data/scan.ts'
import { Poster } from '../titles/poster.tsx'
import { Extent, Kind } from '../titles/title-facts.tsx'
import { TitleLink } from '../titles/title-link.tsx'
import { useTitleName } from '../titles/title-name.tsx'
import { buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Notice } from '../ui/notice.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { ResultsLink, useResultsSearch } from './results-link.tsx'

/** A success: the list has it all. And what comes next. */
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
        : [texts.title, texts.text(user.name, list.watched)]
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
                <Extent media={member} />
              </span>
            </TitleLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
