import { expect, test } from 'vitest'
import type { Member } from '../data/scan.ts'
import { nextToWatch } from './stop-texts.ts'

type State = Member['state'] | 'watching'

/** Titles in watch order with these states; `missing?` is announced, `missing~` is airing. */
function titles(states: string) {
  return states.split(' ').map((text, at) => {
    const state = text.replace(/[?~]/, '') as State
    const status = text.endsWith('?') ? 'NOT_YET_RELEASED' : text.endsWith('~') ? 'RELEASING' : 'FINISHED'
    const entry = state === 'watching' ? ({ status: 'CURRENT', score: 0, progress: 3 } as const) : null
    return { id: at + 1, status, entry, state: state === 'watching' ? 'watched' : state } as const
  })
}

test('a recap is never next to watch', () => {
  const [recap, season] = titles('missing missing')
  const skippable = { kind: 'SUMMARY', of: 9 } as const
  expect(nextToWatch([{ ...recap, skippable }, season] as Parameters<typeof nextToWatch>[0])?.id).toBe(2)
})

test.each<[story: string, states: string, next: number | undefined]>([
  ['the first missing title', 'watched missing missing', 2],
  ['a planned title before it', 'watched planned missing', 2],
  ['a paused title', 'paused missing', 1],
  ['the title being watched, even if one before it is missing', 'missing watching missing', 2],
  ['an airing title', 'watched missing~ missing', 2],
  ['not an announced title', 'watched missing? missing', 3],
  ['not a dropped, hidden or unlisted title', 'dropped hidden unlisted missing', 4],
  ['nothing if everything released has been watched', 'watched watched missing?', undefined],
])('next to watch is %s', (_story, states, next) => {
  expect(nextToWatch(titles(states))?.id).toBe(next)
})
