import { describe, expect, test } from 'vitest'
import { type Changes, type Entry, ignoreOf, noChanges, withChanges } from './changed-answer.ts'
import { type Ignore, keyOf } from './ignores.ts'
import type { Franchise, Member, Missing, ScanAnswer } from './scan.ts'

const member = (id: number, state: Member['state'] = 'missing') =>
  ({
    id,
    state,
    hiddenBy: null,
    entry: state === 'watched' ? { status: 'COMPLETED', score: 0, progress: 12 } : null,
  }) as Member

const franchise = (id: number, ...media: Member[]) =>
  ({ id, title: `f${id}`, media, relations: [], main: [] }) as unknown as Franchise

const missing = (id: number, franchise: number) =>
  ({ media: { id }, distance: id, relation: 'SEQUEL', path: [], franchise }) as unknown as Missing

/** Titles 1 to 3 are one franchise, of which 1 was watched; 10 and 11 another. 20 is ignored already, 21 through its franchise. */
const answer = {
  list: { entries: 2, watched: 2, planned: 0 },
  missing: [missing(2, 1), missing(3, 1), missing(11, 10)],
  franchises: [
    franchise(1, member(1, 'watched'), member(2), member(3)),
    franchise(10, member(10, 'watched'), member(11)),
  ],
  hidden: { music: 0, adult: 0, cancelled: 0, dropped: 0, ignored: 2 },
  hiddenTitles: [
    { media: { id: 20 }, rule: 'ignored', distance: 1 },
    { media: { id: 21 }, rule: 'ignored', distance: 1, ignoredThrough: 22 },
  ],
} as unknown as ScanAnswer

const asked = 1_000
const entries = (status: Entry['status'], at: number, ...ids: number[]): Changes => ({
  ...noChanges,
  entries: new Map(ids.map((id) => [id, { value: { status, score: 0, progress: 0 }, at }])),
})
const ignoring = (scope: Ignore['scope'], mediaId: number, at = 2_000): Changes => {
  const value: Ignore = { scope, mediaId, until: null }
  return { ...noChanges, ignored: new Map([[keyOf(value), { value, at }]]) }
}
const bringing = (scope: Ignore['scope'], mediaId: number, at = 2_000): Changes => ({
  ...noChanges,
  broughtBack: ignoring(scope, mediaId, at).ignored,
})
const states = ({ franchises }: ScanAnswer) =>
  Object.fromEntries(franchises.flatMap(({ media }) => media.map(({ id, state }) => [id, state])))

describe('what was added', () => {
  test.each<[Entry['status'], Member['state']]>([
    ['PLANNING', 'planned'],
    ['CURRENT', 'watched'],
    ['COMPLETED', 'watched'],
    ['REPEATING', 'watched'],
    ['PAUSED', 'paused'],
    ['DROPPED', 'dropped'],
  ])('as %s is %s from now on', (status, state) => {
    expect(states(withChanges(answer, entries(status, 2_000, 2), asked))).toMatchObject({
      2: state,
      3: 'missing',
    })
  })

  test('stays where it is, so that nothing moves', () => {
    const changed = withChanges(answer, entries('PLANNING', 2_000, 2, 3, 11), asked)
    expect(changed.missing).toBe(answer.missing)
    expect(changed.franchises.map(({ id }) => id)).toEqual([1, 10])
    expect(changed.list).toEqual({ entries: 5, watched: 2, planned: 3 })
  })

  test('counts while it is under way', () => {
    expect(states(withChanges(answer, entries('PLANNING', Infinity, 2), asked))).toMatchObject({
      2: 'planned',
    })
  })

  test.each([
    ['an answer that was asked for afterwards knows of it', entries('PLANNING', 500, 2)],
    ['nothing was done', noChanges],
  ])('changes nothing where %s', (_story, changes) => {
    expect(withChanges(answer, changes, asked)).toBe(answer)
  })

  test('leaves alone what the answer found on the list', () => {
    expect(withChanges(answer, entries('PLANNING', 2_000, 1), asked).franchises[0]).toBe(answer.franchises[0])
  })

  test('keeps the rest as it was, for pages to see that nothing changed there', () => {
    const changed = withChanges(answer, entries('PLANNING', 2_000, 2), asked)
    expect(changed.franchises[1]).toBe(answer.franchises[1])
    expect(changed.franchises[0]?.media[2]).toBe(answer.franchises[0]?.media[2])
  })
})

describe('what is ignored', () => {
  test('leaves the answer, and is counted', () => {
    const changed = withChanges(answer, ignoring('title', 2), asked)
    expect(changed.missing.map(({ media }) => media.id)).toEqual([3, 11])
    expect(states(changed)).toMatchObject({ 2: 'hidden', 3: 'missing' })
    expect(changed.hidden.ignored).toBe(3)
    expect(changed.hiddenTitles[0]).toEqual({ media: { id: 2 }, rule: 'ignored', distance: 2 })
  })

  test('as a franchise leaves it whole, whichever of its titles names it', () => {
    const changed = withChanges(answer, ignoring('franchise', 1), asked)
    expect(changed.missing.map(({ media }) => media.id)).toEqual([11])
    expect(changed.franchises.map(({ id }) => id)).toEqual([10])
    expect(changed.hidden.ignored).toBe(4)
    expect(changed.hiddenTitles.filter(({ ignoredThrough }) => ignoredThrough === 1)).toHaveLength(2)
  })

  test('but for the franchise that is on the page', () => {
    expect(withChanges(answer, ignoring('title', 11), asked, 10).franchises.map(({ id }) => id)).toEqual([
      1, 10,
    ])
    expect(withChanges(answer, ignoring('title', 11), asked).franchises.map(({ id }) => id)).toEqual([1])
  })

  test('and known nowhere changes nothing to be seen', () => {
    const changed = withChanges(answer, ignoring('title', 999), asked)
    expect([changed.missing, changed.franchises, changed.hidden]).toEqual([
      answer.missing,
      answer.franchises,
      answer.hidden,
    ])
  })
})

describe('what is brought back', () => {
  test.each<[Ignore['scope'], number, number[]]>([
    ['title', 20, [21]],
    ['franchise', 22, [20]],
    ['title', 21, [20, 21]],
  ])('%s %i leaves what is ignored', (scope, id, left) => {
    const changed = withChanges(answer, bringing(scope, id), asked)
    expect(changed.hiddenTitles.map(({ media }) => media.id)).toEqual(left)
    expect(changed.hidden.ignored).toBe(left.length)
  })

  test('is so until the next answer, which tells by itself', () => {
    expect(withChanges(answer, bringing('title', 20, 500), asked)).toBe(answer)
  })
})

test('a title is ignored itself, or through its franchise', () => {
  const ignores = answer.hiddenTitles.map(ignoreOf)
  expect(ignores).toEqual([
    { scope: 'title', mediaId: 20, until: null },
    { scope: 'franchise', mediaId: 22, until: null },
  ])
})
