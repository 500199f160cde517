import { expect, test } from 'vitest'
import { unknownDate } from '../core/media.ts'
import { createMediaLookup } from './media-lookup.ts'

const hour = 3_600_000

/** A lookup that knows 1 to 9, remembers three for a day, and fails where `fail` says so. */
function lookup() {
  const read: number[] = []
  const world = { time: 0, fail: false, read }
  const { find } = createMediaLookup({
    isKnown: async (id) => id < 10,
    read: async (id) => {
      read.push(id)
      if (world.fail) throw new Error('AniList is away')
      return { id, synopsis: [`Read ${read.length}`], studios: [], endDate: unknownDate }
    },
    now: () => world.time,
    ttlHours: 24,
    most: 3,
  })
  return Object.assign(world, { find })
}

test('reads a media once, for all who ask', async () => {
  const { find, read } = lookup()
  expect(await Promise.all([find(1), find(1)])).toEqual([
    { id: 1, synopsis: ['Read 1'], studios: [], endDate: unknownDate },
    { id: 1, synopsis: ['Read 1'], studios: [], endDate: unknownDate },
  ])
  await find(1)
  expect(read).toEqual([1])
})

test('asks AniList nothing about what no list has led to', async () => {
  const { find, read } = lookup()
  expect(await find(10)).toBeUndefined()
  expect(read).toEqual([])
})

test.each([
  ['just before the age limit', 24 * hour - 1, [1]],
  ['at the age limit', 24 * hour, [1, 1]],
  ['when the clock was put back by more than it', -24 * hour, [1, 1]],
])('remembers %s', async (_story, passed, expected) => {
  const world = lookup()
  await world.find(1)
  world.time += passed
  await world.find(1)
  expect(world.read).toEqual(expected)
})

test('forgets what was read first when there is too much', async () => {
  const { find, read } = lookup()
  for (const id of [1, 2, 3, 4, 2, 1]) await find(id)
  expect(read).toEqual([1, 2, 3, 4, 1])
})

test('does not remember a failure', async () => {
  const world = lookup()
  world.fail = true
  await expect(world.find(1)).rejects.toThrow('AniList is away')
  world.fail = false
  expect(await world.find(1)).toMatchObject({ id: 1 })
  expect(world.read).toEqual([1, 1])
})
