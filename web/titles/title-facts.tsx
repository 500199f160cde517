import { createContext, use } from 'react'
import { convertScore, highestScore, type ScoreFormat, scoreFormats } from '../../src/core/score.ts'
import { availability, episodesOut } from '../../src/core/stats.ts'
import type { Member } from '../data/scan.ts'
import { createDeviceValue, useValue } from '../data/value.ts'
import { type ResultsTexts, useResultsTexts } from '../ui/texts/en-results.ts'
import { type Formats, useFormats } from '../ui/texts/formats.ts'
import { useNow } from '../ui/use-now.ts'

/** "TV · 2019" */
export function Kind({ media }: { media: Pick<Member, 'format' | 'year'> }) {
  const texts = useResultsTexts().media
  return [media.format && texts.formats[media.format], media.year].filter(Boolean).join(' · ')
}

/**
 * The number of episodes, the time to the next one, or the start date.
 *
 * @param props.isShort to fit the width of a poster
 */
export function Extent({ media, isShort = false }: { media: Member; isShort?: boolean }) {
  const texts = useResultsTexts().media
  const formats = useFormats()
  const available = availability(media)
  if (available === 'airing' || media.nextAiring) {
    return media.nextAiring ? <Countdown next={media.nextAiring} isShort={isShort} /> : texts.airing
  }
  if (available === 'announced') {
    const date = beginning(media.startDate, Date.now(), formats)
    return date ? texts.from(date) : texts.announced
  }
  const episodes = episodesOut(media)
  if (episodes === 1 && media.duration) return formats.countdown(media.duration * 60_000)
  return episodes === null ? '' : texts.episodes(episodes)
}

const hour = 3_600_000
const day = 24 * hour

/** "Dec 24". Dates that are far away have the year but no day, past ones have both. */
export function beginning(date: Member['startDate'], now: number, formats: Formats): string | undefined {
  const { year, month } = date
  if (year === null || month === null || date.day === null) return formats.date(date)
  const at = Date.UTC(year, month - 1, date.day)
  if (at > now + 300 * day) return formats.date({ ...date, day: null })
  if (at < now - day) return formats.date(date)
  return new Intl.DateTimeFormat(formats.locale, {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
  }).format(at)
}

/** "Ep 5 in 3d 4h", updated every minute, and every second at the end; short: "Ep 5 in 3d". */
function Countdown({
  next: { episode, at },
  isShort,
}: {
  next: NonNullable<Member['nextAiring']>
  isShort: boolean
}) {
  const texts = useResultsTexts().media
  const formats = useFormats()
  const left = at * 1000 - useNow()
  if (left <= 0) return texts.nextEpisodeSoon(episode)
  const unit = left >= day ? day : left >= hour ? hour : 1
  const time = formats.countdown(isShort ? left - (left % unit) : left)
  return <time dateTime={new Date(at * 1000).toISOString()}>{texts.nextEpisode(episode, time)}</time>
}

/** AniList's average score. */
export function Score({ media }: { media: Pick<Member, 'score'> }) {
  const texts = useResultsTexts().media
  const scores = useScores()
  if (media.score === null) return null
  const score = scores.average(media.score)
  return (
    <span title={texts.scoreLong(score)}>
      <span aria-hidden="true">{score}</span>
      <span className="sr-only">{texts.scoreLong(score)}</span>
    </span>
  )
}

/** The score format to show; `undefined` for AniList's: averages in percent, own scores as given. */
export const scoreFormatPreference = createDeviceValue<ScoreFormat | undefined>('score-format', (stored) =>
  scoreFormats.find((format) => format === stored),
)

/** The score format of the list on the page; `null` if unknown. */
export const OwnScoreFormat = createContext<ScoreFormat | null>(null)

/** Formats scores. */
export interface ScoreWords {
  /** AniList's average, 0 to 100. */
  average(score: number): string
  /** The list owner's score, in their own format. */
  own(score: number): string
}

export function useScores(): ScoreWords {
  return scoreWords(useValue(scoreFormatPreference), use(OwnScoreFormat), useResultsTexts())
}

/**
 * @param wanted the format to show, `undefined` for AniList's
 * @param own the list's format
 */
export function scoreWords(
  wanted: ScoreFormat | undefined,
  own: ScoreFormat | null,
  { media, counts }: Pick<ResultsTexts, 'media' | 'counts'>,
): ScoreWords {
  const inFormat = (score: number, from: ScoreFormat, to: ScoreFormat) =>
    media.scoreOf(convertScore(score, from, to), highestScore[to])
  return {
    average: (score) => (wanted ? inFormat(score, 'POINT_100', wanted) : media.score(score)),
    own: (score) => (own ? inFormat(score, own, wanted ?? own) : counts.number(score)),
  }
}
