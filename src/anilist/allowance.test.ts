import { expect, test } from 'vitest'
import { createAllowance } from './allowance.ts'

type Event = { header: number } | { refusedAfter: number } | { minutes: number }

const squeezed: readonly Event[] = [{ refusedAfter: 20 }, { minutes: 1 }]

test.each<[string, readonly Event[], number]>([
  ['30 at first', [], 30],
  ['the documented 90 proves nothing', [{ header: 90 }], 30],
  ['a lower limit is followed', [{ header: 20 }], 20],
  ['a lower limit that is lifted again', [{ header: 20 }, { header: 30 }], 30],
  ['a higher one that is not the documented one is followed', [{ header: 60 }], 60],
  ['90 counts once the header has shown what is in force', [{ header: 30 }, { header: 90 }], 90],
  ['a 429 after 20 shows that 20 are allowed', [{ header: 90 }, { refusedAfter: 20 }], 20],
  ['an early 429 may be a burst or a neighbor: half', [{ refusedAfter: 3 }], 15],
  [
    'never less than 5',
    [{ refusedAfter: 3 }, { refusedAfter: 3 }, { refusedAfter: 3 }, { refusedAfter: 3 }],
    5,
  ],
  ['unless AniList says so', [{ header: 2 }, { refusedAfter: 2 }], 2],
  [
    'a 429 beyond 30 exposes the header',
    [{ header: 30 }, { header: 90 }, { refusedAfter: 31 }, { header: 90 }],
    29,
  ],
  [
    'which is not believed again later',
    [{ header: 30 }, { header: 90 }, { refusedAfter: 31 }, { minutes: 5 }, { header: 90 }],
    30,
  ],
  ['half is kept for a minute', [{ refusedAfter: 3 }, { minutes: 0.9 }], 15],
  ['then it rises, minute by minute', [{ refusedAfter: 3 }, { minutes: 2 }], 25],
  ['to where it was, and no further', [{ refusedAfter: 3 }, { minutes: 5 }], 30],
  ['a header that says less is obeyed meanwhile', [{ refusedAfter: 3 }, { minutes: 2 }, { header: 18 }], 18],
  ['a second refusal lowers what has risen', [...squeezed, { refusedAfter: 22 }], 22],
  ['and makes the steps twice as long', [...squeezed, ...squeezed], 20],
  ['twice as long, not longer', [...squeezed, ...squeezed, { minutes: 1 }], 25],
  [
    'four times after the third',
    [...squeezed, ...squeezed, { minutes: 1 }, ...squeezed, { minutes: 2.9 }],
    20,
  ],
  ['a refusal much later is a first one again', [...squeezed, { minutes: 10 }, ...squeezed], 25],
])('believed requests a minute: %s', (_, events, expected) => {
  let now = 0
  const allowance = createAllowance(() => now, 30)
  for (const event of events) {
    if ('header' in event) allowance.follow(event.header)
    else if ('refusedAfter' in event) allowance.lower(event.refusedAfter, now)
    else now += event.minutes * 60_000
  }
  expect(allowance.perMinute()).toBe(expected)
})

test('the steps are counted from the end of the block', () => {
  let now = 0
  const allowance = createAllowance(() => now, 30)
  allowance.lower(3, 61_000)
  const believed = [60_000, 120_000, 121_000].map((moment) => {
    now = moment
    return allowance.perMinute()
  })
  expect(believed).toEqual([15, 15, 20])
})
