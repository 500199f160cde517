import { describe, expect } from 'vitest'
import { createCatalogue } from '../../src/store/catalogue.ts'
import { openStore } from '../../src/store/store.ts'
import { engines, testOn } from './databases.ts'
import { fragmentAt, idsUpTo, step } from './fragments.ts'
import { startWriters } from './writers.ts'

describe.each(engines)('writing to %s', (engine) => {
  const test = testOn(engine)

  test('from three processes at once loses nothing', async ({ url }) => {
    const writers = await startWriters(3, { url, saves: 20 })
    for (const writer of writers) writer.go()
    expect(await Promise.all(writers.map((writer) => writer.exit))).toEqual([0, 0, 0])
    expect(await storedIds(url)).toEqual(idsUpTo(20))
  })

  test('from scans that share a process loses nothing', async ({ url, store }) => {
    const catalogue = createCatalogue({ store, now: () => 0, ttlHours: 24 })
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => [
        catalogue.save(fragmentAt(index, index)),
        catalogue.prune(),
        catalogue.find(idsUpTo(index)),
      ]).flat(),
    )
    expect(await storedIds(url)).toEqual(idsUpTo(20))
  })

  test.for([1, 2, 5, 9])(
    'and being killed after %i saves keeps each of them, and the next one whole or not at all',
    async (saves, { url }) => {
      const [writer] = await startWriters(1, { url, saves: 1_000 })
      writer?.killAfter(saves)
      writer?.go()
      expect(await writer?.exit).toBeNull()
      const ids = await storedIds(url)
      const whole = ids.length / step - 1
      expect(whole).toBeGreaterThanOrEqual(writer?.acknowledged() ?? Infinity)
      expect(ids).toEqual(idsUpTo(whole))
    },
  )
})

/** The ids that a new process finds, in ascending order. */
async function storedIds(databaseUrl: string): Promise<number[]> {
  const store = await openStore({ databaseUrl })
  const { expansions } = await createCatalogue({ store, now: () => 0, ttlHours: 24 }).find(idsUpTo(100))
  await store.close()
  return [...expansions.keys()].sort((a, b) => a - b)
}
