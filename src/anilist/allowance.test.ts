import { expect, test } from 'vitest'
import { createAllowance } from './allowance.ts'

type Event = { header: number } | { refusedAfter: number } | { minutes: number }

test.each<[string, Event[], number]>([
  ['30 at first', [], 30],
  ['the documented 90 proves nothing', [{ header: 90 }], 30],
  ['a lower limit is followed', [{ header: 20 }], 20],
  ['a lower limit that is lifted again', [{ header: 20 }, { header: 30 }], 30],
  ['a higher one that is not the documented one is followed', [{ header: 60 }], 60],
  ['90 counts once the header has shown what is in force', [{ header: 30 }, { header: 90 }], 90],
  ['a 429 after 20 shows that 20 are allowed', [{ header: 90 }, { refusedAfter: 20 }], 20],
  ['an early 429 may be a burst or a neighbour: half', [{ refusedAfter: 3 }], 15],
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
    'and is not believed again when the lesson is forgotten',
    [{ header: 30 }, { header: 90 }, { refusedAfter: 31 }, { minutes: 15 }, { header: 90 }],
    30,
  ],
  ['a lesson holds for a while', [{ refusedAfter: 20 }, { minutes: 14 }], 20],
  ['and is then forgotten', [{ refusedAfter: 20 }, { minutes: 15 }], 30],
  ['a second lesson counts from the first', [{ refusedAfter: 20 }, { minutes: 4 }, { refusedAfter: 25 }], 19],
])('believed requests a minute: %s', (_, events, expected) => {
  let now = 0
  const allowance = createAllowance(() => now, 30)
  for (const event of events) {
    if ('header' in event) allowance.follow(event.header)
    else if ('refusedAfter' in event) allowance.lower(event.refusedAfter)
    else now += event.minutes * 60_000
  }
  expect(allowance.perMinute()).toBe(expected)
})
