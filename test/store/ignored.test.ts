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

describe.each(engines)('what people ignore on %s', (engine) => {
  const test = testOn(engine)

  test('is kept in the order of the ids, a title and its franchise apart', async ({ store: { db } }) => {
    await signUp(db, 'ada')
    await saveIgnored(db, 'ada', [title, franchise, { ...title, mediaId: 1 }])
    expect(await listIgnored(db, 'ada', 0)).toEqual([franchise, { ...title, mediaId: 1 }, title])
  })

  test("is nobody else's", async ({ store: { db } }) => {
    await signUp(db, 'ada')
    await signUp(db, 'grace')
    await saveIgnored(db, 'ada', [title])
    expect(await listIgnored(db, 'grace', 0)).toEqual([])
    expect(await deleteIgnored(db, 'grace', title)).toBe(false)
    expect(await listIgnored(db, 'ada', 0)).toEqual([title])
  })

  test('gets a new time limit when it is ignored again', async ({ store: { db } }) => {
    await signUp(db, 'ada')
    await saveIgnored(db, 'ada', [title])
    await saveIgnored(db, 'ada', [{ ...title, until: 100, createdAt: 9 }])
    expect(await listIgnored(db, 'ada', 0)).toEqual([{ ...title, until: 100 }])
  })

  test('is so until its time has come', async ({ store: { db } }) => {
    await signUp(db, 'ada')
    await saveIgnored(db, 'ada', [{ ...title, until: 100 }, franchise])
    expect(await listIgnored(db, 'ada', 99)).toHaveLength(2)
    expect(await listIgnored(db, 'ada', 100)).toEqual([franchise])
    await pruneIgnored(db, 'ada', 100)
    expect(await listIgnored(db, 'ada', 0)).toEqual([franchise])
  })

  test('is so until it is taken back, or the account is deleted', async ({ store: { db } }) => {
    await signUp(db, 'ada')
    await saveIgnored(db, 'ada', [title, franchise])
    expect(await deleteIgnored(db, 'ada', title)).toBe(true)
    expect(await deleteIgnored(db, 'ada', title)).toBe(false)
    await deleteAccount(db, 'ada')
    expect(await listIgnored(db, 'ada', 0)).toEqual([])
  })
})
