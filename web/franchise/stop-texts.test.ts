import { expect, test } from 'vitest'
import type { Member } from '../data/scan.ts'
import { nextToWatch } from './stop-texts.ts'

type State = Member['state'] | 'watching'

/** Titles in watch order, by their states; `missing?` is only announced, `missing~` airs. */
function titles(states: string) {
  return states.split(' ').map((text, at) => {
    const state = text.replace(/[?~]/, '') as State
    const status = text.endsWith('?') ? 'NOT_YET_RELEASED' : text.endsWith('~') ? 'RELEASING' : 'FINISHED'
    const entry = state === 'watching' ? ({ status: 'CURRENT', score: 0, progress: 3 } as const) : null
    return { id: at + 1, status, entry, state: state === 'watching' ? 'watched' : state } as const
  })
}

test('next to watch is never a recap', () => {
  const [recap, season] = titles('missing missing')
  const skippable = { kind: 'SUMMARY', of: 9 } as const
  expect(nextToWatch([{ ...recap, skippable }, season] as Parameters<typeof nextToWatch>[0])?.id).toBe(2)
})

test.each<[story: string, states: string, next: number | undefined]>([
  ['the first that is missing', 'watched missing missing', 2],
  ['what was planned before it', 'watched planned missing', 2],
  ['what was left off halfway', 'paused missing', 1],
  ['what is being watched, even if something before it is missing', 'missing watching missing', 2],
  ['what airs', 'watched missing~ missing', 2],
  ['not what is only announced', 'watched missing? missing', 3],
  ['not what was dropped, or hidden, or never looked for', 'dropped hidden unlisted missing', 4],
  ['nothing where all that is out was seen', 'watched watched missing?', undefined],
])('next to watch is %s', (_story, states, next) => {
  expect(nextToWatch(titles(states))?.id).toBe(next)
})
