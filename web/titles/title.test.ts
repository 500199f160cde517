import { describe, expect, test } from 'vitest'
import type { ListStatus } from '../../src/core/list.ts'
import { answerFor } from '../../test/support/answer.ts'
import { anime, entry, graphOf, listOf, planned, seasons, watched } from '../../test/support/graph.ts'
import { labelsOf, searchable, shortTitle, type Title, titleIn, titlesOf } from './title.ts'

const scored = (id: number, score: number, status: ListStatus = 'COMPLETED') => ({
  ...entry(id, status),
  score,
})

describe('the titles of an answer', () => {
  const graph = graphOf(
    anime(1, { title: { romaji: 'Pokémon', english: null, native: 'ポケモン' } }),
    anime(2, { status: 'RELEASING', nextAiring: { episode: 4, at: 100 }, duration: 20 }),
    seasons(1, 2, 3),
    seasons(10, 11),
  )
  const titles = titlesOf(answerFor(graph, listOf(watched(1), watched(10))))

  test('keep its order', () => {
    expect(titles.map(({ id, rank }) => [id, rank])).toEqual([
      [11, 0],
      [2, 1],
      [3, 2],
    ])
  })

  test('are the same objects if unchanged', () => {
    const answer = answerFor(graph, listOf(watched(1), watched(10)))
    const [first, second, third] = titlesOf(answer)
    const franchises = answer.franchises.map((franchise) =>
      franchise.id === 1 ? { ...franchise, media: franchise.media.map((one) => ({ ...one })) } : franchise,
    )
    const again = titlesOf({ ...answer, franchises })
    expect(again[0]).toBe(first)
    expect(again.slice(1)).toEqual([
      { ...second, member: franchises[1]?.media[1], franchise: franchises[1] },
      { ...third, member: franchises[1]?.media[2], franchise: franchises[1] },
    ])
    expect(again[1]).not.toBe(second)
  })

  test('have the episodes that are out, and their length', () => {
    const byId = new Map(titles.map((title) => [title.id, title]))
    expect(byId.get(2)).toMatchObject({ availability: 'airing', minutes: 60 })
    expect(byId.get(3)).toMatchObject({ availability: 'out', minutes: 288 })
  })

  test('are also found by the name of their franchise, without accents', () => {
    expect(titles.find(({ id }) => id === 3)?.words).toContain('pokemon')
    expect(titles.find(({ id }) => id === 3)?.words).toContain('anime 3')
  })
})

test.each<[string, ReturnType<typeof scored>[], number | null]>([
  ['the average of scored titles', [scored(1, 8), scored(2, 9)], 8.5],
  ['unscored titles are ignored', [scored(1, 8), scored(2, 0)], 8],
  ['planned titles are ignored', [scored(1, 8), scored(2, 2, 'PLANNING')], 8],
  ['nothing was scored', [scored(1, 0)], null],
])('own score of a franchise: %s', (_story, entries, expected) => {
  const answer = answerFor(graphOf(seasons(1, 2, 3)), listOf(...entries))
  expect(titlesOf(answer).at(-1)?.mine).toBe(expected)
})

test.each([
  ['a season', 'Attack on Titan Season 3', 'Attack on Titan', 'Season 3'],
  ['a colon', 'Bleach: Thousand-Year Blood War', 'BLEACH', 'Thousand-Year Blood War'],
  ['a dash', 'Chainsaw Man – The Movie', 'Chainsaw Man', 'The Movie'],
  ['the same name', 'Bleach', 'Bleach', 'Bleach'],
  ['a word that starts with the name', 'Titania', 'Titan', 'Titania'],
  ['names that only differ in punctuation', 'K-ON!!', 'K-ON!', 'K-ON!!'],
  ['a subtitle in all titles', 'Re:ZERO -Starting Life- Season 2', 'Re:ZERO', 'Season 2'],
  ['a subtitle alone', 'Re:ZERO -Starting Life-', 'Re:ZERO', 'Re:ZERO -Starting Life-'],
  ['no franchise above', '.hack//SIGN', '', '.hack//SIGN'],
  ['another name', 'Mugen Train', 'Demon Slayer', 'Mugen Train'],
  ['Japanese', '進撃の巨人 第3期', '進撃の巨人', '第3期'],
])('short title: %s', (_story, title, franchise, expected) => {
  expect(shortTitle(title, franchise)).toBe(expected)
})

type Named = [name: string, year: number | null, format: string]

test.each<[string, Named[], string[]]>([
  [
    'nothing alike',
    [
      ['Fate/Zero', 2011, 'TV'],
      ['Fate Season 2', 2012, 'TV'],
    ],
    ['Zero', 'Season 2'],
  ],
  [
    'told apart by the year',
    [
      ['Kino', 2003, 'TV'],
      ['Kino', 2017, 'TV'],
    ],
    ['Kino (2003)', 'Kino (2017)'],
  ],
  [
    'by the format',
    [
      ['Kino', 2003, 'TV'],
      ['Kino', 2003, 'Movie'],
    ],
    ['Kino (TV)', 'Kino (Movie)'],
  ],
  [
    'by a number',
    [
      ['Kino', null, 'OVA'],
      ['Kino', null, 'OVA'],
    ],
    ['Kino (1)', 'Kino (2)'],
  ],
  [
    'cut in the middle if the ends differ',
    [
      ['The Long Journey Home Part One', 2003, 'TV'],
      ['The Long Journey Home Part Two', 2004, 'TV'],
    ],
    ['The Long…Part One', 'The Long…Part Two'],
  ],
  [
    'cut between words',
    [
      ['Akito: The Younger Wyvern Arrives', 2012, 'Movie'],
      ['Akito: The Younger Wyvern Divided', 2013, 'Movie'],
    ],
    ['Akito:…Arrives', 'Akito:…Divided'],
  ],
  [
    'cut within a word that is too long',
    [
      ['進撃の巨人最終季完結編前編その一の物語第一', 2012, 'TV'],
      ['進撃の巨人最終季完結編前編その一の物語第二', 2013, 'TV'],
    ],
    ['進撃の巨人最終季完…編その一の物語第一', '進撃の巨人最終季完…編その一の物語第二'],
  ],
  ['long, but with a unique beginning', [['The Long Journey Home', 2003, 'TV']], ['The Long Journey Home']],
])('labels: %s', (_story, named, expected) => {
  const titles = named.map(([name, year, format], id) => ({ id, name, year, format }))
  expect([...labelsOf(titles, 'Fate', 19).values()]).toEqual(expected)
})

test.each([
  ['the chosen language', 'romaji', { english: 'E', romaji: 'R', native: 'N' }, 'R'],
  ['the next best if there is none', 'english', { english: null, romaji: 'R', native: 'N' }, 'R'],
  ['the native one', 'native', { english: 'E', romaji: 'R', native: 'N' }, 'N'],
  ['no title at all', 'english', { english: null, romaji: null, native: null }, '#7'],
] as const)('title: %s', (_story, language, title, expected) => {
  expect(titleIn(language, { id: 7, title })).toBe(expected)
})

test('a search ignores accents and case', () => {
  expect(searchable('Pokémon ÉTÉ')).toBe('pokemon ete')
})

test('planned titles are not missing', () => {
  const titles: readonly Title[] = titlesOf(
    answerFor(graphOf(seasons(1, 2, 3)), listOf(watched(1), planned(2))),
  )
  expect(titles.map(({ id }) => id)).toEqual([3])
})
