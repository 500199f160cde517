import { describe, expect, test } from 'vitest'
import { cardRows } from './card-rows.ts'
import type { Group } from './order-titles.ts'

const gap = 16
const stop = 120
const frame = 18

/** A franchise with so many stops on its line. */
function group(id: number, stops: number): Group {
  const ids = Array.from({ length: stops }, (_, at) => id * 100 + at)
  return {
    franchise: {
      id,
      title: `Franchise ${id}`,
      media: ids.map((media) => ({ id: media, state: 'missing' })),
      main: ids,
    } as unknown as Group['franchise'],
    titles: [],
  }
}

const rowsOf = (stops: readonly number[], width: number, sizes?: ReadonlyMap<number, number>) =>
  cardRows(
    stops.map((count, at) => group(at + 1, count)),
    width,
    gap,
    sizes,
  )

describe('rows of cards', () => {
  test.each([
    ['one above the other on a phone', [2, 8, 3], 358, [1, 1, 1]],
    ['two where there is room', [2, 2, 2], 2 * (frame + 2 * stop) + gap, [2, 1]],
    ['a long line has a row of its own', [5, 2], frame + 5 * stop, [1, 1]],
    ['many in a wide row', [2, 3, 2, 5], 1392, [3, 1]],
    ['nothing', [], 1392, []],
  ])('%s', (_story, stops, width, expected) => {
    expect(rowsOf(stops, width).map(({ cards }) => cards.length)).toEqual(expected)
  })

  test('keep their order', () => {
    const ids = rowsOf([5, 2, 9, 1, 3, 2], 1000).flatMap(({ cards }) =>
      cards.map((card) => card.group.franchise.id),
    )
    expect(ids).toEqual([1, 2, 3, 4, 5, 6])
  })

  test.each([320, 358, 700, 1000, 1392, 1500])('never leave the page: %s px', (width) => {
    for (const { cards } of rowsOf([2, 5, 9, 1, 3, 30, 2, 2, 4], width)) {
      const used = cards.reduce((sum, card) => sum + card.width, 0) + gap * (cards.length - 1)
      expect(used).toBeLessThanOrEqual(width)
    }
  })

  test('are full but for the last', () => {
    const rows = rowsOf(
      Array.from({ length: 12 }, () => 3),
      1392,
    )
    for (const { cards } of rows.slice(0, -1)) {
      const used = cards.reduce((sum, card) => sum + card.width, 0) + gap * (cards.length - 1)
      expect(used).toBeGreaterThan(1392 - cards.length)
    }
  })

  test('a line that grew keeps the size of its card', () => {
    const before = rowsOf([2, 2, 2], 800)
    const after = rowsOf(
      [5, 2, 2],
      800,
      new Map([
        [1, 2],
        [2, 2],
        [3, 2],
      ]),
    )
    expect(after.map(({ cards }) => cards.map(({ width }) => width))).toEqual(
      before.map(({ cards }) => cards.map(({ width }) => width)),
    )
  })
})
