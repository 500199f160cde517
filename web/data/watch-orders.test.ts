import { describe, expect, test } from 'vitest'
import type { SearchOptions } from '../../src/core/search.ts'
import { answerFor } from '../../test/support/answer.ts'
import { anime, date, graphOf, listOf, related, seasons, sequel, watched } from '../../test/support/graph.ts'
import { answerInOrder, chooseOrder, type OrderChoices, orderFor, parseOrders } from './watch-orders.ts'

const five = { id: 5, media: [{ id: 5 }, { id: 9 }] } as unknown as Parameters<typeof chooseOrder>[2]

test.each<[words: string[], choices: OrderChoices | undefined]>([
  [[], undefined],
  [['essential'], ['essential']],
  [
    ['5-story', 'essential', 'release'],
    ['essential', '5-story'],
  ],
  [['5-story', '5-release'], ['5-story']],
  [['airing', '5', '-5-story', '5-story-1', '0-story'], undefined],
])('of the words %j, those of an order count', (words, choices) => {
  expect(parseOrders(words)).toEqual(choices)
})

test.each<[story: string, choices: OrderChoices | undefined, franchise: typeof five, order: string]>([
  ['release without a choice', undefined, five, 'release'],
  ['the choice for all', ['story'], five, 'story'],
  ['its own choice', ['story', '5-essential'], five, 'essential'],
  ['its own choice, by any of its titles', ['9-essential'], five, 'essential'],
  ['not the choice of another', ['6-essential'], five, 'release'],
  ['for all, not the choice of one', ['5-essential'], undefined, 'release'],
])('the order is %s', (_, choices, franchise, order) => {
  expect(orderFor(choices, franchise)).toBe(order)
})

test.each<
  [
    before: OrderChoices | undefined,
    order: 'release' | 'story' | 'essential',
    of: typeof five,
    after: OrderChoices | undefined,
  ]
>([
  [undefined, 'story', undefined, ['story']],
  [['story'], 'release', undefined, undefined],
  [['story', '6-essential'], 'release', undefined, ['6-essential']],
  [['story'], 'essential', five, ['story', '5-essential']],
  [['story', '9-essential'], 'release', five, ['story', '5-release']],
  [['story', '5-essential'], 'story', five, ['story']],
  [['5-essential'], 'release', five, undefined],
])('with %j, choosing %s changes the choices', (before, order, of, after) => {
  expect(chooseOrder(before, order, of)).toEqual(after)
})

describe('an answer in another order equals a search in that order', () => {
  const dated = (id: number, year: number) => anime(id, { startDate: date(year) })
  const graph = graphOf(
    ...[dated(1, 2001), dated(2, 2003), dated(3, 2009), dated(4, 2004), dated(7, 2005)],
    ...[seasons(1, 2), sequel(3, 1), related(1, 4, 'SUMMARY'), related(2, 7, 'ALTERNATIVE')],
    ...[dated(11, 2001), related(11, 12, 'ALTERNATIVE')],
  )
  const list = listOf(watched(1), watched(11))
  const relations = ['PREQUEL', 'SUMMARY', 'ALTERNATIVE'] as const
  const given = (search: Partial<SearchOptions>) => answerFor(graph, list, { relations, ...search })

  test.each(['release', 'story', 'essential'] as const)('%s', (order) => {
    expect(comparable(answerInOrder(given({}), [order]))).toEqual(comparable(given({ order })))
  })

  test('a choice for one franchise leaves the others', () => {
    const answer = answerInOrder(given({}), ['11-essential'])
    expect(answer.franchises.map(({ id }) => id)).toEqual([1])
    expect(answer.hidden).toMatchObject({ alternative: 1, recap: 0 })
    expect(answer.missing.map(({ media }) => media.id)).toEqual([2, 4, 7, 3])
  })

  test('without a choice, it is the same object', () => {
    const answer = given({})
    expect(answerInOrder(answer, undefined)).toBe(answer)
  })
})

/** The order of relations does not matter. */
function comparable({ franchises, ...answer }: ReturnType<typeof answerFor>) {
  const byIds = (a: { from: number; to: number }, b: typeof a) => a.from - b.from || a.to - b.to
  return {
    ...answer,
    franchises: franchises.map((one) => ({ ...one, relations: [...one.relations].sort(byIds) })),
  }
}
