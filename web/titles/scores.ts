import { createContext, use } from 'react'
import { convertScore, highestScore, type ScoreFormat, scoreFormats } from '../../src/core/score.ts'
import { createDeviceValue, useValue } from '../data/value.ts'
import { type ResultsTexts, useResultsTexts } from '../ui/texts/en-results.ts'

/** The format that scores are shown in; `undefined` as at AniList: averages of 100, own ones as they were given. */
export const scoreFormatPreference = createDeviceValue<ScoreFormat | undefined>('score-format', (stored) =>
  scoreFormats.find((format) => format === stored),
)

/** What the scores of the list on the page are to be read by; `null` where that is not known. */
export const OwnScoreFormat = createContext<ScoreFormat | null>(null)

/** Scores in the words of the page. */
export interface ScoreWords {
  /** AniList's average, 0 to 100. */
  average(score: number): string
  /** What the owner of the list gave, in their own format. */
  own(score: number): string
}

export function useScores(): ScoreWords {
  return scoreWords(useValue(scoreFormatPreference), use(OwnScoreFormat), useResultsTexts())
}

/**
 * @param wanted the format to show, `undefined` for AniList's own ways
 * @param own the format of the list
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
