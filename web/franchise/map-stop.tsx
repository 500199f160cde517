import { memo } from 'react'
import type { Member } from '../data/scan.ts'
import { Poster } from '../titles/poster.tsx'
import { Extent, Kind } from '../titles/title-facts.tsx'
import { TitleLink } from '../titles/title-link.tsx'
import { markOf, StateMark } from '../titles/title-mark.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import type { Point } from './geometry.ts'
import { measuresOf, type Zoom } from './zoom.tsx'

/** A title on the map. Its mark stands on the line, its name below. */
export const MapStop = memo(function MapStop({
  member,
  at: { x, y },
  zoom,
  name,
  short,
  said,
  isNext,
  isEntry,
}: {
  member: Member
  at: Point
  zoom: Zoom
  name: string
  /** The end of the name, without that of the franchise. */
  short: string
  /** Read aloud after the name. */
  said: string
  isNext: boolean
  /** Whether the Tab key comes here; the arrow keys lead on. */
  isEntry: boolean
}) {
  const texts = useResultsTexts().franchise
  const mark = markOf(member)
  const width = measuresOf[zoom].column
  const isMissing = member.state === 'missing'
  const isFar = zoom === 'overview'
  const half = isFar ? 12 : 14
  const written = isFar ? 'sr-only' : 'max-w-full text-s leading-4.5'
  return (
    <li className="absolute" style={{ left: x - width / 2, top: y - half, width }}>
      {isNext && (
        <span
          aria-hidden="true"
          className={`absolute left-1/2 -translate-x-1/2 rounded-full bg-accent text-on-accent ${isFar ? '-top-2 size-1.5' : '-top-6.5 px-2 text-s leading-5 font-medium whitespace-nowrap'}`}
        >
          {isFar ? '' : mark === 'watching' ? texts.resume : texts.next}
        </span>
      )}
      <TitleLink
        media={member}
        stop
        tabIndex={isEntry ? 0 : -1}
        className="group flex flex-col items-center rounded-s text-center"
      >
        <span aria-hidden="true" className="contents">
          <StateMark
            mark={mark}
            className={`${isFar ? 'size-6' : 'size-7'} ring-surface ring-3 ${isNext ? 'outline-2 outline-offset-3 outline-accent' : ''}`}
          />
        </span>
        {zoom === 'posters' && <Poster media={member} mark={mark} className="mt-2 w-24" />}
        <span
          title={name}
          className={`${written} mt-1.5 line-clamp-3 hyphens-auto ${isMissing || isNext ? 'font-medium' : ''}`}
        >
          {short !== name && <span className="sr-only">{name.slice(0, name.length - short.length)}</span>}
          {short}
        </span>
        <span className={`${written} truncate text-muted`}>
          <Kind media={member} />
        </span>
        {zoom === 'posters' && isMissing && (
          <span className={`${written} truncate text-muted`}>
            <Extent media={member} />
          </span>
        )}
        <span className="sr-only">{said}</span>
      </TitleLink>
    </li>
  )
})
