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
import type { Media } from './media.ts'
import type { Relation } from './relation.ts'
import { watchOrder } from './watch-order.ts'

const dated = (id: number, year: number, month?: number) => anime(id, { startDate: date(year, month) })

describe('watch order', () => {
  test.each<[story: string, parts: Part[], order: number[]]>([
    ['by date', [dated(1, 2015), dated(2, 2013), dated(3, 2014)], [2, 3, 1]],
    ['by ID if dates are the same', [dated(2, 2013), dated(1, 2013)], [1, 2]],
    ['a prequel made later comes first', [prequel(1, 2), dated(1, 2006), dated(2, 2011)], [2, 1]],
    ['named by the earlier title', [sequel(2, 1), dated(1, 2006), dated(2, 2011)], [2, 1]],
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
    ['titles without a date come last', [anime(1), dated(2, 2013)], [2, 1]],
    ['an unknown month comes after known ones', [dated(1, 2013), dated(2, 2013, 4)], [2, 1]],
    ['chains of unknown dates', [seasons(4, 2, 3, 1)], [4, 2, 3, 1]],
    [
      'side stories are ordered by date alone',
      [related(1, 2, 'SIDE_STORY'), dated(1, 2015), dated(2, 2013)],
      [2, 1],
    ],
    [
      'a cycle starts at its earliest title',
      [seasons(1, 2, 3, 1), dated(1, 2015), dated(2, 2013), dated(3, 2014)],
      [2, 3, 1],
    ],
    ['a title that is its own sequel', [sequel(1, 1), prequel(1, 1), dated(1, 2013), dated(2, 2014)], [1, 2]],
    ['the same edge twice', [sequel(2, 1), sequel(2, 1), prequel(1, 2)], [2, 1]],
    ['nothing', [], []],
  ])('%s', (_, parts, order) => {
    const graph = graphOf(...parts)
    expect(orderOf(graph, graph.allMedia()).map(({ id }) => id)).toEqual(order)
  })

  test('relations of other media do not matter', () => {
    const graph = graphOf(seasons(3, 2, 1))
    expect(orderOf(graph, [{ id: 1 }, { id: 3 }]).map(({ id }) => id)).toEqual([1, 3])
  })

  test('is a permutation of its input, whatever the order', () => {
    const some = someCatalogue.chain((catalogue) =>
      fc.record({
        catalogue: fc.constant(catalogue),
        shuffled: fc.shuffledSubarray([...catalogue.media], { minLength: catalogue.media.length }),
      }),
    )
    fc.assert(
      fc.property(some, ({ catalogue, shuffled }) => {
        const graph = wholeGraph(catalogue)
        const ordered = orderOf(graph, shuffled)
        expect(new Set(ordered)).toEqual(new Set(catalogue.media))
        expect(ordered).toHaveLength(catalogue.media.length)
        expect(ordered).toEqual(orderOf(graph, catalogue.media))
      }),
      seeded,
    )
  })

  test('never puts a sequel before its prequel if there is no cycle', () => {
    fc.assert(
      fc.property(someCatalogue, ({ media, relations }) => {
        const forwards = relations.filter(isForwards)
        const graph = wholeGraph({ media, relations: forwards })
        const places = new Map(orderOf(graph, media).map(({ id }, place) => [id, place]))
        for (const { from, to, kind } of forwards) {
          const [earlier, later] = kind === 'SEQUEL' ? [from, to] : [to, from]
          expect(places.get(earlier) ?? -1).toBeLessThan(places.get(later) ?? Infinity)
        }
      }),
      seeded,
    )
  })
})

function orderOf(graph: MediaGraph, media: Iterable<Pick<Media, 'id'>>): Media[] {
  return watchOrder(
    graph,
    [...media].map(({ id }) => graph.node(id)),
  )
}

/** Without cycles: every title follows one with a smaller ID. */
function isForwards({ from, to, kind }: Relation): boolean {
  return kind === 'SEQUEL' ? from < to : kind === 'PREQUEL' && to < from
}
