import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { minutesToWatch } from '../../src/core/stats.ts'
import { completionOf, isMissing } from '../data/rail.ts'
import { withoutTitle } from '../data/results-search.ts'
import type { Franchise } from '../data/scan.ts'
import { FranchiseActions, TitleAct } from '../list/title-actions.tsx'
import { useActingKeys } from '../list/title-keys.ts'
import { Extent, Kind } from '../titles/title-facts.tsx'
import { TitleLink } from '../titles/title-link.tsx'
import { markOf, StateMark } from '../titles/title-mark.tsx'
import { useFranchiseName, useTitleName } from '../titles/title-name.tsx'
import { WatchOrderChoice } from '../titles/watch-order-choice.tsx'
import { buttonStyles } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { useFormats } from '../ui/texts/formats.ts'
import { FranchiseMap, PrintMap } from './franchise-map.tsx'
import type { Zoom } from './layout.ts'
import { linesOf } from './lines.ts'
import { firstZoom, Legend, SaveButton, ZoomChoice } from './map-controls.tsx'
import { nextToWatch, type ShownFranchise, useStopTexts } from './stop-texts.ts'

/** A whole franchise: the progress, its map, and its titles as a list. */
export function FranchiseView({
  franchise,
  user,
  isAnswered,
}: {
  franchise: Franchise
  user: string
  /** False while the scan runs, as missing titles may still change. */
  isAnswered: boolean
}) {
  const texts = useResultsTexts()
  const name = useFranchiseName()(franchise)
  const nameOf = useTitleName()
  const [zoom, setZoom] = useState<Zoom>(() => firstZoom(franchise.media.length))
  const next = nextToWatch(franchise.media)
  const lines = useMemo(() => linesOf(franchise), [franchise])
  const shown = { franchise, name, lines, next }
  useActingKeys(isAnswered ? [franchise] : none, false)
  return (
    <article aria-labelledby="franchise" aria-busy={!isAnswered}>
      <Link
        to="/u/$name"
        params={{ name: user }}
        search={withoutTitle}
        className={`${buttonStyles.quiet} -ml-3 print:hidden`}
      >
        <Icon name="left" />
        {texts.results.title(user)}
      </Link>
      <header className="mt-1 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div className="min-w-0 flex-[1_1_24rem]">
          <h1 id="franchise" className="text-xl font-bold tracking-tight text-balance">
            {name}
          </h1>
          <Completion franchise={franchise} />
        </div>
        {/* Reserves the height of the actions, which come with the answer. */}
        <div className="flex min-h-24 max-w-full flex-wrap content-start gap-2 sm:min-h-11 print:hidden">
          {isAnswered && next && (
            <TitleLink media={next} className={`${buttonStyles.primary} max-w-full`}>
              <Icon name="play" className="size-4" />
              <span className="truncate">
                {markOf(next) === 'watching'
                  ? texts.franchise.resumeTitle(nameOf(next))
                  : texts.franchise.watchNext(nameOf(next))}
              </span>
            </TitleLink>
          )}
          {isAnswered && <FranchiseActions franchise={franchise} titles={franchise.media} size="large" />}
        </div>
      </header>
      <section aria-label={texts.franchise.mapOf(name)} className="mt-6 print:mt-2">
        <div className="mb-2 flex items-center gap-2 print:hidden">
          <ZoomChoice zoom={zoom} onChange={setZoom} />
          <SaveButton {...shown} />
        </div>
        <FranchiseMap {...shown} zoom={zoom} />
        <PrintMap {...shown} />
        {/* Hidden while the map grows, as it would move. */}
        <div className="mt-2 in-[[aria-busy=true]]:invisible">
          <Legend media={franchise.media} lines={lines} />
        </div>
      </section>
      <WatchOrderList {...shown} />
    </article>
  )
}

const none: readonly Franchise[] = []

/** "7 of 10 watched · 9h to watch · 2013 to 2023", and the same as a bar. */
function Completion({ franchise: { media } }: { franchise: Franchise }) {
  const texts = useResultsTexts()
  const formats = useFormats()
  const { watched, begun, total } = completionOf(media)
  const minutes = minutesToWatch(media.filter(isMissing))
  const years = media.flatMap(({ year }) => (year === null ? [] : [year]))
  const [first, last] = [Math.min(...years), Math.max(...years)]
  const parts = [
    texts.results.completion(watched, total, begun),
    minutes > 0 && texts.results.timeLeft(formats.duration(minutes)),
    texts.counts.titles(media.length),
    years.length > 0 && (first === last ? `${first}` : texts.franchise.years(first, last)),
  ]
  return (
    <>
      <p className="mt-1 text-muted">{parts.filter(Boolean).join(' · ')}</p>
      <div aria-hidden="true" className="mt-3 h-1.5 max-w-md overflow-hidden rounded-full bg-sunken">
        <div
          className="h-full rounded-full bg-muted"
          style={{ width: `${total === 0 ? 0 : (100 * watched) / total}%` }}
        />
      </div>
    </>
  )
}

/** The titles of the map in watch order. */
function WatchOrderList(shown: ShownFranchise) {
  const { franchise, next } = shown
  const texts = useResultsTexts().franchise
  const textsOf = useStopTexts(shown)
  return (
    <section aria-labelledby="watch-order" className="mt-10 in-[[aria-busy=true]]:invisible print:hidden">
      <h2 id="watch-order" className="font-semibold">
        {texts.watchOrder}
      </h2>
      <WatchOrderChoice franchise={franchise} explained className="mt-2 max-w-sm" />
      <ol className="mt-2 gap-8 md:columns-2 xl:columns-3">
        {franchise.media.map((member, at) => {
          const { name, relation } = textsOf(member.id)
          const isNext = member.id === next?.id
          const mark = markOf(member)
          return (
            <li
              key={member.id}
              aria-current={isNext ? 'step' : undefined}
              className={`relative border-b border-rule break-inside-avoid ${isNext ? 'bg-accent-soft' : ''}`}
            >
              <TitleLink media={member} className="flex items-start gap-3 px-2 py-2.5 hover:bg-sunken">
                <span className="w-6 shrink-0 text-right text-s leading-6 text-muted tabular-nums">
                  {at + 1}
                </span>
                <StateMark mark={mark} />
                <span className="min-w-0 flex-1">
                  <span className={`block ${member.state === 'missing' || isNext ? 'font-medium' : ''}`}>
                    {name}
                  </span>
                  <span className="block text-s text-muted">
                    <Kind media={member} />
                    {relation && ` · ${relation}`}
                  </span>
                  <span className="block text-s text-muted empty:hidden">
                    {member.state === 'missing' && <Extent media={member} />}
                  </span>
                </span>
                {isNext && (
                  <span className="rounded-full bg-accent px-2 text-s leading-5 font-medium text-on-accent">
                    {mark === 'watching' ? texts.resume : texts.next}
                  </span>
                )}
              </TitleLink>
              <TitleAct member={member} markClass="top-0 left-8.5" coverClass="inset-0" />
            </li>
          )
        })}
      </ol>
    </section>
  )
}
