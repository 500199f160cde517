import { expect, test } from 'vitest'
import { inTurn, type Priority, type TurnOptions } from './turn-order.ts'

/** A waiting request: its caller, when its work began in seconds, and its class. */
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
    'the oldest work first, whoever asks',
    [
      ['a', 2],
      ['b', 1],
    ],
    {},
    ['1 interactive', '0 interactive'],
  ],
  [
    "a work's later requests before works that began with it",
    [
      ['b', 1],
      ['a', 1],
    ],
    {},
    ['1 interactive', '0 interactive'],
  ],
  [
    "a caller's second work after everybody's first",
    [
      ['a', 1],
      ['a', 2],
      ['b', 300],
    ],
    {},
    ['0 interactive', '2 interactive', '1 background'],
  ],
  [
    'requests of one work side by side',
    [
      ['a', 1],
      ['a', 1],
      ['b', 2],
    ],
    {},
    ['0 interactive', '1 interactive', '2 interactive'],
  ],
  [
    'also while the first is under way',
    [
      ['a', 2],
      ['b', 200],
    ],
    { underWay: [{ id: 'x', process: '', priority: 'interactive', caller: 'a', since: 1000 }] },
    ['1 interactive', '0 background'],
  ],
  [
    'ten requests lately cost nothing, each more a minute',
    [
      ['a', 0],
      ['b', 0],
      ['c', 130],
    ],
    { asked: asked({ a: 13, b: 10 }) },
    ['1 interactive', '2 interactive', '0 interactive'],
  ],
  [
    'five minutes late: like background work',
    [
      ['a', 0],
      ['b', 299],
    ],
    { asked: asked({ a: 15 }) },
    ['1 interactive', '0 background'],
  ],
  [
    'nobody is put off for good',
    [
      ['a', 0],
      ['b', 301],
    ],
    { asked: asked({ a: 15 }) },
    ['0 background', '1 interactive'],
  ],
  [
    'urgent work before what waits for up to five minutes, background work last',
    [
      ['a', 0],
      ['b', 299, 'urgent'],
      ['c', 0, 'background'],
    ],
    {},
    ['1 urgent', '0 interactive', '2 background'],
  ],
  [
    'urgent work in turn too',
    [
      ['a', 1, 'urgent'],
      ['b', 2, 'urgent'],
    ],
    { asked: asked({ a: 12 }) },
    ['1 urgent', '0 urgent'],
  ],
  [
    'urgent work of a caller that asks for far too much is like background work',
    [
      ['a', 400, 'urgent'],
      ['b', 500],
    ],
    { asked: asked({ a: 20 }) },
    ['1 interactive', '0 background'],
  ],
  [
    'as is all that goes beyond the urgent part',
    [
      ['a', 2, 'urgent'],
      ['b', 1],
    ],
    { urgentIsFull: true },
    ['1 interactive', '0 interactive'],
  ],
  [
    'a scan delays nothing urgent of the same caller',
    [
      ['a', 1],
      ['a', 2, 'urgent'],
    ],
    {},
    ['1 urgent', '0 interactive'],
  ],
  [
    'the instance has no turns among its own',
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
