import { describe, expect } from 'vitest'
import { saveAccount } from '../../src/store/accounts.ts'
import type { Queries } from '../../src/store/schema.ts'
import { inTransaction } from '../../src/store/store.ts'
import { person } from '../accounts/people.ts'
import { engines, testOn } from './databases.ts'

function rename(db: Queries, id: string, name: string) {
  return db.updateTable('account').set({ name }).where('id', '=', id).execute()
}

describe.each(engines)('a transaction on %s', (engine) => {
  const test = testOn(engine)

  test('that failed leaves nothing, and is not retried', async ({ store }) => {
    let tried = 0
    const failed = inTransaction(store.db, async (db) => {
      tried++
      await saveAccount(db, person('ada', 1))
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(tried).toBe(1)
    expect(await store.db.selectFrom('account').select('id').execute()).toEqual([])
  })
})

describe('deadlocked transactions', () => {
  const test = testOn('postgresql')

  test('both succeed in the end', async ({ store }) => {
    await saveAccount(store.db, person('ada', 1))
    await saveAccount(store.db, person('bob', 2))
    const bothHaveBegun = Promise.withResolvers<void>()
    let begun = 0
    let tried = 0
    const renameBoth = (first: string, second: string, name: string) =>
      inTransaction(store.db, async (db) => {
        tried++
        await rename(db, first, name)
        if (++begun === 2) bothHaveBegun.resolve()
        await bothHaveBegun.promise
        await rename(db, second, name)
      })
    await Promise.all([renameBoth('ada', 'bob', 'one'), renameBoth('bob', 'ada', 'two')])
    // Usually three; four if the retry locks its first row before the survivor locks its second.
    expect([3, 4]).toContain(tried)
    const names = await store.db.selectFrom('account').select('name').execute()
    expect(new Set(names.map(({ name }) => name)).size, 'the last writer is the same for both rows').toBe(1)
  })
})
