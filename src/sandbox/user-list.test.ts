import { expect, test } from 'vitest'
import { formatScore, parseScore, type ScoreFormat, scoreFormats } from './user-list.ts'

test.each<[number, ScoreFormat, number]>([
  [85, 'POINT_100', 85],
  [85, 'POINT_10_DECIMAL', 8.5],
  [84, 'POINT_10', 8],
  [84, 'POINT_5', 4],
  [84, 'POINT_3', 3],
  [3, 'POINT_5', 1],
  [3, 'POINT_3', 1],
])('a score of %i in %s is %d', (score, format, expected) => {
  expect(formatScore(score, format)).toBe(expected)
})

test.each(scoreFormats)('not scored is 0 in %s, both ways', (format) => {
  expect([formatScore(0, format), parseScore(0, format)]).toEqual([0, 0])
})

test.each<[ScoreFormat, number]>([
  ['POINT_100', 100],
  ['POINT_10_DECIMAL', 9.5],
  ['POINT_10', 7],
  ['POINT_5', 3],
  ['POINT_3', 2],
])('what is parsed in %s is formatted as it was', (format, score) => {
  expect(formatScore(parseScore(score, format), format)).toBe(score)
})

test('a score beyond the format is the highest of it', () => {
  expect(parseScore(11, 'POINT_10')).toBe(100)
})
