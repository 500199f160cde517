import { describe, expect } from 'vitest'
import { createCatalogue } from '../../src/store/catalogue.ts'
import { openStore } from '../../src/store/store.ts'
import { engines, rowsIn, testOn } from './databases.ts'
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

  test('from scans in one process while old rows are deleted loses nothing', async ({ url, store }) => {
    let time = 0
    const catalogue = createCatalogue({ store, now: () => time, ttlHours: 24 })
    // Old rows are in another order than the one in which scans read them.
    for (let index = 19; index >= 0; index--) await catalogue.save(fragmentAt(index))
    time += 25 * 3_600_000
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => [
        catalogue.save(fragmentAt(index, index)),
        catalogue.prune(),
        catalogue.find(idsUpTo(index)),
      ]).flat(),
    )
    expect(await storedIds(url, time)).toEqual(idsUpTo(20))
  })

  test.for([1, 2, 5, 9])(
    'and being killed after %i saves keeps each of them, and the next one completely or not at all',
    async (saves, { url }) => {
      const [writer] = await startWriters(1, { url, saves: 1_000 })
      writer?.killAfter(saves)
      writer?.go()
      expect(await writer?.exit).toBeNull()
      const store = await openStore({ databaseUrl: url })
      const { media, expansion } = await rowsIn(store)
      await store.close()
      const whole = expansion.length / step - 1
      expect(whole).toBeGreaterThanOrEqual(writer?.acknowledged() ?? Infinity)
      expect(expansion).toEqual(idsUpTo(whole))
      expect(media).toEqual([...idsUpTo(whole), expansion.length + 1])
    },
  )
})

/** The IDs that a new process finds, in ascending order. */
async function storedIds(databaseUrl: string, time = 0): Promise<number[]> {
  const store = await openStore({ databaseUrl })
  const { expansions } = await createCatalogue({ store, now: () => time, ttlHours: 24 }).find(idsUpTo(100))
  await store.close()
  return [...expansions.keys()].sort((a, b) => a - b)
}
