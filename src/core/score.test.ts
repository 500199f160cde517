import { expect, test } from 'vitest'
import { convertScore, highestScore, type ScoreFormat, scoreFormats } from './score.ts'

test.each<[string, number, ScoreFormat, ScoreFormat, number]>([
  ['points to points with a decimal', 85, 'POINT_100', 'POINT_10_DECIMAL', 8.5],
  ['points to whole points', 85, 'POINT_100', 'POINT_10', 9],
  ['points to stars', 70, 'POINT_100', 'POINT_5', 4],
  ['points to smileys', 40, 'POINT_100', 'POINT_3', 1],
  ['smileys to points', 2, 'POINT_3', 'POINT_100', 67],
  ['stars to points', 4, 'POINT_5', 'POINT_100', 80],
  ['a tiny score is not zero', 1, 'POINT_100', 'POINT_3', 1],
  ['a tiny score, with a decimal', 0.4, 'POINT_100', 'POINT_10_DECIMAL', 0.1],
  ['not scored', 0, 'POINT_100', 'POINT_5', 0],
  ['the same format changes nothing', 7.25, 'POINT_10_DECIMAL', 'POINT_10_DECIMAL', 7.25],
])('score: %s', (_story, score, from, to, expected) => {
  expect(convertScore(score, from, to)).toBe(expected)
})

test('the highest score is the highest in every format', () => {
  for (const from of scoreFormats)
    for (const to of scoreFormats) expect(convertScore(highestScore[from], from, to)).toBe(highestScore[to])
})
