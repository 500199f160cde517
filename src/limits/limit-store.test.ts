import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMemoryStore } from './limit-store.ts'

const minute = 60_000

function setUp(options: { maxKeys?: number } = {}) {
  let time = 0
  const store = createMemoryStore({ now: () => time, ...options })
  return {
    store,
    at: (moment: number) => {
      time = moment
    },
    take: (key: string, limit: number) => store.takeNow([{ key, limit, windowMs: minute }]),
  }
}

test('the limit is admitted, the next is refused, and the place of the first is free a minute after it', () => {
  const { at, take } = setUp()
  expect(take('a', 2)).toEqual({ admitted: true, standings: [{ used: 1, freesInMs: minute }] })
  at(10_000)
  expect(take('a', 2)).toEqual({ admitted: true, standings: [{ used: 2, freesInMs: 50_000 }] })
  at(59_999)
  expect(take('a', 2)).toEqual({ admitted: false, standings: [{ used: 2, freesInMs: 1 }] })
  at(60_000)
  expect(take('a', 2)).toEqual({ admitted: true, standings: [{ used: 2, freesInMs: 10_000 }] })
})

test('a request that one limit refuses costs nothing at the others', () => {
  const { store } = setUp()
  const strict = { key: 'strict', limit: 1, windowMs: minute }
  const general = { key: 'general', limit: 5, windowMs: minute }
  expect(store.takeNow([general, strict]).admitted).toBe(true)
  for (let i = 0; i < 9; i++) expect(store.takeNow([general, strict]).admitted).toBe(false)
  expect(store.takeNow([general]).standings).toEqual([{ used: 2, freesInMs: minute }])
})

test('whatever the arrivals and limits: never more than a limit within any minute, and none refused that fits', () => {
  const arrivals = fc.array(
    fc.record({ gap: fc.oneof(fc.constant(0), fc.nat(20_000)), key: fc.constantFrom('a', 'b') }),
    { maxLength: 150 },
  )
  fc.assert(
    fc.property(arrivals, fc.integer({ min: 1, max: 12 }), (requests, limit) => {
      const { at, take } = setUp()
      const admitted: Record<string, number[]> = { a: [], b: [] }
      let time = 0
      for (const { gap, key } of requests) {
        time += gap
        at(time)
        const mine = admitted[key] as number[]
        const fits = mine.filter((moment) => moment > time - minute).length < limit
        expect(take(key, limit).admitted).toBe(fits)
        if (fits) mine.push(time)
      }
    }),
    { numRuns: 200 },
  )
})

test('an attacker with twenty thousand addresses costs the memory of the largest number of keys, and no more', () => {
  const { store, take } = setUp({ maxKeys: 1000 })
  take('regular', 2)
  for (let i = 0; i < 20_000; i++) {
    take(`attacker ${i}`, 2)
    if (i % 500 === 0) take('regular', 2)
  }
  expect(store.size).toBeLessThanOrEqual(1000)
  expect(take('regular', 2).admitted, 'who comes often is not forgotten').toBe(false)
})

test('keys of which nothing counts any more go away', () => {
  const { store, at, take } = setUp()
  for (let i = 0; i < 900; i++) take(`key ${i}`, 2)
  at(minute)
  for (let i = 0; i < 200; i++) take('another', 1000)
  expect(store.size).toBe(1)
})
