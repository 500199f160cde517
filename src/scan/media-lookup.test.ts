import { expect, test } from 'vitest'
import { orAborted } from '../anilist/clock.ts'
import { AniListError } from '../anilist/errors.ts'
import { unknownDate } from '../core/media.ts'
import { createMediaLookup } from './media-lookup.ts'

const hour = 3_600_000

/** A lookup that knows 1 to 9, remembers three for a day, and fails where `fail` says so. */
function lookup() {
  const read: number[] = []
  const world: { time: number; fail?: Error; hold?: Promise<void>; read: number[]; aborted: number[] } = {
    ...{ time: 0, read, aborted: [] },
  }
  const { find } = createMediaLookup({
    isKnown: async (id) => id < 10,
    read: async (id, { signal }) => {
      read.push(id)
      signal.addEventListener('abort', () => world.aborted.push(id))
      await (world.hold && orAborted(world.hold, signal))
      if (world.fail) throw world.fail
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
  world.fail = new Error('AniList is away')
  await expect(world.find(1)).rejects.toThrow('AniList is away')
  delete world.fail
  expect(await world.find(1)).toMatchObject({ id: 1 })
  expect(world.read).toEqual([1, 1])
})

test('remembers for as long that AniList does not have a media', async () => {
  const world = lookup()
  world.fail = new AniListError('anilist-not-found', { cause: new Error('HTTP 404') })
  for (const passed of [0, 24 * hour - 1, 1]) {
    world.time += passed
    await expect(world.find(1)).rejects.toBe(world.fail)
  }
  expect(world.read).toEqual([1, 1])
})

test('gives a request up when the last who waits for it leaves', async () => {
  const world = lookup()
  const { promise, resolve } = Promise.withResolvers<void>()
  world.hold = promise
  const [first, second] = [new AbortController(), new AbortController()]
  const asked = [world.find(1, undefined, first.signal), world.find(1, undefined, second.signal)]
  await expect.poll(() => world.read).toEqual([1])
  first.abort()
  await expect(asked[0]).rejects.toBe(first.signal.reason)
  expect(world.aborted).toEqual([])
  second.abort()
  await expect(asked[1]).rejects.toBe(second.signal.reason)
  expect(world.aborted).toEqual([1])
  // Who comes then is not told that others left.
  const third = world.find(1)
  resolve()
  expect(await third).toMatchObject({ id: 1 })
  expect([world.read, world.aborted]).toEqual([[1, 1], [1]])
})

test('asks nothing for who has left already', async () => {
  const world = lookup()
  await expect(world.find(1, undefined, AbortSignal.abort())).rejects.toThrow()
  expect(world.read).toEqual([])
})
