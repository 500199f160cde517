/** AniList's score formats: out of 100, out of 10 with or without decimals, five stars, three smileys. */
export const scoreFormats = ['POINT_100', 'POINT_10_DECIMAL', 'POINT_10', 'POINT_5', 'POINT_3'] as const
export type ScoreFormat = (typeof scoreFormats)[number]

export const highestScore: Readonly<Record<ScoreFormat, number>> = {
  POINT_100: 100,
  POINT_10_DECIMAL: 10,
  POINT_10: 10,
  POINT_5: 5,
  POINT_3: 3,
}

/**
 * Converts a score to another format, rounded to the nearest step. A score never becomes 0, which means not scored.
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
