import { describe, expect } from 'vitest'
import { deleteAccount, saveAccount } from '../../src/store/accounts.ts'
import {
  findAddition,
  insertAddition,
  type ListAddition,
  listAdditions,
  noteReason,
  noteSent,
  pruneAdditions,
  settleTitles,
  setUndone,
  titlesOf,
} from '../../src/store/list-additions.ts'
import { releaseListLease, renewListLease, takeListLease } from '../../src/store/list-leases.ts'
import type { Queries } from '../../src/store/schema.ts'
import { engines, testOn } from './databases.ts'

const addition: ListAddition = {
  id: 'addition-1',
  accountId: 'ada',
  keyHash: 'key',
  bodyHash: 'body',
  status: 'COMPLETED',
  details: { score: 8.5, completedOn: '2026-11-24' },
  createdAt: 1_000,
  undoneAt: null,
}
const entry = { id: 7, status: 'PLANNING', score: 0, progress: 0, private: false, updatedAt: 1 } as const
const open = { sentAt: null, outcome: null, code: null, entry: null }

async function signUp(db: Queries, ...names: readonly string[]): Promise<void> {
  for (const [index, id] of names.entries())
    await saveAccount(db, {
      ...{ id, aniListId: index + 1, name: id, avatarUrl: null },
      ...{ showsAdult: false, createdAt: 0, disconnectedBy: null },
    })
}

describe.each(engines)('additions to lists on %s', (engine) => {
  const test = testOn(engine)

  test('are stored with their titles in the requested order', async ({ store: { db } }) => {
    await signUp(db, 'ada')
    expect(await insertAddition(db, addition, [30, 1, 5])).toBe(true)
    expect(await findAddition(db, 'ada', { id: 'addition-1' })).toEqual(addition)
    expect(await findAddition(db, 'ada', { keyHash: 'key' })).toEqual(addition)
    expect(await titlesOf(db, 'addition-1')).toEqual(
      [30, 1, 5].map((mediaId, position) => ({ mediaId, position, ...open })),
    )
  })

  test('are unique per key and account, and any number may have no key', async ({ store: { db } }) => {
    await signUp(db, 'ada', 'bob')
    const insert = (id: string, changes: Partial<ListAddition>) =>
      insertAddition(db, { ...addition, id, ...changes }, [1])
    expect(await insert('a', {})).toBe(true)
    expect(await insert('b', {})).toBe(false)
    expect(await insert('c', { accountId: 'bob' })).toBe(true)
    expect(await insert('d', { keyHash: null })).toBe(true)
    expect(await insert('e', { keyHash: null })).toBe(true)
    expect((await listAdditions(db, 'ada', 10)).map(({ id }) => id)).toEqual(['a', 'd', 'e'])
  })

  test('belong to one account', async ({ store: { db } }) => {
    await signUp(db, 'ada', 'bob')
    await insertAddition(db, addition, [1])
    expect(await findAddition(db, 'bob', { id: 'addition-1' })).toBeUndefined()
    expect(await findAddition(db, 'bob', { keyHash: 'key' })).toBeUndefined()
  })

  test('store for each title what was sent and its outcome', async ({ store: { db } }) => {
    await signUp(db, 'ada')
    await insertAddition(db, addition, [1, 2, 3])
    await noteSent(db, 'addition-1', [1, 2], 5_000)
    await settleTitles(db, 'addition-1', [{ mediaId: 1, outcome: 'added', code: null, entry }])
    await noteReason(db, 'addition-1', 'anilist-disabled')
    await setUndone(db, 'addition-1', 9_000)
    expect(await titlesOf(db, 'addition-1')).toEqual([
      { mediaId: 1, position: 0, sentAt: 5_000, outcome: 'added', code: null, entry },
      { ...open, mediaId: 2, position: 1, sentAt: 5_000, code: 'anilist-disabled' },
      { ...open, mediaId: 3, position: 2, code: 'anilist-disabled' },
    ])
    expect(await findAddition(db, 'ada', { id: 'addition-1' })).toEqual({ ...addition, undoneAt: 9_000 })
  })

  test('are deleted after a while, or with the account', async ({ store: { db } }) => {
    await signUp(db, 'ada', 'bob')
    await insertAddition(db, addition, [1])
    await insertAddition(db, { ...addition, id: 'later', keyHash: null, createdAt: 2_000 }, [1])
    await insertAddition(db, { ...addition, id: "bob's", accountId: 'bob', createdAt: 2_000 }, [1])
    await pruneAdditions(db, 2_000)
    expect((await listAdditions(db, 'ada', 10)).map(({ id }) => id)).toEqual(['later'])
    expect(await titlesOf(db, 'addition-1')).toEqual([])
    await deleteAccount(db, 'ada')
    expect([await listAdditions(db, 'ada', 10), await titlesOf(db, 'later')]).toEqual([[], []])
    expect(await titlesOf(db, "bob's")).toHaveLength(1)
  })
})

describe.each(engines)('the lease of a list on %s', (engine) => {
  const test = testOn(engine)
  const lease = (holder: string, heldUntil: number) => ({ accountId: 'ada', holder, heldUntil })

  test('belongs to one holder until it is returned or expires', async ({ store: { db } }) => {
    await signUp(db, 'ada', 'bob')
    expect(await takeListLease(db, lease('one', 100), 0)).toBe(true)
    expect(await takeListLease(db, lease('other', 200), 99)).toBe(false)
    expect(await takeListLease(db, { ...lease('other', 200), accountId: 'bob' }, 99)).toBe(true)
    expect(await takeListLease(db, lease('other', 200), 100)).toBe(true)
    await releaseListLease(db, { accountId: 'ada', holder: 'one' })
    expect(await takeListLease(db, lease('one', 300), 150)).toBe(false)
    await releaseListLease(db, { accountId: 'ada', holder: 'other' })
    expect(await takeListLease(db, lease('one', 300), 150)).toBe(true)
  })

  test('can be renewed by its holder', async ({ store: { db } }) => {
    await signUp(db, 'ada')
    await takeListLease(db, lease('one', 100), 0)
    expect(await renewListLease(db, lease('one', 200))).toBe(true)
    expect(await takeListLease(db, lease('other', 300), 150)).toBe(false)
    expect(await takeListLease(db, lease('other', 300), 200)).toBe(true)
    expect(await renewListLease(db, lease('one', 400))).toBe(false)
  })

  test('goes to one of many concurrent requests', async ({ store: { db } }) => {
    await signUp(db, 'ada')
    const takes = Array.from({ length: 20 }, (_, n) => takeListLease(db, lease(`holder ${n}`, 100), 0))
    expect((await Promise.all(takes)).filter(Boolean)).toHaveLength(1)
  })
})
