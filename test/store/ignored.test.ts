import { describe, expect } from 'vitest'
import { deleteAccount, saveAccount } from '../../src/store/accounts.ts'
import {
  deleteIgnored,
  type Ignored,
  listIgnored,
  pruneIgnored,
  saveIgnored,
} from '../../src/store/ignored.ts'
import type { Queries } from '../../src/store/schema.ts'
import { engines, testOn } from './databases.ts'

const title: Ignored = { scope: 'title', mediaId: 5, until: null, createdAt: 1 }
const franchise: Ignored = { scope: 'franchise', mediaId: 1, until: null, createdAt: 2 }

async function signUp(db: Queries, id: string): Promise<void> {
  await saveAccount(db, {
    ...{ id, aniListId: id.length, name: id, avatarUrl: null },
    ...{ showsAdult: false, createdAt: 0, disconnectedBy: null },
  })
}

describe.each(engines)('ignored titles on %s', (engine) => {
  const test = testOn(engine)

  test('are ordered by ID, separately for titles and franchises', async ({ store: { db } }) => {
    await signUp(db, 'ada')
    await saveIgnored(db, 'ada', [title, franchise, { ...title, mediaId: 1 }])
    expect(await listIgnored(db, 'ada', 0)).toEqual([franchise, { ...title, mediaId: 1 }, title])
  })

  test('belong to one account', async ({ store: { db } }) => {
    await signUp(db, 'ada')
    await signUp(db, 'grace')
    await saveIgnored(db, 'ada', [title])
    expect(await listIgnored(db, 'grace', 0)).toEqual([])
    expect(await deleteIgnored(db, 'grace', title)).toBe(false)
    expect(await listIgnored(db, 'ada', 0)).toEqual([title])
  })

  test('get a new end date when they are ignored again', async ({ store: { db } }) => {
    await signUp(db, 'ada')
    await saveIgnored(db, 'ada', [title])
    await saveIgnored(db, 'ada', [{ ...title, until: 100, createdAt: 9 }])
    expect(await listIgnored(db, 'ada', 0)).toEqual([{ ...title, until: 100 }])
  })

  test('stay ignored until their end date', async ({ store: { db } }) => {
    await signUp(db, 'ada')
    await saveIgnored(db, 'ada', [{ ...title, until: 100 }, franchise])
    expect(await listIgnored(db, 'ada', 99)).toHaveLength(2)
    expect(await listIgnored(db, 'ada', 100)).toEqual([franchise])
    await pruneIgnored(db, 'ada', 100)
    expect(await listIgnored(db, 'ada', 0)).toEqual([franchise])
  })

  test('stay ignored until they are restored, or the account is deleted', async ({ store: { db } }) => {
    await signUp(db, 'ada')
    await saveIgnored(db, 'ada', [title, franchise])
    expect(await deleteIgnored(db, 'ada', title)).toBe(true)
    expect(await deleteIgnored(db, 'ada', title)).toBe(false)
    await deleteAccount(db, 'ada')
    expect(await listIgnored(db, 'ada', 0)).toEqual([])
  })
})
