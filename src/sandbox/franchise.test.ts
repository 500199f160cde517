import { describe, expect, test } from 'vitest'
import { type FranchiseTable, franchise } from './franchise.ts'

const table = (change: Partial<FranchiseTable>) =>
  franchise({
    synopsis: 'A story.',
    genres: 'Drama, Mystery',
    studio: 'Studio',
    media: '',
    relations: '',
    ...change,
  })

describe('a line of media', () => {
  test('says everything', () => {
    const line =
      '16498 16498 TV out 25×24 2013-04-07 2013-09-28 85 Shingeki no Kyojin | Attack on Titan | 進撃の巨人'
    expect(table({ media: line }).media).toEqual([
      {
        id: 16498,
        idMal: 16498,
        type: 'ANIME',
        format: 'TV',
        status: 'FINISHED',
        isAdult: false,
        title: { romaji: 'Shingeki no Kyojin', english: 'Attack on Titan', native: '進撃の巨人' },
        episodes: 25,
        duration: 24,
        startDate: { year: 2013, month: 4, day: 7 },
        endDate: { year: 2013, month: 9, day: 28 },
        averageScore: 85,
        genres: ['Drama', 'Mystery'],
        synonyms: [],
        studio: 'Studio',
        synopsis: 'A story.',
        nextEpisode: null,
      },
    ])
  })

  test.each([
    [
      'nothing known',
      '1 - - - - - - - - | - | -',
      { idMal: null, format: null, status: null, episodes: null, averageScore: null },
    ],
    ['no titles', '1 - - - - - - - - | - | -', { title: { romaji: null, english: null, native: null } }],
    [
      'a month without a day',
      '1 - TV announced - 2026-04 - - A | - | -',
      { startDate: { year: 2026, month: 4, day: null } },
    ],
    [
      'an episode to come',
      '1 - TV airing:7 12×24 2026 - - A | - | -',
      { status: 'RELEASING', nextEpisode: 7 },
    ],
    [
      'an unknown length of episodes',
      '1 - MOVIE announced 1×- 2026 - - A | - | -',
      { episodes: 1, duration: null },
    ],
    ['a manga', '1 - MANGA hiatus - 2012 - 74 A | - | -', { type: 'MANGA', status: 'HIATUS', studio: null }],
    ['an adult title', '1 - OVA out 1×30 2018 2018 60 A | - | - | adult', { isAdult: true }],
    [
      'a number in the title',
      '1 - TV out 12×24 2018 2018 60 86 | 86 | 86',
      { averageScore: 60, title: { romaji: '86', english: '86', native: '86' } },
    ],
  ])('with %s', (_story, line, expected) => {
    expect(table({ media: line }).media[0]).toMatchObject(expected)
  })
})

describe('a line of relations', () => {
  test.each([
    ['is entered from both ends', '1 SEQUEL 2', ['1 SEQUEL 2', '2 PREQUEL 1']],
    [
      'can be a chain',
      '1 SEQUEL 2 SIDE_STORY 3',
      ['1 SEQUEL 2', '2 PREQUEL 1', '2 SIDE_STORY 3', '3 PARENT 2'],
    ],
    ['can be one-way', '2 PREQUEL 1 one-way', ['2 PREQUEL 1']],
    ['has the same kind at the other end', '1 ALTERNATIVE 2', ['1 ALTERNATIVE 2', '2 ALTERNATIVE 1']],
    ['has the parent at the other end of a summary', '1 SUMMARY 2', ['1 SUMMARY 2', '2 PARENT 1']],
    ['has the source at the other end of an adaptation', '1 ADAPTATION 2', ['1 ADAPTATION 2', '2 SOURCE 1']],
  ])('%s', (_story, line, expected) => {
    expect(table({ relations: line }).relations.map(({ from, kind, to }) => `${from} ${kind} ${to}`)).toEqual(
      expected,
    )
  })
})

describe('a line that cannot be read is quoted', () => {
  test.each([
    ['no titles', { media: '1 1 TV out 25×24 2013 2013 85' }, 'not a media: 1 1 TV'],
    [
      'an unknown status',
      { media: '1 1 TV finished 25×24 2013 2013 85 A | - | -' },
      'unknown status "finished": 1 1 TV',
    ],
    ['an unknown kind', { relations: '1 FOLLOWS 2' }, 'not a relation: 1 FOLLOWS 2'],
    ['no target', { relations: '1 SEQUEL 2 SEQUEL' }, 'not a relation: 1 SEQUEL 2 SEQUEL'],
    ['no relation', { relations: '1' }, 'not a relation: 1'],
  ])('%s', (_story, change, message) => {
    expect(() => table(change)).toThrow(message)
  })
})
