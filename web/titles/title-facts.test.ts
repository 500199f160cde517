import { expect, test } from 'vitest'
import type { ScoreFormat } from '../../src/core/score.ts'
import { englishResults } from '../ui/texts/en-results.ts'
import { createFormats } from '../ui/texts/formats.ts'
import { beginning, scoreWords } from './title-facts.tsx'

const texts = englishResults(createFormats('en'))

test.each<[string, ScoreFormat | undefined, ScoreFormat | null, string, string]>([
  ['as on AniList', undefined, 'POINT_10_DECIMAL', '84%', '7.5/10'],
  ['as on AniList, with stars', undefined, 'POINT_5', '84%', '7.5/5'],
  ['of 100', 'POINT_100', 'POINT_10_DECIMAL', '84/100', '75/100'],
  ['of five stars', 'POINT_5', 'POINT_10_DECIMAL', '4/5', '4/5'],
  ['a list that does not say its format', 'POINT_5', null, '4/5', '7.5'],
])('scores: %s', (_story, wanted, own, average, given) => {
  const words = scoreWords(wanted, own, texts)
  expect([words.average(84), words.own(7.5)]).toEqual([average, given])
})

test.each([
  ['soon: without the year', { year: 2027, month: 1, day: 9 }, 'Jan 9', '9 de jan.'],
  ['far away: without the day', { year: 2028, month: 1, day: 9 }, 'Jan 2028', 'jan. de 2028'],
  ['in the past: the full date', { year: 2026, month: 1, day: 9 }, 'Jan 9, 2026', '9 de jan. de 2026'],
  ['no day', { year: 2027, month: 4, day: null }, 'Apr 2027', 'abr. de 2027'],
  ['unknown', { year: null, month: null, day: null }, undefined, undefined],
])('when a title begins, %s', (_story, date, inEnglish, inPortuguese) => {
  const now = Date.UTC(2026, 11, 1)
  expect(beginning(date, now, createFormats('en'))).toBe(inEnglish)
  expect(beginning(date, now, createFormats('pt-BR'))).toBe(inPortuguese)
})
