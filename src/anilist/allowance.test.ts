import { expect, test } from 'vitest'
import { createAllowance } from './allowance.ts'

type Event = { header: number } | { refusedAt: number } | { minutes: number }

test.each<[string, Event[], number]>([
  ['30 at first', [], 30],
  ['the documented 90 proves nothing', [{ header: 90 }], 30],
  ['a lower limit is followed', [{ header: 20 }], 20],
  ['a lower limit that is lifted again', [{ header: 20 }, { header: 30 }], 30],
  ['a higher one that is not the documented one is followed', [{ header: 60 }], 60],
  ['90 counts once the header has shown what is in force', [{ header: 30 }, { header: 90 }], 90],
  ['a 429 at 21 shows that 20 are allowed', [{ header: 90 }, { refusedAt: 21 }], 20],
  ['an early 429 may be a burst or a neighbour: half', [{ refusedAt: 3 }], 15],
  ['never less than 5', [{ refusedAt: 3 }, { refusedAt: 3 }, { refusedAt: 3 }, { refusedAt: 3 }], 5],
  ['unless AniList says so', [{ header: 2 }, { refusedAt: 2 }], 2],
  [
    'a 429 beyond 30 exposes the header',
    [{ header: 30 }, { header: 90 }, { refusedAt: 31 }, { header: 90 }],
    29,
  ],
  ['a lesson fades by one a minute', [{ refusedAt: 21 }, { minutes: 4 }], 24],
  ['until it is forgotten', [{ refusedAt: 21 }, { minutes: 400 }], 30],
  ['and a second lesson counts from there', [{ refusedAt: 21 }, { minutes: 4 }, { refusedAt: 24 }], 23],
])('believed requests a minute: %s', (_, events, expected) => {
  let now = 0
  const allowance = createAllowance(() => now, 30)
  for (const event of events) {
    if ('header' in event) allowance.follow(event.header)
    else if ('refusedAt' in event) allowance.lower(event.refusedAt)
    else now += event.minutes * 60_000
  }
  expect(allowance.perMinute()).toBe(expected)
})
