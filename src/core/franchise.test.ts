import { describe, expect, test } from 'vitest'
import {
  anime,
  date,
  gone,
  graphOf,
  manga,
  type Part,
  prequel,
  related,
  seasons,
  sequel,
  unaired,
} from '../../test/support/graph.ts'
import { franchisesOf, rankFranchises } from './franchise.ts'
import type { Media } from './media.ts'
import { type OptionalKind, optionalKinds } from './relation.ts'
import { followedKinds } from './search.ts'

function franchises(parts: Part[], ids: number[], relations: readonly OptionalKind[] = []) {
  const found = franchisesOf(graphOf(...parts), ids, followedKinds({ relations }), 'release')
  return rankFranchises(found, new Set(ids))
}

describe('what makes a franchise', () => {
  test.each<
    [story: string, parts: Part[], ids: number[], members: number[][], relations?: readonly OptionalKind[]]
  >([
    ['the seasons before and after', [seasons(1, 2, 3)], [2], [[1, 2, 3]]],
    ['edges of either direction', [sequel(1, 2), prequel(3, 2)], [3], [[1, 2, 3]]],
    [
      'a cycle, a self edge and parallel edges',
      [seasons(1, 2, 1), sequel(1, 2), sequel(2, 2)],
      [1],
      [[1, 2]],
    ],
    ['a single title', [anime(1)], [1], [[1]]],
    ['two titles of one franchise', [seasons(1, 2)], [1, 2], [[1, 2]]],
    [
      'two titles of two franchises',
      [seasons(1, 2), seasons(3, 4)],
      [4, 1],
      [
        [1, 2],
        [3, 4],
      ],
    ],
    [
      'a crossover connects nothing',
      [seasons(1, 2), seasons(3, 4), related(1, 3, 'CHARACTER')],
      [1],
      [[1, 2]],
    ],
    ['nor does an OTHER', [seasons(1, 2), related(2, 3, 'OTHER')], [1], [[1, 2]]],
    ['nor with all kinds', [related(1, 2, 'CHARACTER'), related(1, 3, 'OTHER')], [1], [[1]], optionalKinds],
    ['a manga neither belongs nor connects', [sequel(1, 2), sequel(2, 3), manga(2)], [1, 3], [[1], [3]]],
    ['nor does a media that does not exist', [sequel(1, 2), prequel(3, 2), gone(2)], [1, 3], [[1], [3]]],
    ['a kind that is not followed connects nothing', [related(1, 2, 'SIDE_STORY')], [1], [[1]]],
    ['one that is followed does', [related(1, 2, 'SIDE_STORY')], [2], [[1, 2]], ['SIDE_STORY']],
    [
      'one that is followed in the other direction does',
      [related(2, 1, 'SIDE_STORY')],
      [1],
      [[1, 2]],
      ['PARENT'],
    ],
    ['no anime, no franchise', [manga(1), gone(2)], [1, 2, 3], []],
  ])('%s', (_, parts, ids, members, relations) => {
    const found = franchises(parts, ids, relations)
    expect(found.map(({ media }) => media.map(({ id }) => id).sort())).toEqual(members)
    expect(found.map(({ id }) => id)).toEqual(members.map((each) => Math.min(...each)))
  })
})

test('a franchise is named after its main line, whatever kinds are followed', () => {
  const parts = [
    seasons(9, 1),
    related(9, 5, 'SIDE_STORY'),
    ...[titled(9, 'Kiki'), titled(1, 'Kiki Season 2'), titled(5, 'Jiji', { format: 'MOVIE' })],
  ]
  for (const relations of [[], optionalKinds]) {
    expect(franchises(parts, [1], relations)).toMatchObject([{ title: 'Kiki', main: new Set([9, 1]) }])
  }
})

test('franchises without any of the given titles are left out', () => {
  const found = franchisesOf(graphOf(seasons(1, 2), anime(5)), [1, 5], ['SEQUEL'], 'release')
  expect(rankFranchises(found, new Set([5])).map(({ id }) => id)).toEqual([5])
})

test('its media are in watch order', () => {
  const film = anime(5, { startDate: date(2014) })
  const parts = [
    seasons(9, 1),
    anime(9, { startDate: date(2013) }),
    anime(1, { startDate: date(2015) }),
    sequel(9, 5),
    film,
  ]
  expect(franchises(parts, [1])[0]?.media.map(({ id }) => id)).toEqual([9, 5, 1])
})

describe('the order of franchises', () => {
  test.each<[story: string, parts: Part[], ids: number[], order: number[]]>([
    ['by title', [titled(1, 'Beta'), titled(2, 'Alpha')], [1, 2], [2, 1]],
    [
      'by title, ignoring case',
      [titled(1, 'beta'), titled(2, 'Alpha'), titled(3, 'Gamma')],
      [3, 1, 2],
      [2, 1, 3],
    ],
    ['by ID if titles are the same', [titled(2, 'Alpha'), titled(1, 'alpha')], [2, 1], [1, 2]],
    [
      'released, then airing, then announced',
      [
        titled(1, 'A', { status: 'NOT_YET_RELEASED' }),
        titled(2, 'B', { status: 'RELEASING' }),
        titled(3, 'C'),
      ],
      [1, 2, 3],
      [3, 2, 1],
    ],
    [
      'the most available of the requested titles counts, not of all titles',
      [seasons(1, 2), titled(1, 'A'), unaired(2), titled(3, 'B', { status: 'RELEASING' })],
      [2, 3],
      [3, 1],
    ],
    [
      'one released title makes its franchise available',
      [seasons(1, 2, 3), unaired(3), titled(4, 'A')],
      [3, 2, 4],
      [4, 1],
    ],
  ])('%s', (_, parts, ids, order) => {
    expect(franchises(parts, ids).map(({ id }) => id)).toEqual(order)
  })
})

function titled(id: number, romaji: string, but: Partial<Media> = {}): Media {
  return anime(id, { title: { romaji, english: null, native: null }, ...but })
}
