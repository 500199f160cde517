import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded, someCatalogue } from '../../test/support/arbitrary-graph.ts'
import {
  anime,
  date,
  graphOf,
  type Part,
  prequel,
  related,
  seasons,
  sequel,
  wholeGraph,
} from '../../test/support/graph.ts'
import type { MediaGraph } from './graph.ts'
import { mainLine } from './main-line.ts'
import type { Media } from './media.ts'
import type { Relation } from './relation.ts'
import { skippables } from './skippable.ts'
import { type WatchOrder, watchOrder, watchOrders } from './watch-order.ts'

const dated = (id: number, year: number, month?: number) => anime(id, { startDate: date(year, month) })
const film = (id: number, year: number, month?: number) =>
  anime(id, { ...dated(id, year, month), format: 'MOVIE' })

type Case = [story: string, parts: Part[], order: number[]]

describe.each(watchOrders)('in every order, so also in %s', (order) => {
  test.each<Case>([
    ['by date', [dated(1, 2015), dated(2, 2013), dated(3, 2014)], [2, 3, 1]],
    ['by ID if dates are the same', [dated(2, 2013), dated(1, 2013)], [1, 2]],
    [
      'a movie between two seasons',
      [seasons(1, 3), dated(1, 2013), dated(2, 2014), dated(3, 2015)],
      [1, 2, 3],
    ],
    [
      'a season without a date comes after the one before it',
      [seasons(3, 2), anime(2), dated(3, 2013)],
      [3, 2],
    ],
    ['and before the one after it', [seasons(3, 2, 1), dated(3, 2013), anime(2), dated(1, 2015)], [3, 2, 1]],
    [
      'a season of an unknown month follows the one of that year before it',
      [seasons(2, 1), dated(2, 2013), dated(1, 2013, 4)],
      [2, 1],
    ],
    ['titles without a date come last', [anime(1), dated(2, 2013)], [2, 1]],
    ['an unknown month comes after known ones', [dated(1, 2013), dated(2, 2013, 4)], [2, 1]],
    ['chains of unknown dates', [seasons(4, 2, 3, 1)], [4, 2, 3, 1]],
    [
      'a cycle starts at its earliest title',
      [seasons(1, 2, 3, 1), dated(1, 2015), dated(2, 2013), dated(3, 2014)],
      [2, 3, 1],
    ],
    ['a title that is its own sequel', [sequel(1, 1), prequel(1, 1), dated(1, 2013), dated(2, 2014)], [1, 2]],
    ['the same edge twice', [sequel(2, 1), sequel(2, 1), prequel(1, 2)], [2, 1]],
    [
      'a recap without a date comes after what it sums up',
      [related(2, 1, 'SUMMARY'), related(3, 1, 'COMPILATION'), dated(2, 2013), anime(3), film(1, 2012)],
      [2, 3, 1],
    ],
    [
      'an alternative film does not open a franchise, nor does a film that continues it',
      [dated(1, 2007, 10), film(2, 2007, 9), film(3, 2006), related(1, 2, 'ALTERNATIVE'), sequel(2, 3)],
      [1, 3, 2],
    ],
    ['nothing', [], []],
  ])('%s', (story, parts, expected) => {
    const isStory = order === 'story' && story.startsWith('an alternative film')
    expect(idsInOrder(parts, order)).toEqual(isStory ? [1, 2, 3] : expected)
  })

  test('is a permutation of its input in every order', () => {
    const some = someCatalogue.chain((catalogue) =>
      fc.record({
        catalogue: fc.constant(catalogue),
        shuffled: fc.shuffledSubarray([...catalogue.media], { minLength: catalogue.media.length }),
      }),
    )
    fc.assert(
      fc.property(some, ({ catalogue, shuffled }) => {
        const graph = wholeGraph(catalogue)
        const ordered = inOrder(graph, shuffled, order)
        expect(new Set(ordered)).toEqual(new Set(catalogue.media))
        expect(ordered).toHaveLength(catalogue.media.length)
        expect(ordered).toEqual(inOrder(graph, catalogue.media, order))
      }),
      seeded,
    )
  })
})

describe('the orders', () => {
  test.each<[story: string, parts: Part[], release: number[], inStory: number[], essential: number[]]>([
    [
      'differ if a prequel was made later',
      [prequel(1, 2), dated(1, 2006), dated(2, 2011)],
      [1, 2],
      [2, 1],
      [1, 2],
    ],
    [
      'differ if a side story was made after the sequel',
      [seasons(1, 2), dated(1, 2006), dated(2, 2011), related(1, 3, 'SIDE_STORY'), dated(3, 2015)],
      [1, 2, 3],
      [1, 3, 2],
      [1, 2, 3],
    ],
    [
      'are the same if that side story has sequels',
      [
        seasons(1, 2),
        dated(1, 2006),
        dated(2, 2011),
        related(1, 3, 'SIDE_STORY'),
        seasons(3, 4),
        dated(3, 2015),
      ],
      [1, 2, 3, 4],
      [1, 2, 3, 4],
      [1, 2, 3, 4],
    ],
    [
      'differ if a side story was made before its parent',
      [dated(1, 2015), related(1, 2, 'SIDE_STORY'), dated(2, 2013)],
      [2, 1],
      [1, 2],
      [2, 1],
    ],
    [
      'differ if there is a recap',
      [seasons(1, 2), dated(1, 2006), film(3, 2007), related(1, 3, 'SUMMARY'), dated(2, 2011)],
      [1, 3, 2],
      [1, 3, 2],
      [1, 2, 3],
    ],
  ])('%s', (_, parts, release, inStory, essential) => {
    expect(idsInOrder(parts, 'release')).toEqual(release)
    expect(idsInOrder(parts, 'story')).toEqual(inStory)
    expect(idsInOrder(parts, 'essential')).toEqual(essential)
  })
})

test('relations of other media are ignored', () => {
  const graph = graphOf(seasons(3, 2, 1))
  const some = [graph.media(1), graph.media(3)] as Media[]
  expect(inOrder(graph, some, 'story').map(({ id }) => id)).toEqual([1, 3])
})

test('story order never puts a sequel before its prequel if there is no cycle', () => {
  fc.assert(
    fc.property(someCatalogue, ({ media, relations }) => {
      const forwards = relations.filter(isForwards)
      const graph = wholeGraph({ media, relations: forwards })
      const places = new Map(inOrder(graph, media, 'story').map(({ id }, place) => [id, place]))
      for (const { from, to, kind } of forwards) {
        const [earlier, later] = kind === 'SEQUEL' ? [from, to] : [to, from]
        if (kind === 'SEQUEL' || kind === 'PREQUEL') {
          expect(places.get(earlier) ?? -1).toBeLessThan(places.get(later) ?? Infinity)
        }
      }
    }),
    seeded,
  )
})

function idsInOrder(parts: readonly Part[], order: WatchOrder): number[] {
  const graph = graphOf(...parts)
  return inOrder(graph, [...graph.allMedia()], order).map(({ id }) => id)
}

function inOrder(graph: MediaGraph, media: readonly Media[], order: WatchOrder): Media[] {
  const stepsBack = graph.stepsBack.bind(graph)
  const main = new Set(mainLine(media, stepsBack).map(({ id }) => id))
  return watchOrder(media, { stepsBack, skippable: skippables(media, main, stepsBack) }, order)
}

/** Sequels have larger IDs, so that they form no cycles; other relations can be anything. */
function isForwards({ from, to, kind }: Relation): boolean {
  return kind === 'SEQUEL' ? from < to : kind === 'PREQUEL' ? to < from : true
}
