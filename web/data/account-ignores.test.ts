import { expect, test } from 'vitest'
import { createAccountIgnores } from './account-ignores.ts'
import type { Ignore } from './ignore.ts'

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
