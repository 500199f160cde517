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

  test('that failed leaves nothing, and is not tried again', async ({ store }) => {
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

describe('two transactions that wait for each other', () => {
  const test = testOn('postgresql')

  test('are both done in the end', async ({ store }) => {
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
    // Three as a rule; four where the retry takes its first row before the survivor takes its second.
    expect([3, 4]).toContain(tried)
    const names = await store.db.selectFrom('account').select('name').execute()
    expect(new Set(names.map(({ name }) => name)).size, 'the one or the other was last, for both').toBe(1)
  })
})
