import { expect, test } from 'vitest'
import type { Priority } from './ledger.ts'
import { createQueue, freshQueue, inTurn, type TurnOptions } from './queue.ts'

function setUp() {
  let now = 0
  const state = freshQueue(30)
  const line = createQueue({ perMinute: 30, burst: 5 }, () => now, state)
  /** Whether a request of this caller is served before one of a stranger that begins an hour later. */
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

/** A waiting request: its caller, the start of its job in seconds, and its class. */
type Row = readonly [caller: string | undefined, seconds: number, priority?: Priority]

function order(rows: readonly Row[], options: Partial<Omit<TurnOptions, 'waiting'>> = {}) {
  const waiting = rows.map(([caller, seconds, priority = 'interactive'], index) => ({
    ...{ id: String(index), process: '', priority, since: seconds * 1000 },
    ...(caller !== undefined && { caller }),
  }))
  const turns = inTurn({ waiting, underWay: [], asked: () => 0, urgentIsFull: false, ...options })
  return turns.map(({ waiter, lane }) => `${waiter.id} ${lane}`)
}

const asked = (counts: Readonly<Record<string, number>>) => (caller: string) => counts[caller] ?? 0

test.each<[string, readonly Row[], Partial<TurnOptions>, readonly string[]]>([
  [
    'the oldest job first, whoever the caller',
    [
      ['a', 2],
      ['b', 1],
    ],
    {},
    ['1 interactive', '0 interactive'],
  ],
  [
    "a job's later requests before jobs that started with it",
    [
      ['b', 1],
      ['a', 1],
    ],
    {},
    ['1 interactive', '0 interactive'],
  ],
  [
    "a caller's second job after everyone's first",
    [
      ['a', 1],
      ['a', 2],
      ['b', 300],
    ],
    {},
    ['0 interactive', '2 interactive', '1 background'],
  ],
  [
    'requests of one job side by side',
    [
      ['a', 1],
      ['a', 1],
      ['b', 2],
    ],
    {},
    ['0 interactive', '1 interactive', '2 interactive'],
  ],
  [
    'also while the first is in flight',
    [
      ['a', 2],
      ['b', 200],
    ],
    { underWay: [{ id: 'x', process: '', priority: 'interactive', caller: 'a', since: 1000 }] },
    ['1 interactive', '0 background'],
  ],
  [
    'ten recent requests cost nothing, each further one a minute',
    [
      ['a', 0],
      ['b', 0],
      ['c', 130],
    ],
    { asked: asked({ a: 13, b: 10 }) },
    ['1 interactive', '2 interactive', '0 interactive'],
  ],
  [
    'five minutes late: the background lane',
    [
      ['a', 0],
      ['b', 299],
    ],
    { asked: asked({ a: 15 }) },
    ['1 interactive', '0 background'],
  ],
  [
    'nobody is postponed forever',
    [
      ['a', 0],
      ['b', 301],
    ],
    { asked: asked({ a: 15 }) },
    ['0 background', '1 interactive'],
  ],
  [
    'urgent jobs before what waits for up to five minutes, background jobs last',
    [
      ['a', 0],
      ['b', 299, 'urgent'],
      ['c', 0, 'background'],
    ],
    {},
    ['1 urgent', '0 interactive', '2 background'],
  ],
  [
    'urgent jobs in order too',
    [
      ['a', 1, 'urgent'],
      ['b', 2, 'urgent'],
    ],
    { asked: asked({ a: 12 }) },
    ['1 urgent', '0 urgent'],
  ],
  [
    'urgent jobs of a caller with excessive requests use the background lane',
    [
      ['a', 400, 'urgent'],
      ['b', 500],
    ],
    { asked: asked({ a: 20 }) },
    ['1 interactive', '0 background'],
  ],
  [
    'as does everything beyond the urgent reserve',
    [
      ['a', 2, 'urgent'],
      ['b', 1],
    ],
    { urgentIsFull: true },
    ['1 interactive', '0 interactive'],
  ],
  [
    'a scan does not delay urgent jobs of the same caller',
    [
      ['a', 1],
      ['a', 2, 'urgent'],
    ],
    {},
    ['1 urgent', '0 interactive'],
  ],
  [
    "the instance's own requests are not delayed",
    [
      [undefined, 2],
      [undefined, 1],
      [undefined, 1],
    ],
    {},
    ['1 interactive', '2 interactive', '0 interactive'],
  ],
])('%s', (_, rows, options, expected) => {
  expect(order(rows, options)).toEqual(expected)
})
