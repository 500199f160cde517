import { expect, test } from 'vitest'
import {
  addIgnores,
  airsAt,
  createAccountIgnores,
  type Ignore,
  isOver,
  parseIgnores,
  untilOf,
} from './ignores.ts'

const title: Ignore = { scope: 'title', mediaId: 1, until: null }
const now = Date.UTC(2026, 0, 1)
const noDate = { year: null, month: null, day: null }

test.each<[string, unknown, readonly Ignore[]]>([
  ['nothing', undefined, []],
  ['a title', [title], [title]],
  [
    'a franchise for a while',
    [{ scope: 'franchise', mediaId: 2, until: '2026-03-01T00:00:00.000Z' }],
    [{ scope: 'franchise', mediaId: 2, until: '2026-03-01T00:00:00.000Z' }],
  ],
  ['one without an end', [{ scope: 'title', mediaId: 1 }], [title]],
  ['what is no list', { scope: 'title' }, []],
  [
    'what is none',
    [null, 1, { scope: 'all', mediaId: 1 }, { scope: 'title', mediaId: 0 }, { ...title, until: 'soon' }],
    [],
  ],
])('reads what the device kept: %s', (_story, stored, expected) => {
  expect(parseIgnores(stored)).toEqual(expected)
})

test('what is ignored already gets the new time limit', () => {
  const later = { ...title, until: '2026-03-01T00:00:00.000Z' }
  expect(addIgnores([title, { ...title, mediaId: 2 }], [later])).toEqual([later, { ...title, mediaId: 2 }])
})

test.each([
  ['for ever', null, false],
  ['until later', '2026-01-02T00:00:00.000Z', false],
  ['until now', '2026-01-01T00:00:00.000Z', true],
])('ignored %s', (_story, until, expected) => {
  expect(isOver({ ...title, until }, now)).toBe(expected)
})

test.each([
  ['ever', null],
  ['30-days', '2026-01-31T00:00:00.000Z'],
  ['90-days', '2026-04-01T00:00:00.000Z'],
  ['airing', '2026-02-01T00:00:00.000Z'],
] as const)('leaving out for %s ends %s', (snooze, expected) => {
  expect(untilOf(snooze, now, Date.UTC(2026, 1, 1))).toBe(expected)
})

test.each<[string, Parameters<typeof airsAt>[0], number | undefined]>([
  ['with the next episode', { nextAiring: { episode: 5, at: now / 1000 + 60 } }, now + 60_000],
  [
    'on its first day',
    { status: 'NOT_YET_RELEASED', startDate: { year: 2026, month: 7, day: 3 } },
    Date.UTC(2026, 6, 3),
  ],
  [
    'at the end of a month',
    { status: 'NOT_YET_RELEASED', startDate: { year: 2026, month: 2, day: null } },
    Date.UTC(2026, 1, 28),
  ],
  [
    'at the end of a year',
    { status: 'NOT_YET_RELEASED', startDate: { ...noDate, year: 2027 } },
    Date.UTC(2027, 11, 31),
  ],
  ['nobody knows when', { status: 'NOT_YET_RELEASED', startDate: noDate }, undefined],
  ['not any more', { status: 'FINISHED', startDate: { year: 2027, month: 1, day: 1 } }, undefined],
  ['in the past', { nextAiring: { episode: 5, at: now / 1000 - 60 } }, undefined],
  ['in a far future', { status: 'NOT_YET_RELEASED', startDate: { ...noDate, year: 2099 } }, undefined],
])('a title airs %s', (_story, media, expected) => {
  expect(airsAt(media, now)).toBe(expected)
})

const one: Ignore = { scope: 'title', mediaId: 1, until: null }
const other: Ignore = { scope: 'franchise', mediaId: 2, until: null }

/** A server that keeps what it is told; the turns in `failing` it fails. */
function start(...failing: number[]) {
  const told: string[] = []
  const tell = async (what: string) => {
    told.push(what)
    if (failing.includes(told.length)) throw new Error(what)
  }
  const ignores = createAccountIgnores({
    save: (all) => tell(`ignore ${all.map(({ mediaId }) => mediaId)}`),
    remove: ({ mediaId }) => tell(`bring back ${mediaId}`),
    now: () => 5,
  })
  const sides = () => {
    const { ignored, broughtBack } = ignores.changes()
    return [ignored, broughtBack].map((side) => [...side].map(([key, { at }]) => `${key} ${at}`))
  }
  return { ignores, told, sides }
}

test('holds at once, and for good when the server has it', async () => {
  const { ignores, sides, told } = start()
  const kept = ignores.ignore([one, other])
  expect(sides()).toEqual([['title 1 Infinity', 'franchise 2 Infinity'], []])
  await kept
  expect(sides()).toEqual([['title 1 5', 'franchise 2 5'], []])
  expect(told).toEqual(['ignore 1,2'])
})

test('what was ignored and brought back at once ends so at the server', async () => {
  const { ignores, sides, told } = start()
  await Promise.all([ignores.ignore([one]), ignores.bringBack([one])])
  expect(told).toEqual(['ignore 1', 'bring back 1'])
  expect(sides()[1]).toEqual(['title 1 5'])
})

test('is as before where the server could not', async () => {
  const { ignores, sides } = start(1, 3)
  await expect(ignores.ignore([one])).rejects.toThrow('ignore 1')
  expect(sides()).toEqual([[], []])
  await ignores.ignore([one])
  await expect(ignores.bringBack([one])).rejects.toThrow('bring back 1')
  expect(sides()).toEqual([['title 1 5'], []])
})

test('nothing more is sent, nor shown, once the account is signed out', async () => {
  const { ignores, sides, told } = start()
  const many = Array.from({ length: 501 }, (_, n): Ignore => ({ ...one, mediaId: n + 1 }))
  const kept = Promise.all([ignores.ignore(many), ignores.bringBack([other])])
  await Promise.resolve()
  ignores.forget()
  await kept
  expect(told.length).toBeLessThan(2)
  expect(sides()).toEqual([[], []])
})

test('nobody hears of what the account before did', async () => {
  const { ignores, sides } = start()
  await ignores.ignore([one])
  ignores.forget()
  expect(sides()).toEqual([[], []])
})
