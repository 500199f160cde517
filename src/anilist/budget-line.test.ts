import { expect, test } from 'vitest'
import { createLine, freshLine } from './budget-line.ts'

function setUp() {
  let now = 0
  const state = freshLine(30)
  const line = createLine({ perMinute: 30, burst: 5 }, () => now, state)
  /** Whether a request of this caller goes before a stranger's that starts an hour later. */
  function isFirst(caller: string): boolean {
    state.blockedUntil = now + 1
    const request = { process: '', priority: 'interactive' as const }
    const { waits } = line.serve('', [
      { ...request, id: 'caller', caller, since: now },
      { ...request, id: 'stranger', since: now + 3_600_000 },
    ])
    return waits[0]?.id === 'caller'
  }
  function later(minutes: number) {
    now += minutes * 60_000
  }
  return { state, line, isFirst, later }
}

test('remembers at most two hundred callers, those with the most requests', () => {
  const { state, line } = setUp()
  for (let n = 0; n < 1000; n++) line.ask(`visitor ${n}`, 1)
  for (let n = 0; n < 3; n++) line.ask('greedy', 1)
  for (let n = 0; n < 1000; n++) line.ask(`other ${n}`, 1)
  expect(Object.keys(state.callers)).toHaveLength(200)
  expect(state.callers).toHaveProperty('greedy')
})

test('part of a shared request counts as that part', () => {
  const { state, line } = setUp()
  for (let n = 0; n < 4; n++) line.ask('traveller', 1 / 4)
  expect(state.callers.traveller?.asked).toBe(1)
})

test('forgives a caller with excessive requests after twenty minutes, and forgets it after an hour', () => {
  const { state, line, isFirst, later } = setUp()
  for (let n = 0; n < 10_000; n++) line.ask('greedy', 1)
  expect(isFirst('greedy')).toBe(false)
  later(20)
  expect(isFirst('greedy')).toBe(true)
  later(40)
  line.ask('somebody', 1)
  expect(Object.keys(state.callers)).toEqual(['somebody'])
})
