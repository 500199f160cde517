import { describe, expect, test } from 'vitest'
import { type FuzzyDate, nextAiringAt, parseFuzzyDate, type SandboxMedia, seasonOf } from './media.ts'

test.each([
  ['2013-04-07', { year: 2013, month: 4, day: 7 }],
  ['2013-04', { year: 2013, month: 4, day: null }],
  ['2013', { year: 2013, month: null, day: null }],
  ['-', { year: null, month: null, day: null }],
])('the date %s', (text, date) => {
  expect(parseFuzzyDate(text)).toEqual(date)
})

test.each([
  ['2013-01', 'WINTER', 2013],
  ['2013-03', 'WINTER', 2013],
  ['2013-04', 'SPRING', 2013],
  ['2013-09', 'SUMMER', 2013],
  ['2013-11', 'FALL', 2013],
  ['2013-12', 'WINTER', 2014],
  ['2013', null, 2013],
  ['-', null, null],
])('%s is in the season %s of %s', (text, season, seasonYear) => {
  const date: FuzzyDate = parseFuzzyDate(text)
  expect(seasonOf(date)).toEqual({ season, seasonYear })
})

describe('the next episode', () => {
  const media = { id: 5 } as SandboxMedia
  const now = Date.UTC(2026, 10, 24, 12, 34, 56, 789)
  const week = 7 * 24 * 3600

  test('is at the hour, after now and within a week', () => {
    const at = nextAiringAt(media, now)
    expect(at % 3600).toBe(0)
    expect(at).toBeGreaterThan(now / 1000)
    expect(at).toBeLessThanOrEqual(now / 1000 + week)
  })

  test('is a week later as soon as it airs', () => {
    const at = nextAiringAt(media, now)
    expect(nextAiringAt(media, at * 1000 - 1)).toBe(at)
    expect(nextAiringAt(media, at * 1000)).toBe(at + week)
  })
})
