import { memo, type ReactNode, useId } from 'react'
import { minutesToWatch } from '../../src/core/stats.ts'
import type { Member } from '../api/scan.ts'
import { useFormats, useTexts } from '../texts/language.tsx'
import { FranchiseLink } from './franchise-link.tsx'
import type { Group } from './order-titles.ts'
import { Poster } from './poster.tsx'
import { completionOf, type Rail, railOf } from './rail.ts'
import { RailScroller } from './rail-scroller.tsx'
import { StateMark } from './state-mark.tsx'
import { shortTitle } from './title.ts'
import { Extent, Kind, Score } from './title-facts.tsx'
import { TitleLink } from './title-link.tsx'
import { markOf } from './title-mark.ts'
import { useFranchiseName, useTitleName } from './use-title-name.ts'

/** A franchise as a rail: its titles in watch order on one line, side stories below. */
export const FranchiseCard = memo(function FranchiseCard({
  group: { franchise, titles },
  actions,
}: {
  group: Group
  /** What one can do with the missing titles, beside the name. */
  actions?: ReactNode
}) {
  const texts = useTexts().results
  const formats = useFormats()
  const name = useFranchiseName()(franchise)
  const headingId = useId()
  const rail = railOf(franchise)
  const { watched, total } = completionOf(franchise.media)
  const minutes = minutesToWatch(franchise.media.filter(({ state }) => state === 'missing'))
  const shown = new Set(titles.map(({ id }) => id))
  return (
    <section
      aria-labelledby={headingId}
      className="flex h-full flex-col rounded-m border border-rule bg-surface py-3"
    >
      <header className="flex min-h-8 items-baseline gap-3 px-4">
        <h2 id={headingId} className="min-w-0 flex-1 truncate font-semibold" title={name}>
          <FranchiseLink
            franchise={franchise}
            className="underline decoration-transparent underline-offset-4 hover:decoration-edge"
          >
            {name}
          </FranchiseLink>
        </h2>
        <p className="text-s whitespace-nowrap text-muted">
          <span title={texts.completionLong(watched, total)}>{texts.completion(watched, total)}</span>
          {minutes > 0 && <> · {texts.timeLeft(formats.duration(minutes))}</>}
        </p>
        {actions}
      </header>
      <RailScroller label={texts.line(name)} start={rail.start}>
        {rail.main.map((member, at) => (
          <Stop
            key={member.id}
            member={member}
            next={rail.main[at + 1]}
            franchise={name}
            isFirst={at === 0}
            stop={at === rail.start}
            faint={member.state === 'missing' && !shown.has(member.id)}
          />
        ))}
      </RailScroller>
      {rail.side.length > 0 && <SideStories rail={rail} franchise={name} shown={shown} />}
    </section>
  )
})

interface StopProps {
  readonly member: Member
  readonly franchise: string
  /** A missing title that the filters leave out. */
  readonly faint: boolean
}

function Stop({
  member,
  next,
  franchise,
  isFirst,
  stop,
  faint,
}: StopProps & { next: Member | undefined; isFirst: boolean; stop: boolean }) {
  const name = useTitleName()(member)
  const mark = markOf(member)
  const isMissing = member.state === 'missing'
  return (
    <li className={`w-30 shrink-0 snap-start px-2 ${faint ? 'opacity-45' : ''}`}>
      <TitleLink media={member} stop={stop} className="group block rounded-s">
        <span className="-mx-2 flex items-center pb-2">
          <span className={`flex-1 border-t-2 ${isFirst ? 'border-transparent' : lineTo(member)}`} />
          <StateMark mark={mark} />
          <span className={`flex-1 border-t-2 ${next ? lineTo(next) : 'border-transparent'}`} />
        </span>
        <Poster media={member} mark={mark} />
        <span
          className={`mt-2 line-clamp-2 min-h-10 text-s ${isMissing ? 'font-medium' : 'text-muted'}`}
          title={name}
        >
          {shortTitle(name, franchise)}
        </span>
        <span className="block truncate text-s text-muted">
          <Kind media={member} />
        </span>
        <span className="flex min-h-5 gap-2 text-s text-muted">
          {isMissing && (
            <>
              <span className="truncate">
                <Extent media={member} />
              </span>
              <Score media={member} />
            </>
          )}
        </span>
      </TitleLink>
    </li>
  )
}

/** The line to what is only announced is dashed. */
function lineTo(member: Member): string {
  return markOf(member) === 'announced' ? 'border-dashed border-edge' : 'border-edge'
}

function SideStories({
  rail,
  franchise,
  shown,
}: {
  rail: Rail
  franchise: string
  shown: ReadonlySet<number>
}) {
  const texts = useTexts().results
  return (
    <RailScroller label={texts.sideStories} start={Math.max(rail.side.findIndex(isShown), 0)}>
      {rail.side.map((member) => (
        <SideStory
          key={member.id}
          member={member}
          franchise={franchise}
          faint={member.state === 'missing' && !shown.has(member.id)}
        />
      ))}
    </RailScroller>
  )

  function isShown({ id }: Member): boolean {
    return shown.has(id)
  }
}

function SideStory({ member, franchise, faint }: StopProps) {
  const name = useTitleName()(member)
  const mark = markOf(member)
  return (
    <li className={`w-56 shrink-0 snap-start px-2 ${faint ? 'opacity-45' : ''}`}>
      <TitleLink
        media={member}
        className="group flex items-center gap-2 rounded-s bg-sunken p-1.5 pr-3 hover:bg-rule"
      >
        <Poster media={member} mark={mark} className="w-9 shrink-0" />
        <span className="min-w-0 flex-1 text-s">
          <span
            className={`block truncate ${member.state === 'missing' ? 'font-medium' : 'text-muted'}`}
            title={name}
          >
            {shortTitle(name, franchise)}
          </span>
          <span className="block truncate text-muted">
            <Kind media={member} />
          </span>
        </span>
        <StateMark mark={mark} className="size-5" />
      </TitleLink>
    </li>
  )
}
