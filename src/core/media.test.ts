import { expect, test } from 'vitest'
import { anime, date, manga } from '../../test/support/graph.ts'
import {
  compareByDate,
  displayTitle,
  type FuzzyDate,
  type MediaTitle,
  siteUrl,
  unknownDate,
} from './media.ts'

test.each<[story: string, title: MediaTitle, shown: string]>([
  ['English first', { english: 'Attack', romaji: 'Shingeki', native: '進撃' }, 'Attack'],
  ['romaji if there is no English', { english: null, romaji: 'Shingeki', native: '進撃' }, 'Shingeki'],
  ['native if there is nothing else', { english: null, romaji: null, native: '進撃' }, '進撃'],
  ['the ID if there is no title at all', { english: null, romaji: null, native: null }, '#7'],
])('the title to show: %s', (_, title, shown) => {
  expect(displayTitle({ id: 7, title })).toBe(shown)
})

test.each([
  [anime(7), 'https://anilist.co/anime/7'],
  [manga(8), 'https://anilist.co/manga/8'],
])("AniList's address of a media has its type and ID", (media, url) => {
  expect(siteUrl(media)).toBe(url)
})

test.each<[story: string, earlier: FuzzyDate, later: FuzzyDate]>([
  ['years apart', date(2012, 12, 31), date(2013, 1, 1)],
  ['months apart', date(2013, 4, 30), date(2013, 5, 1)],
  ['days apart', date(2013, 4, 1), date(2013, 4, 2)],
  ['a month comes after the days in it', date(2013, 4, 30), date(2013, 4)],
  ['a year comes after the months in it', date(2013, 12, 31), date(2013)],
  ['but before the next year', date(2013), date(2014, 1, 1)],
  ['an unknown date comes last', date(2040), unknownDate],
  ['a day in an unknown year is an unknown date', date(2040), date(null, 4, 1)],
])('by date: %s', (_, earlier, later) => {
  const [a, b] = [anime(2, { startDate: earlier }), anime(1, { startDate: later })]
  expect(compareByDate(a, b)).toBeLessThan(0)
  expect(compareByDate(b, a)).toBeGreaterThan(0)
})

test.each([
  ['of the same day', date(2013, 4, 7)],
  ['of unknown dates', unknownDate],
])('titles %s are in the order of their IDs', (_, startDate) => {
  expect(compareByDate(anime(1, { startDate }), anime(2, { startDate }))).toBeLessThan(0)
})
