import type { ReactNode } from 'react'
import { episodesOut } from '../../src/core/stats.ts'
import type { Member } from '../data/scan.ts'
import type { FoundTitle } from '../titles/title.ts'
import { Extent, useScores } from '../titles/title-facts.tsx'
import { markOf, StateMark } from '../titles/title-mark.tsx'
import { useResultsTexts } from '../ui/texts/en-results.ts'
import { useFormats } from '../ui/texts/formats.ts'
import type { MediaDetails } from './media-details.ts'

/** The known facts about a title. */
export function Facts({ media, details }: { media: FoundTitle['media']; details: MediaDetails | undefined }) {
  const texts = useResultsTexts()
  const formats = useFormats()
  const scores = useScores()
  const { format, year, episodes, duration, score, startDate, genres = [], nextAiring, state, entry } = media
  const start = startDate && formats.date(startDate)
  const end = details && formats.date(details.endDate)
  const length = episodes !== null && duration !== null ? episodes * duration : null
  const isSingle = episodes === 1 || format === 'MOVIE'
  const mark = state && entry !== undefined && markOf({ state, entry, status: media.status })
  const rows: readonly (readonly [name: string, value: ReactNode])[] = [
    [
      texts.details.state,
      mark && (
        <span className="inline-flex items-center gap-2">
          <span aria-hidden="true">
            <StateMark mark={mark} className="size-5" />
          </span>
          {state === 'missing' ? texts.details.notAdded : texts.media.states[mark]}
        </span>
      ),
    ],
    [texts.filters.format, format && texts.media.formats[format]],
    [texts.details.status, media.status && texts.details.statuses[media.status]],
    [
      media.status === 'NOT_YET_RELEASED' ? texts.details.airsFrom : texts.details.dates,
      start ? (end && end !== start ? texts.details.dateRange(start, end) : start) : year,
    ],
    // A film is no series of one.
    [texts.details.duration, isSingle && duration !== null && formats.countdown(duration * 60_000)],
    [
      texts.details.episodes,
      episodes !== null &&
        !isSingle &&
        [
          texts.media.episodesLong(episodes),
          duration !== null && texts.details.each(formats.countdown(duration * 60_000)),
        ]
          .filter(Boolean)
          .join(', '),
    ],
    [texts.details.length, length !== null && !isSingle && formats.duration(length)],
    [texts.details.nextAiring, nextAiring && isMember(media) && <Extent media={media} />],
    [texts.details.seen, entry && entry.progress > 0 && entry.status !== 'COMPLETED' && progress()],
    [texts.filters.score, score !== null && scores.average(score)],
    [texts.filters.mine, entry && entry.score > 0 && scores.own(entry.score)],
    [
      texts.details.genres,
      genres.length > 0 && genres.map((genre) => texts.media.genres[genre] ?? genre).join(', '),
    ],
    [texts.details.studios, details && details.studios.length > 0 && formats.list(details.studios)],
  ]
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-s">
      {rows
        .filter(([, value]) => Boolean(value))
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )

  function progress(): string {
    const all = isMember(media) ? (media.episodes ?? episodesOut(media)) : media.episodes
    const seen = entry?.progress ?? 0
    return all === null ? formats.number(seen) : texts.details.seenOf(seen, all)
  }
}

function isMember(media: FoundTitle['media']): media is Member {
  return media.nextAiring !== undefined
}
