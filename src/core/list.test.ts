import { describe, expect, test } from 'vitest'
import {
  dropped,
  entry,
  listOf,
  paused,
  planned,
  repeating,
  watched,
  watching,
} from '../../test/support/graph.ts'
import { countList, isWatched, type ListStatus, listStatuses, makeList } from './list.ts'

describe('a list', () => {
  test('has an entry once, in however many groups it appears', () => {
    expect([...makeList([watched(1), planned(2), watched(1)]).keys()]).toEqual([1, 2])
  })

  test('has entries that are only in custom lists, with their own status', () => {
    const statusLists = [watched(1)]
    const customList = [watched(1), dropped(2)]
    expect(makeList([...statusLists, ...customList]).get(2)?.status).toBe('DROPPED')
  })

  test('uses the first group if two differ', () => {
    expect(makeList([watched(1), dropped(1)]).get(1)?.status).toBe('COMPLETED')
  })

  test('may be empty', () => {
    expect(makeList([]).size).toBe(0)
  })
})

test('counts completed, current and repeating entries as watched, and no others', () => {
  const statuses = listStatuses.filter((status) => isWatched(entry(1, status)))
  expect(statuses).toEqual<ListStatus[]>(['CURRENT', 'COMPLETED', 'REPEATING'])
})

test.each([
  ['an empty list', listOf(), { entries: 0, watched: 0, planned: 0 }],
  [
    'each status once',
    listOf(...listStatuses.map((status, id) => entry(id, status))),
    { entries: 6, watched: 3, planned: 1 },
  ],
  [
    'everything watched',
    listOf(watched(1), watching(2), repeating(3)),
    { entries: 3, watched: 3, planned: 0 },
  ],
  [
    'paused and dropped count as neither',
    listOf(paused(1), dropped(2)),
    { entries: 2, watched: 0, planned: 0 },
  ],
  ['an entry in two groups is one', listOf(planned(1), planned(1)), { entries: 1, watched: 0, planned: 1 }],
])('counts %s', (_, list, counts) => {
  expect(countList(list)).toEqual(counts)
})
