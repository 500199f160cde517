/** How AniList lets a person score: of 100, of 10 with a decimal or without, of five stars, of three faces. */
export const scoreFormats = ['POINT_100', 'POINT_10_DECIMAL', 'POINT_10', 'POINT_5', 'POINT_3'] as const
export type ScoreFormat = (typeof scoreFormats)[number]

/** The highest score of each format. */
export const highestScore: Readonly<Record<ScoreFormat, number>> = {
  POINT_100: 100,
  POINT_10_DECIMAL: 10,
  POINT_10: 10,
  POINT_5: 5,
  POINT_3: 3,
}

/**
 * A score in another format, as near as that has it. What is scored stays above 0, which means that it is not.
 *
 * @example
 * convertScore(85, 'POINT_100', 'POINT_10_DECIMAL') // 8.5
 */
export function convertScore(score: number, from: ScoreFormat, to: ScoreFormat): number {
  if (from === to || score <= 0) return Math.max(score, 0)
  const exact = (score / highestScore[from]) * highestScore[to]
  return to === 'POINT_10_DECIMAL'
    ? Math.max(Math.round(exact * 10) / 10, 0.1)
    : Math.max(Math.round(exact), 1)
}
