import { expect, test } from 'vitest'
import { orAborted } from '../anilist/clock.ts'
import { AniListError } from '../anilist/errors.ts'
import { unknownDate } from '../core/media.ts'
import { createMediaLookup } from './media-lookup.ts'

const hour = 3_600_000

/** A lookup that knows 1 to 9, remembers three for a day, and fails with `fail`. */
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

test('reads a media once for concurrent callers', async () => {
  const { find, read } = lookup()
  expect(await Promise.all([find(1), find(1)])).toEqual([
    { id: 1, synopsis: ['Read 1'], studios: [], endDate: unknownDate },
    { id: 1, synopsis: ['Read 1'], studios: [], endDate: unknownDate },
  ])
  await find(1)
  expect(read).toEqual([1])
})

test('does not ask AniList about media that no list has led to', async () => {
  const { find, read } = lookup()
  expect(await find(10)).toBeUndefined()
  expect(read).toEqual([])
})

test.each([
  ['just before the age limit', 24 * hour - 1, [1]],
  ['at the age limit', 24 * hour, [1, 1]],
  ['when the clock was set back by more than that', -24 * hour, [1, 1]],
])('remembers %s', async (_story, passed, expected) => {
  const world = lookup()
  await world.find(1)
  world.time += passed
  await world.find(1)
  expect(world.read).toEqual(expected)
})

test('drops the oldest when there is too much', async () => {
  const { find, read } = lookup()
  for (const id of [1, 2, 3, 4, 2, 1]) await find(id)
  expect(read).toEqual([1, 2, 3, 4, 1])
})

test('does not remember a failure', async () => {
  const world = lookup()
  world.fail = new Error('AniList is unavailable')
  await expect(world.find(1)).rejects.toThrow('AniList is unavailable')
  delete world.fail
  expect(await world.find(1)).toMatchObject({ id: 1 })
  expect(world.read).toEqual([1, 1])
})

test('remembers for the same time that AniList does not have a media', async () => {
  const world = lookup()
  world.fail = new AniListError('anilist-not-found', { cause: new Error('HTTP 404') })
  for (const passed of [0, 24 * hour - 1, 1]) {
    world.time += passed
    await expect(world.find(1)).rejects.toBe(world.fail)
  }
  expect(world.read).toEqual([1, 1])
})

test('aborts a request when the last caller leaves', async () => {
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
  // Later callers do not get the abort of earlier ones.
  const third = world.find(1)
  resolve()
  expect(await third).toMatchObject({ id: 1 })
  expect([world.read, world.aborted]).toEqual([[1, 1], [1]])
})

test('sends nothing for an aborted signal', async () => {
  const world = lookup()
  await expect(world.find(1, undefined, AbortSignal.abort())).rejects.toThrow()
  expect(world.read).toEqual([])
})
