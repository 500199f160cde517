import { expect, test } from 'vitest'
import { createAllowance } from './ledger.ts'

type Event = { header: number } | { refusedAfter: number } | { minutes: number }

const squeezed: readonly Event[] = [{ refusedAfter: 20 }, { minutes: 1 }]

test.each<[string, readonly Event[], number]>([
  ['30 at first', [], 30],
  ['the documented 90 is ignored', [{ header: 90 }], 30],
  ['a lower limit applies', [{ header: 20 }], 20],
  ['a lower limit is lifted again', [{ header: 20 }, { header: 30 }], 30],
  ['a higher limit applies if it is not the documented one', [{ header: 60 }], 60],
  ['90 applies once the header has shown the limit in force', [{ header: 30 }, { header: 90 }], 90],
  ['a 429 after 20 means that 20 are allowed', [{ header: 90 }, { refusedAfter: 20 }], 20],
  ['an early 429 may be a burst or a neighbour: half', [{ refusedAfter: 3 }], 15],
  [
    'never less than 5',
    [{ refusedAfter: 3 }, { refusedAfter: 3 }, { refusedAfter: 3 }, { refusedAfter: 3 }],
    5,
  ],
  ['unless AniList says so', [{ header: 2 }, { refusedAfter: 2 }], 2],
  [
    'a 429 beyond 30 proves the header wrong',
    [{ header: 30 }, { header: 90 }, { refusedAfter: 31 }, { header: 90 }],
    29,
  ],
  [
    'which is ignored from then on',
    [{ header: 30 }, { header: 90 }, { refusedAfter: 31 }, { minutes: 5 }, { header: 90 }],
    30,
  ],
  ['half applies for a minute', [{ refusedAfter: 3 }, { minutes: 0.9 }], 15],
  ['then the limit rises, minute by minute', [{ refusedAfter: 3 }, { minutes: 2 }], 25],
  ['to where it was, and no further', [{ refusedAfter: 3 }, { minutes: 5 }], 30],
  [
    'a header with a lower limit applies meanwhile',
    [{ refusedAfter: 3 }, { minutes: 2 }, { header: 18 }],
    18,
  ],
  ['a second refusal lowers the limit again', [...squeezed, { refusedAfter: 22 }], 22],
  ['and doubles the steps', [...squeezed, ...squeezed], 20],
  ['doubles them exactly', [...squeezed, ...squeezed, { minutes: 1 }], 25],
  [
    'four times as long after the third',
    [...squeezed, ...squeezed, { minutes: 1 }, ...squeezed, { minutes: 2.9 }],
    20,
  ],
  ['a refusal much later counts as a first one again', [...squeezed, { minutes: 10 }, ...squeezed], 25],
])('assumed requests per minute: %s', (_, events, expected) => {
  let now = 0
  const allowance = createAllowance(() => now, 30)
  for (const event of events) {
    if ('header' in event) allowance.follow(event.header)
    else if ('refusedAfter' in event) allowance.lower(event.refusedAfter, now)
    else now += event.minutes * 60_000
  }
  expect(allowance.perMinute()).toBe(expected)
})

test('steps are counted from the end of the block', () => {
  let now = 0
  const allowance = createAllowance(() => now, 30)
  allowance.lower(3, 61_000)
  const believed = [60_000, 120_000, 121_000].map((moment) => {
    now = moment
    return allowance.perMinute()
  })
  expect(believed).toEqual([15, 15, 20])
})
