import { type KeyboardEvent, memo, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { minutesToWatch } from '../../src/core/stats.ts'
import { completionOf, type Rail, railOf } from '../data/rail.ts'
import type { Member } from '../data/scan.ts'
import { FranchiseActions, TitleAct } from '../list/title-actions.tsx'
import { Poster } from '../titles/poster.tsx'
import { labelsOf } from '../titles/title.ts'
import { Extent, Kind, Score } from '../titles/title-facts.tsx'
import { FranchiseLink, TitleLink } from '../titles/title-link.tsx'
import { markOf, StateMark } from '../titles/title-mark.tsx'
import { ShortName, useFranchiseName, useTitleName } from '../titles/title-name.tsx'
import { Icon } from '../ui/icon.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { useFormats } from '../ui/texts/formats.ts'
import type { Group } from './order-titles.ts'

/** A franchise as a rail: titles in watch order, with side stories below. */
export const FranchiseCard = memo(function FranchiseCard({
  group: { franchise, titles },
  isFirst = false,
}: {
  group: Group
  /** Whether it is visible at first. */
  isFirst?: boolean
}) {
  const texts = useResultsTexts().results
  const formats = useFormats()
  const name = useFranchiseName()(franchise)
  const headingId = useId()
  const rail = railOf(franchise)
  const { watched, begun, total } = completionOf(franchise.media)
  const minutes = minutesToWatch(franchise.media.filter(({ state }) => state === 'missing'))
  const shown = new Set(titles.map(({ id }) => id))
  const labels = useLabels(rail.main, name, 26)
  return (
    <section
      aria-labelledby={headingId}
      className="flex h-full flex-col rounded-m border border-rule bg-surface pt-2 pb-3"
    >
      <header className="flex min-h-11 items-center gap-1 px-4">
        <div className="min-w-0 flex-1">
          <h2 id={headingId} className="truncate font-semibold" title={name}>
            <FranchiseLink
              franchise={franchise}
              className="underline decoration-transparent underline-offset-4 hover:decoration-edge"
            >
              {name}
            </FranchiseLink>
          </h2>
          {/* If both do not fit, the time is hidden instead of truncated. */}
          <p className="flex h-5 flex-wrap gap-x-1 overflow-hidden text-s text-muted">
            <span className="max-w-full truncate">{texts.completion(watched, total, begun)}</span>
            {minutes > 0 && <span>· {texts.timeLeft(formats.duration(minutes))}</span>}
          </p>
        </div>
        <FranchiseActions franchise={franchise} titles={franchise.media.filter(({ id }) => shown.has(id))} />
      </header>
      <RailScroller label={texts.line(name)} start={rail.start}>
        {rail.main.map((member, at) => (
          <Stop
            key={member.id}
            member={member}
            label={labels.get(member.id) ?? ''}
            franchise={name}
            next={rail.main[at + 1]}
            isFirst={at === 0}
            eager={isFirst && Math.abs(at - rail.start) < 3}
            stop={at === rail.start}
            faint={member.state === 'missing' && !shown.has(member.id)}
          />
        ))}
      </RailScroller>
      {rail.side.length > 0 && <SideStories rail={rail} franchise={name} shown={shown} />}
    </section>
  )
})

/** @param most letters for which there is room */
function useLabels(members: readonly Member[], franchise: string, most: number): ReadonlyMap<number, string> {
  const { formats } = useResultsTexts().media
  const nameOf = useTitleName()
  const titles = members.map((member) => ({
    ...{ id: member.id, year: member.year, name: nameOf(member) },
    format: member.format && formats[member.format],
  }))
  return labelsOf(titles, franchise, most)
}

interface StopProps {
  readonly member: Member
  readonly label: string
  /** Its name, which stands above. */
  readonly franchise: string
  /** A missing title that the filters exclude. */
  readonly faint: boolean
}

function Stop({
  member,
  label,
  franchise,
  next,
  isFirst,
  eager,
  stop,
  faint,
}: StopProps & { next: Member | undefined; isFirst: boolean; eager: boolean; stop: boolean }) {
  const name = useTitleName()(member)
  const mark = markOf(member)
  const isMissing = member.state === 'missing'
  return (
    <li className={`relative w-30 shrink-0 snap-start px-2 ${faint ? 'opacity-45' : ''}`}>
      <TitleLink media={member} stop={stop} className="group block rounded-s">
        <span className="-mx-2 flex items-center pb-2">
          <span className={`flex-1 border-t-2 ${isFirst ? 'border-transparent' : lineTo(member)}`} />
          <StateMark mark={mark} />
          <span className={`flex-1 border-t-2 ${next ? lineTo(next) : 'border-transparent'}`} />
        </span>
        <Poster media={member} mark={mark} eager={eager} />
        <span
          className={`mt-2 line-clamp-2 min-h-10 text-s ${isMissing ? 'font-medium' : 'text-muted'}`}
          title={name}
        >
          <ShortName label={label} name={name} franchise={franchise} />
        </span>
        <span className="block truncate text-s text-muted">
          <Kind media={member} />
        </span>
        <span className="flex min-h-5 gap-2 text-s text-muted">
          {isMissing && (
            <>
              <span className="truncate">
                <Extent media={member} isShort />
              </span>
              {/* Where both do not fit, the time is what one wants to know. */}
              {!member.nextAiring && <Score media={member} />}
            </>
          )}
        </span>
      </TitleLink>
      <TitleAct
        member={member}
        markClass="-top-0.5 left-1/2 -translate-x-1/2 items-start! pt-0.5"
        coverClass="inset-x-2 top-8 aspect-[46/65]"
      />
    </li>
  )
}

/** Lines to announced titles are dashed. */
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
  const texts = useResultsTexts().results
  const labels = useLabels(rail.side, franchise, 17)
  return (
    <RailScroller label={texts.sideStories} start={Math.max(rail.side.findIndex(isShown), 0)}>
      {rail.side.map((member) => (
        <SideStory
          key={member.id}
          member={member}
          label={labels.get(member.id) ?? ''}
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

function SideStory({ member, label, franchise, faint }: StopProps) {
  const name = useTitleName()(member)
  const mark = markOf(member)
  return (
    <li className={`relative w-56 shrink-0 snap-start px-2 ${faint ? 'opacity-45' : ''}`}>
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
            <ShortName label={label} name={name} franchise={franchise} />
          </span>
          <span className="block truncate text-muted">
            {member.nextAiring && member.state === 'missing' ? (
              <Extent media={member} isShort />
            ) : (
              <Kind media={member} />
            )}
          </span>
        </span>
        <StateMark mark={mark} className="size-5" />
      </TitleLink>
      <TitleAct
        member={member}
        markClass="top-1/2 right-2 -translate-y-1/2"
        markSize="size-5"
        coverClass="inset-x-2 inset-y-0"
      />
    </li>
  )
}

/** A line of titles that scrolls horizontally from `start`, with arrow keys, and buttons for the mouse. */
function RailScroller({
  label,
  start,
  children,
}: {
  label: string
  /** The index of the first important item; if there is room, the previous one stays visible. */
  start: number
  children: ReactNode
}) {
  const list = useRef<HTMLOListElement>(null)
  const [hidden, setHidden] = useState({ left: false, right: false })

  const look = ({ scrollLeft, scrollWidth, clientWidth }: HTMLElement) => {
    const now = { left: scrollLeft > 4, right: scrollLeft + clientWidth < scrollWidth - 4 }
    setHidden((before) => (before.left === now.left && before.right === now.right ? before : now))
  }
  // An observer runs between layout and paint; measuring earlier would force a layout for each rail.
  // biome-ignore lint/correctness/useExhaustiveDependencies: later changes must not move a rail that the visitor has scrolled
  useEffect(() => {
    const line = list.current
    if (!line) return
    let isNew = true
    const observer = new ResizeObserver(() => {
      if (isNew) scrollToStop(line, start)
      isNew = false
      look(line)
    })
    observer.observe(line)
    return () => observer.disconnect()
  }, [])

  const turn = (pages: number) => {
    const { current } = list
    current?.scrollBy({ left: pages * current.clientWidth * 0.8, behavior: 'smooth' })
  }
  return (
    <div className="group/rail relative mt-1.5 -mb-0.5">
      <ol
        ref={list}
        aria-label={label}
        onScroll={({ currentTarget }) => look(currentTarget)}
        onKeyDown={walk}
        // `relative`, because hidden text for screen readers would otherwise widen the page.
        className="no-scrollbar relative flex snap-x snap-proximity scroll-px-2 overflow-x-auto overscroll-x-contain px-2 py-1"
      >
        {children}
      </ol>
      {hidden.left && <PageButton side="left" onPress={() => turn(-1)} />}
      {hidden.right && <PageButton side="right" onPress={() => turn(1)} />}
    </div>
  )
}

function scrollToStop(line: HTMLElement, at: number): void {
  const first = line.firstElementChild as HTMLElement | null
  if (!first || at === 0) return
  const before = line.clientWidth >= 4 * first.offsetWidth ? 1 : 0
  line.scrollLeft = (at - before) * first.offsetWidth
}

/** For the mouse only: the keyboard moves along the titles, and touch screens swipe. */
function PageButton({ side, onPress }: { side: 'left' | 'right'; onPress: () => void }) {
  return (
    <div
      aria-hidden="true"
      className={`pointer-events-none absolute inset-y-0 hidden w-10 items-center from-surface to-transparent pointer-fine:flex ${side === 'left' ? 'left-0 justify-start bg-linear-to-r pl-1' : 'right-0 justify-end bg-linear-to-l pr-1'}`}
    >
      <button
        type="button"
        tabIndex={-1}
        onClick={onPress}
        className="pointer-events-auto grid size-9 place-items-center rounded-full bg-surface text-muted opacity-0 shadow-over transition-opacity duration-140 group-hover/rail:opacity-100 hover:text-ink"
      >
        <Icon name={side} />
      </button>
    </div>
  )
}

function walk(event: KeyboardEvent<HTMLOListElement>): void {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
  if (step === undefined) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a')]
  const next = links[links.indexOf(document.activeElement as HTMLElement) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
