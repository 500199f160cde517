import { expect, test } from 'vitest'
import type { ScoreFormat } from '../../src/core/score.ts'
import { englishResults } from '../ui/texts/en-results.ts'
import { createFormats } from '../ui/texts/formats.ts'
import { scoreWords } from './title-facts.tsx'

const texts = englishResults(createFormats('en'))

test.each<[string, ScoreFormat | undefined, ScoreFormat | null, string, string]>([
  ['as at AniList', undefined, 'POINT_10_DECIMAL', '84%', '7.5/10'],
  ['as at AniList, with stars', undefined, 'POINT_5', '84%', '7.5/5'],
  ['of 100', 'POINT_100', 'POINT_10_DECIMAL', '84/100', '75/100'],
  ['of five stars', 'POINT_5', 'POINT_10_DECIMAL', '4/5', '4/5'],
  ['a list that does not say its format', 'POINT_5', null, '4/5', '7.5'],
])('scores: %s', (_story, wanted, own, average, given) => {
  const words = scoreWords(wanted, own, texts)
  expect([words.average(84), words.own(7.5)]).toEqual([average, given])
})
