import { describe, expect, test } from 'vitest'
import { answerFor } from '../../test/support/answer.ts'
import {
  dropped,
  graphOf,
  listOf,
  music,
  paused,
  planned,
  related,
  seasons,
  watched,
  watching,
} from '../../test/support/graph.ts'
import { completionOf, railOf } from './rail.ts'

const kinds = ['SIDE_STORY', 'PARENT', 'SPIN_OFF', 'ALTERNATIVE'] as const

function railFor(graph: ReturnType<typeof graphOf>, list: ReturnType<typeof listOf>) {
  const [franchise] = answerFor(graph, list, { relations: kinds }).franchises
  return railOf(franchise as NonNullable<typeof franchise>)
}

describe('a rail', () => {
  test.each<[string, ReturnType<typeof graphOf>, readonly number[], readonly number[]]>([
    ['one line of seasons', graphOf(seasons(1, 2, 3)), [1, 2, 3], []],
    ['a side story hangs below', graphOf(seasons(1, 2, 3), related(1, 4, 'SIDE_STORY')), [1, 2, 3], [4]],
    ['a branch of sequels is part of the line', graphOf(seasons(1, 2), seasons(1, 3)), [1, 2, 3], []],
    [
      'the longer chain is the main line, even if it is the later one',
      graphOf(seasons(1, 2), related(1, 3, 'SPIN_OFF'), seasons(3, 4, 5)),
      [3, 4, 5],
      [1, 2],
    ],
    [
      'of equal chains, the first',
      graphOf(seasons(1, 2), related(1, 3, 'ALTERNATIVE'), seasons(3, 4)),
      [1, 2],
      [3, 4],
    ],
    ['no sequel at all', graphOf(related(1, 2, 'SIDE_STORY')), [1], [2]],
  ])('%s', (_story, graph, main, side) => {
    const rail = railFor(graph, listOf(watched(1)))
    expect(rail.main.map(({ id }) => id)).toEqual(main)
    expect(rail.side.map(({ id }) => id)).toEqual(side)
  })

  test.each([
    ['starts at the first missing title', listOf(watched(1), watched(2)), 2],
    ['even if a later one was watched', listOf(watched(1), watched(3)), 1],
  ])('%s', (_story, list, start) => {
    expect(railFor(graphOf(seasons(1, 2, 3, 4)), list).start).toBe(start)
  })
})

test.each([
  [
    'watched out of all that count',
    listOf(watched(1), watched(2), planned(3)),
    { watched: 2, begun: 0, total: 4 },
  ],
  ['titles before the list do not count', listOf(watched(2)), { watched: 1, begun: 0, total: 3 }],
  ['dropped titles count', listOf(watched(1), dropped(4)), { watched: 1, begun: 0, total: 4 }],
  [
    'half-watched is not watched',
    listOf(watched(1), watching(2), { ...paused(3), progress: 5 }),
    { watched: 1, begun: 2, total: 4 },
  ],
  ['paused before the first episode', listOf(watched(1), paused(2)), { watched: 1, begun: 0, total: 4 }],
])('completion: %s', (_story, list, expected) => {
  const graph = graphOf(seasons(1, 2, 3, 4), music(5), related(4, 5, 'SEQUEL'))
  const [franchise] = answerFor(graph, list).franchises
  expect(completionOf(franchise?.media ?? [])).toEqual(expected)
})
