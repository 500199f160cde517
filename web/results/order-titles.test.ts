import { describe, expect, test } from 'vitest'
import { answerFor } from '../../test/support/answer.ts'
import { anime, date, entry, graphOf, listOf, seasons, unaired } from '../../test/support/graph.ts'
import type { SortKey } from '../data/results-search.ts'
import { type Title, titleIn, titlesOf } from '../titles/title.ts'
import { createFormats } from '../ui/texts/formats.ts'
import { keepInPlace, orderGroups, orderTitles } from './order-titles.ts'

const { compare } = createFormats('en')
const named = (english: string) => ({ english, romaji: null, native: null })
/** Franchises 1 (short, long ago, scored 6), 10 (two titles, one airing soon, scored 9) and 20 (announced only). */
const graph = graphOf(
  anime(1, { title: named('Zeta') }),
  anime(2, { title: named('Zeta Film'), episodes: 1, duration: 90, score: 85, startDate: date(1999) }),
  anime(10, { title: named('Alpha') }),
  anime(11, { title: named('Alpha 2'), episodes: 24, duration: 24, score: 70, startDate: date(2010) }),
  anime(12, {
    title: named('Alpha 10'),
    status: 'RELEASING',
    nextAiring: { episode: 2, at: 1000 },
    score: null,
    duration: 24,
    startDate: date(2025, 4),
  }),
  anime(20, { title: named('Mid') }),
  { ...unaired(21), title: named('Mid 2'), startDate: date(2030) },
  seasons(1, 2),
  seasons(10, 11, 12),
  seasons(20, 21),
)
const list = listOf(
  { ...entry(1, 'COMPLETED'), score: 6 },
  { ...entry(10, 'COMPLETED'), score: 9 },
  entry(20, 'COMPLETED'),
)
const titles = titlesOf(answerFor(graph, list))

describe('one by one', () => {
  const nameOf = ({ member }: Title) => titleIn('english', member)
  test.each<[SortKey, readonly number[]]>([
    ['ready', [11, 12, 2, 21]],
    ['title', [11, 12, 21, 2]],
    ['missing', [11, 12, 2, 21]],
    ['shortest', [12, 2, 11, 21]],
    ['score', [2, 11, 12, 21]],
    ['mine', [11, 12, 2, 21]],
    ['newest', [21, 12, 11, 2]],
    ['next', [12, 21, 11, 2]],
  ])('by %s', (sort, expected) => {
    expect(orderTitles(titles, sort, { nameOf, compare }).map(({ id }) => id)).toEqual(expected)
  })
})

describe('by franchise', () => {
  const nameOf = ({ title }: { title: string }) => title
  test.each<[SortKey, readonly number[]]>([
    ['ready', [10, 1, 20]],
    ['title', [10, 20, 1]],
    ['missing', [10, 1, 20]],
    ['shortest', [1, 10, 20]],
    ['score', [1, 10, 20]],
    ['mine', [10, 1, 20]],
    ['newest', [20, 10, 1]],
    ['next', [10, 20, 1]],
  ])('by %s', (sort, expected) => {
    const groups = orderGroups(titles, sort, { nameOf, compare })
    expect(groups.map(({ franchise }) => franchise.id)).toEqual(expected)
    for (const group of groups) {
      expect(group.titles.map(({ id }) => id)).toEqual(
        group.titles.map(({ id }) => id).toSorted((a, b) => a - b),
      )
    }
  })

  test('numbers within names count as numbers', () => {
    const names = orderTitles(titles, 'title', {
      nameOf: ({ member }) => titleIn('english', member),
      compare,
    })
    expect(names.map(({ member }) => member.title.english).slice(0, 2)).toEqual(['Alpha 2', 'Alpha 10'])
  })
})

describe('what is on the page', () => {
  const groups = orderGroups(titles, 'ready', { nameOf: ({ title }) => title, compare })
  test.each([
    ['stays where it is, the rest follows', [20, 1], [20, 1, 10]],
    ['may have gone', [99, 1], [1, 10, 20]],
    ['nothing was there', [], [10, 1, 20]],
  ])('%s', (_story, shown, expected) => {
    expect(keepInPlace(groups, shown).map(({ franchise }) => franchise.id)).toEqual(expected)
  })
})
