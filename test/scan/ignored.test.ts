import { expect, onTestFinished, test } from 'vitest'
import { searchWith, startInstance } from '../support/instance.ts'

/** Attack on Titan, of which several seasons are missing from casual's list. */
const attackOnTitan = 16498

async function scanIgnoring(ids: { titles?: readonly number[]; franchises?: readonly number[] }) {
  const instance = await startInstance()
  onTestFinished(() => instance.close())
  const { answer } = await instance.scan('casual', {
    ...searchWith({ ignored: new Set(ids.titles) }),
    ignoredFranchises: new Set(ids.franchises),
  })
  return {
    missing: answer.missing.map(({ media }) => media.id),
    franchise: answer.missing
      .filter(({ franchise }) => franchise === attackOnTitan)
      .map(({ media }) => media.id),
    ignored: answer.hidden.flatMap(({ rule, media }) => (rule === 'ignored' ? media.id : [])),
  }
}

test('an ignored title is hidden, and chains continue after it', async () => {
  const all = await scanIgnoring({})
  const [first, ...others] = all.franchise
  const some = await scanIgnoring({ titles: [Number(first)] })
  expect(all.franchise.length).toBeGreaterThan(1)
  expect([some.franchise, some.ignored]).toEqual([others, [first]])
})

test.each([
  ['by its first title', 0],
  ['by any of its titles', -1],
])('an ignored franchise is hidden completely, named %s', async (_story, place) => {
  const all = await scanIgnoring({})
  const named = [attackOnTitan, ...all.franchise].at(place) ?? 0
  const some = await scanIgnoring({ franchises: [named] })
  expect(some.franchise).toEqual([])
  expect(new Set(some.ignored)).toEqual(new Set(all.franchise))
  expect(some.missing).toEqual(all.missing.filter((id) => !all.franchise.includes(id)))
})

test('a franchise that nothing on the list leads to changes nothing', async () => {
  const all = await scanIgnoring({})
  expect(await scanIgnoring({ franchises: [99_999_999] })).toEqual(all)
})
