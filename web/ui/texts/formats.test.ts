import { expect, test } from 'vitest'
import { createFormats } from './formats.ts'

const english = createFormats('en')
const portuguese = createFormats('pt-BR')

test.each([
  [0, '0 sequels', '0 continuação'],
  [1, '1 sequel', '1 continuação'],
  [2, '2 sequels', '2 continuações'],
  [3000, '3,000 sequels', '3.000 continuações'],
])('%s takes its plural form in each language', (count, inEnglish, inPortuguese) => {
  expect(english.plural(count, { one: '# sequel', other: '# sequels' })).toBe(inEnglish)
  expect(portuguese.plural(count, { one: '# continuação', other: '# continuações' })).toBe(inPortuguese)
})

const minutes = 60_000
const hours = 60 * minutes

test.each([
  ['nothing left', 0, '0s'],
  ['the last second is still one', 1, '1s'],
  ['below a minute', 40_000, '40s'],
  ['minutes', 5 * minutes + 59_000, '5m'],
  ['a whole hour', hours, '1h'],
  ['hours and minutes', 3 * hours + 12 * minutes, '3h 12m'],
  ['whole days', 48 * hours, '2d'],
  ['days and hours', 76 * hours, '3d 4h'],
  ['a moment that has passed', -5000, '0s'],
])('countdown: %s', (_story, ms, expected) => {
  expect(english.countdown(ms)).toBe(expected)
})

test.each([
  ['minutes', 40, '40m'],
  ['rounded hours', 3679, '61h'],
  ['thousands', 60 * 1234, '1,234h'],
])('duration: %s', (_story, length, expected) => {
  expect(english.duration(length)).toBe(expected)
})

test.each([
  ['now', 10_000, 'now'],
  ['minutes', 5 * minutes, '5 minutes ago'],
  ['hours', 2 * hours, '2 hours ago'],
  ['days', 49 * hours, '2 days ago'],
])('ago: %s', (_story, ms, expected) => {
  expect(english.ago(ms)).toBe(expected)
})

test.each([
  ['over by now', -minutes, 'this hour'],
  ['hours', 30 * hours, 'in 30 hours'],
  ['days', 49 * hours, 'in 2 days'],
  ['days as long as they are few', 59.5 * 24 * hours, 'in 59 days'],
  ['months', 365 * 24 * hours, 'in 12 months'],
])('ahead: %s', (_story, ms, expected) => {
  expect(english.ahead(ms)).toBe(expected)
})

test('the day of a moment', () => {
  expect(english.day(Date.UTC(2026, 0, 9, 12))).toBe('Jan 9, 2026')
})

test.each([
  ['a whole date', { year: 2026, month: 1, day: 9 }, 'Jan 9, 2026', '9 de jan. de 2026'],
  ['no day', { year: 2026, month: 1, day: null }, 'Jan 2026', 'jan. de 2026'],
  ['a year only', { year: 2026, month: null, day: null }, '2026', '2026'],
  ['a day without a month says nothing', { year: 2026, month: null, day: 3 }, '2026', '2026'],
])('date: %s', (_story, date, inEnglish, inPortuguese) => {
  expect(english.date(date)).toBe(inEnglish)
  expect(portuguese.date(date)).toBe(inPortuguese)
})

test('an unknown date is none', () => {
  expect(english.date({ year: null, month: 4, day: 1 })).toBeUndefined()
})

test('titles sort by number and without regard to case', () => {
  expect(['Season 10', 'season 2', 'Éden'].sort(english.compare)).toEqual(['Éden', 'season 2', 'Season 10'])
})
