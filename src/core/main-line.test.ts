import { expect, test } from 'vitest'
import { anime, date, graphOf, type Part, related, seasons } from '../../test/support/graph.ts'
import { mainLine } from './main-line.ts'
import type { Media } from './media.ts'

const film = (id: number, but: Partial<Media> = {}) => anime(id, { format: 'MOVIE', ...but })

test.each<[story: string, parts: Part[], main: number[]]>([
  ['a chain of sequels', [seasons(3, 1, 2)], [1, 2, 3]],
  ['without titles from other relations', [seasons(1, 2), related(1, 3, 'SIDE_STORY')], [1, 2]],
  [
    'the part with the best-known series, even if it is small',
    [anime(1, { popularity: 9 }), seasons(2, 3, 4), related(1, 2, 'SPIN_OFF'), anime(2, { popularity: 5 })],
    [1],
  ],
  [
    'a series, not films',
    [film(1, { popularity: 9 }), anime(2, { popularity: 5 }), related(2, 1, 'SIDE_STORY')],
    [2],
  ],
  ['films if there is nothing else', [film(1, { popularity: 5 }), film(2, { popularity: 9 })], [2]],
  ['the largest if popularity is unknown', [anime(1), seasons(2, 3)], [2, 3]],
  ['the first of equals', [anime(1, { startDate: date(2015) }), anime(2, { startDate: date(2013) })], [2]],
  ['a cycle', [seasons(1, 2, 1)], [1, 2]],
  ['nothing without media', [], []],
])('the main line is %s', (_, parts, main) => {
  const graph = graphOf(...parts)
  const found = mainLine([...graph.allMedia()], graph.stepsBack.bind(graph))
  expect(found.map(({ id }) => id).sort()).toEqual(main)
})
