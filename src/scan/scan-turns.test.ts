import { expect, test } from 'vitest'
import { createScanTurns, type TurnOptions } from './scan-turns.ts'

/** Turns with a clock that stands still until it is moved, and who has started so far. */
function setUp() {
  let time = 0
  const turns = createScanTurns({ now: () => time })
  const begun: string[] = []
  const leaves = new Map<string, () => void>()
  const told = new Map<string, [until: number, place: number]>()
  async function enter(name: string, options: TurnOptions = {}) {
    const onWait = (until: number, place: number) => told.set(name, [until, place])
    leaves.set(name, await turns.enter({ caller: name, onWait, ...options }))
    begun.push(name)
  }
  return {
    turns,
    enter,
    begun,
    told,
    leave: (name: string) => leaves.get(name)?.(),
    pass: (ms: number) => (time += ms),
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))
const names = (count: number, prefix = 's') => Array.from({ length: count }, (_, n) => `${prefix}${n + 1}`)

test('twelve start at once, the others in the order of arrival', async () => {
  const { enter, begun, leave } = setUp()
  for (const name of names(14)) void enter(name)
  await settle()
  expect(begun).toEqual(names(12))
  leave('s3')
  await settle()
  expect(begun.at(-1)).toBe('s13')
})

test('if many wait, more run at once', async () => {
  const { turns, enter, leave } = setUp()
  for (const name of names(100)) void enter(name)
  await settle()
  leave('s1')
  await settle()
  expect(turns.counts()).toEqual({ running: 36, waiting: 63 })
})

test('everyone is told their position and time, and again when another ends', async () => {
  const { enter, told, leave, pass } = setUp()
  for (const name of names(14)) void enter(name)
  await settle()
  expect([told.get('s1'), told.get('s13'), told.get('s14')]).toEqual([undefined, [6000, 1], [12_000, 2]])
  pass(1000)
  leave('s1')
  await settle()
  expect(told.get('s14')).toEqual([7000, 1])
})

test('a time learned from others is whole milliseconds, as the event stream requires', async () => {
  const { enter, told, leave, pass } = setUp()
  for (const name of names(16)) void enter(name)
  await settle()
  for (const name of ['s1', 's2']) {
    leave(name)
    pass(333)
  }
  leave('s3')
  expect(told.get('s16')?.[0]).toBeGreaterThan(0)
  for (const [until] of told.values()) expect(Number.isInteger(until)).toBe(true)
})

test('a caller has at most four running, and those of others start before a fifth', async () => {
  const { enter, begun } = setUp()
  for (const name of names(6, 'greedy')) void enter(name, { caller: 'greedy' })
  void enter('stranger')
  await settle()
  expect(begun).toEqual([...names(4, 'greedy'), 'stranger'])
})

test('a new visitor starts next to callers who have several running, even if all places are taken', async () => {
  const { enter, begun } = setUp()
  for (const caller of ['a', 'b', 'c']) for (const name of names(9, caller)) void enter(name, { caller })
  void enter('stranger')
  await settle()
  expect(begun).toContain('stranger')
  expect(begun).toHaveLength(13)
})

test('a scan without clients leaves the queue, and can come back', async () => {
  const { turns, enter, begun, leave, told } = setUp()
  for (const name of names(12)) void enter(name)
  let isWanted = false
  void enter('abandoned', { isWanted: () => isWanted })
  void enter('stranger')
  await settle()
  expect(told.get('stranger')).toEqual([6000, 1])
  leave('s1')
  leave('s2')
  await settle()
  expect(begun.slice(12)).toEqual(['stranger'])
  isWanted = true
  turns.admit()
  await settle()
  expect(begun.at(-1)).toBe('abandoned')
})

test('a scan that has left the queue is not waited for', async () => {
  const { turns, enter } = setUp()
  for (const name of names(12)) void enter(name)
  const abort = new AbortController()
  const left = enter('left', { signal: abort.signal })
  abort.abort(new Error('enough'))
  await expect(left).rejects.toThrow('enough')
  expect(turns.counts()).toEqual({ running: 12, waiting: 0 })
})

test('scans of a caller who asked for many come last', async () => {
  const { turns, enter, begun, leave, pass } = setUp()
  for (let n = 0; n < 11; n++) turns.ask('greedy')
  for (const name of names(12)) void enter(name)
  for (const caller of ['greedy', 'stranger']) void enter(caller)
  await settle()
  leave('s1')
  await settle()
  expect(begun.slice(12)).toEqual(['stranger'])
  expect([turns.isGreedy('greedy'), turns.isGreedy('stranger')]).toEqual([true, false])
  pass(5 * 60_000)
  expect(turns.isGreedy('greedy')).toBe(false)
})

test('scans of callers who asked for many keep nobody waiting', async () => {
  const { turns, enter, begun } = setUp()
  for (const caller of names(12, 'greedy')) {
    for (let n = 0; n < 11; n++) turns.ask(caller)
    void enter(caller)
  }
  for (const name of names(13)) void enter(name)
  await settle()
  expect(begun.slice(12)).toEqual(names(12))
})

test('newcomers are not reported to those who wait already', async () => {
  const { enter } = setUp()
  let reports = 0
  for (const name of names(112)) void enter(name, { onWait: () => reports++ })
  await settle()
  expect(reports).toBe(100)
})
