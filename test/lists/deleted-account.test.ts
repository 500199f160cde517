import { setTimeout } from 'node:timers/promises'
import { describe, expect } from 'vitest'
import { createIgnores } from '../../src/lists/ignores.ts'
import { createListAdditions, createWriteAs } from '../../src/lists/list-additions.ts'
import { createListUpdates } from '../../src/lists/list-updates.ts'
import { deleteAccount } from '../../src/store/accounts.ts'
import type { Store } from '../../src/store/store.ts'
import { testOnEmpty } from '../accounts/databases.ts'
import { signIn } from '../http/browser.ts'
import { startService } from '../http/service.ts'
import { engines, testOn } from '../store/databases.ts'
import type { VirtualClock } from '../support/virtual-clock.ts'
import { forEver, openListWorld } from './list-world.ts'

const planning = (...mediaIds: number[]) => ({ mediaIds, status: 'PLANNING' }) as const

/** A person whose account is deleted as soon as a turn at the list has started. */
async function openVanishing(store: Store) {
  const world = await openListWorld(store, 'newcomer')
  const { owner, transport, clock, options } = world
  const turns: typeof world.turns = {
    ...world.turns,
    take: (owner, use) =>
      world.turns.take(owner, async (signal) => {
        await deleteAccount(store.db, owner.id)
        return use(signal)
      }),
  }
  const writeAs = createWriteAs({
    ...{ ...clock, random: () => 0.5 },
    withToken: (_session, use) => use(options.token, forEver),
  })
  const parts = { store, turns, transport, writeAs, now: clock.now, onChange: () => {} }
  return { ...world, owner, vanishing: { ...createListAdditions(parts), ...createListUpdates(parts) } }
}

describe.each(engines)('deleting an account during a write to its list, with %s', (engine) => {
  const test = testOnEmpty(engine)

  test('before the addition is saved: refuses it, and sends nothing to AniList', async ({ store }) => {
    const { vanishing, owner, operations } = await openVanishing(store)
    const asked = vanishing.add(owner, { ...planning(1), key: 'k' })
    await expect(asked).rejects.toMatchObject({ code: 'account-deleted' })
    expect(operations()).toEqual([])
  })

  test('before undoing: the addition no longer exists', async ({ store }) => {
    const { additions, vanishing, owner, operations } = await openVanishing(store)
    const { additionId } = await additions.add(owner, planning(1))
    operations()
    const asked = vanishing.undo(owner, additionId)
    await expect(asked).rejects.toMatchObject({ code: 'addition-not-found' })
    expect(operations()).toEqual([])
  })

  test.for([
    ['OwnEntries', 0],
    ['AddEntries', 1],
  ] as const)('during the first %s: writes nothing after that', async ([name, written], { store }) => {
    const { additions, owner, list, sandbox, operations } = await openListWorld(store, 'newcomer')
    const ids = sandbox.catalogue.media.filter(({ type }) => type === 'ANIME').map(({ id }) => id)
    list.onRequest = async ({ operationName }) => {
      if (operationName === name) await deleteAccount(store.db, owner.id)
    }
    const asked = additions.add(owner, planning(...ids.slice(0, 60)))
    await expect(asked).rejects.toMatchObject({ code: 'account-deleted' })
    expect(operations().filter((each) => each === 'AddEntries')).toHaveLength(written)
  })

  test('during the last mutation: returns an error, not an empty reply', async ({ store }) => {
    const { additions, owner, list } = await openListWorld(store, 'newcomer')
    list.onRequest = async ({ operationName }) => {
      if (operationName === 'AddEntries') await deleteAccount(store.db, owner.id)
    }
    await expect(additions.add(owner, planning(1))).rejects.toMatchObject({ code: 'account-deleted' })
  })

  test('before an ignore is saved: refuses it', async ({ store }) => {
    const { owner } = await openListWorld(store, 'newcomer')
    const ignores = createIgnores({ store, now: () => 0 })
    await deleteAccount(store.db, owner.id)
    const asked = ignores.save(owner.id, [{ scope: 'title', mediaId: 1, until: null }])
    await expect(asked).rejects.toMatchObject({ code: 'account-deleted' })
  })
})

/** Every write that stores something about an account or its list. */
type Write = readonly [method: 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object]
const writes: readonly Write[] = [
  ['POST', '/api/v1/list', { mediaIds: [1, 5] }],
  ['POST', '/api/v1/list/undo', { additionId: 'A'.repeat(16) }],
  ['PATCH', '/api/v1/list', { mediaId: 10379, progress: 6 }],
  ['POST', '/api/v1/ignores', { ignores: [{ mediaId: 1 }, { scope: 'franchise', mediaId: 5 }] }],
  ['DELETE', '/api/v1/ignores/title/1'],
  ['DELETE', '/api/v1/account/anilist'],
  ['POST', '/api/v1/auth/refresh'],
]

/** The possible errors when the account or its AniList access is gone. */
const foreseen = new Set([
  '401 session-ended',
  '401 refresh-token-unknown',
  '404 addition-not-found',
  '404 entry-not-listed',
  '409 anilist-not-connected',
  '410 account-deleted',
])

describe.each(engines)('many writes while deleting the account, with %s', (engine) => {
  const test = testOn(engine)

  test('each succeeds or is refused as documented', { timeout: 120_000 }, async ({ url }) => {
    const service = await startService({
      config: { databaseUrl: url },
      sandbox: { limit: 999_999, burst: 999_999 },
    })
    const told = new Set<string>()
    for (let round = 0; round < 12; round++) {
      const { writeHeaders: headers } = await signIn(service, 'collector')
      const ask = async ([method, url, payload]: Write) => {
        const reply = await service.app.inject({ method, url, headers, ...(payload && { payload }) })
        if (reply.statusCode >= 300) told.add(`${reply.statusCode} ${reply.json().code}`)
      }
      const asked: Promise<void>[] = []
      const refreshed: (Promise<void> | undefined)[] = []
      // The deletion happens a little later each round, so that it falls between different statements.
      for (let wave = 0; wave < 12; wave++) {
        if (wave === round) asked.push(ask(['DELETE', '/api/v1/account']))
        const wrote = writes.map(ask)
        asked.push(...wrote)
        refreshed.push(wrote.at(-1))
        await setTimeout(2)
      }
      // A spent token has ten seconds of grace, so the clock stands still until all have tried.
      await Promise.all(refreshed)
      await passUntil(service.clock, Promise.all(asked))
    }
    expect([...told].filter((each) => !foreseen.has(each))).toEqual([])
    expect(service.log().filter(({ level }) => level === 'error')).toEqual([])
    expect([...told]).toContain('401 session-ended')
  })
})

/** Advances the clock until AniList's rate limit has let the requests through. */
async function passUntil(clock: VirtualClock, happened: Promise<unknown>): Promise<void> {
  let isOver = false
  void happened.finally(() => {
    isOver = true
  })
  while (!isOver) await Promise.all([clock.advance(1_000), setTimeout(10)])
  await happened
}
