import { createSecretKey } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { createAuditTrail, mostADay } from '../../src/accounts/audit-trail.ts'
import { mostSessions, mostSpentTokens } from '../../src/accounts/sessions/session-limits.ts'
import { createIgnores, mostIgnored } from '../../src/lists/ignores.ts'
import { insertAuditEntry } from '../../src/store/audit-trail.ts'
import { insertAddition, listAdditions, settleTitles } from '../../src/store/list-additions.ts'
import type { Store } from '../../src/store/store.ts'
import { openListWorld } from '../lists/list-world.ts'
import { engines } from '../store/databases.ts'
import { testOnEmpty } from './databases.ts'
import { createSessionWorld } from './session-world.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const numbers = (count: number, from = 1) => Array.from({ length: count }, (_, n) => from + n)

/** The trail of one account, with a clock that the test moves. */
function openTrail(store: Store, now = Date.now()) {
  const time = { now }
  const originKey = createSecretKey(Buffer.alloc(32, 'origin'))
  const audit = createAuditTrail({ store, now: () => time.now, originKey })
  const record = (event: 'refresh' | 'export' | 'disconnect', address: string, sessionId?: string) =>
    audit.record(store.db, event, { accountId: 'ada', sessionId, address })
  const events = async () => (await audit.entriesOf('ada')).map(({ event }) => event)
  return { time, audit, record, events }
}

/** Additions of one title each, a second apart, all added. */
async function addBefore(store: Store, accountId: string, count: number, titles: number, now: number) {
  for (const n of numbers(count)) {
    const ids = numbers(titles)
    const createdAt = now - 5 * day + n * 1_000
    await insertAddition(
      store.db,
      {
        ...{ id: `addition ${n}`, accountId, keyHash: null, bodyHash: '', status: 'PLANNING' },
        details: null,
        ...{ createdAt, undoneAt: null },
      },
      ids,
    )
  }
  await store.db.updateTable('listAdditionTitle').set({ outcome: 'added', entry: '{}' }).execute()
}

describe.each(engines)('policy: rows per account are limited on %s', (engine) => {
  const test = testOnEmpty(engine)

  test('sessions: one too many ends the least recently used one, and the trail says so', async ({
    store,
  }) => {
    const world = createSessionWorld(store)
    const accountId = await world.newAccount()
    const other = (await world.open(await world.newAccount())).session
    const opened: string[] = []
    for (let n = 0; n < mostSessions; n++) {
      world.time.now += minute
      opened.push((await world.open(accountId)).session.id)
    }
    world.time.now += minute
    await store.db
      .updateTable('session')
      .set({ lastUsedAt: world.time.now })
      .where('id', '=', opened[0] ?? '')
      .execute()
    await world.open(accountId)
    const left = (await world.sessions.list(accountId)).map(({ id }) => id)
    expect([left.length, left.includes(opened[0] ?? ''), left.includes(opened[1] ?? '')]).toEqual([
      mostSessions,
      true,
      false,
    ])
    expect(await world.audit.entriesOf(accountId)).toMatchObject([
      { event: 'revoke', sessionId: opened[1], detail: { by: 'limit' } },
    ])
    expect(await world.sessions.list(other.accountId)).toHaveLength(1)
  })

  test('spent refresh tokens: the oldest of a session are deleted', async ({ store }) => {
    const world = createSessionWorld(store)
    const { session, refreshToken } = await world.open(await world.newAccount())
    const spent = numbers(mostSpentTokens).map((n) => ({
      ...{ hash: `hash ${n}`, sessionId: session.id, successorSalt: '', spentAt: n },
    }))
    for (const part of [spent.slice(0, 1_500), spent.slice(1_500)])
      await store.db.insertInto('spentRefreshToken').values(part).execute()
    await world.refresh(refreshToken)
    const rows = await store.db.selectFrom('spentRefreshToken').select('hash').orderBy('spentAt').execute()
    expect([rows.length, rows[0]?.hash]).toEqual([mostSpentTokens, 'hash 2'])
  })

  test('the trail: repeats are merged into one entry, separately for each address', async ({ store }) => {
    const { time, record, events } = openTrail(store)
    for (const address of ['192.0.2.1', '192.0.2.1', '192.0.2.2', '192.0.2.1'])
      await record('refresh', address, 's1')
    await record('refresh', '192.0.2.1', 's2')
    expect(await events()).toEqual(['refresh', 'refresh', 'refresh'])
    for (const _ of numbers(3)) await record('export', '192.0.2.1')
    time.now += hour
    await record('export', '192.0.2.1')
    await record('refresh', '192.0.2.1', 's1')
    expect((await events()).slice(3)).toEqual(['export', 'export'])
    time.now += day
    await record('refresh', '192.0.2.1', 's1')
    expect((await events()).at(-1)).toBe('refresh')
  })

  test('the trail: a flood of one kind stops for the day, says so, and pushes nothing out', async ({
    store,
  }) => {
    const { time, audit, record, events } = openTrail(store)
    await record('export', '192.0.2.1')
    for (const n of numbers(mostADay + 20)) await record('disconnect', `192.0.2.${n}`)
    await record('refresh', '192.0.2.1', 's1')
    const entries = await audit.entriesOf('ada')
    expect(entries.map(({ event }) => event)).toEqual([
      'export',
      ...Array(mostADay).fill('disconnect'),
      'refresh',
    ])
    expect(entries.filter(({ detail }) => 'more' in detail).map(({ event }) => event)).toEqual(['disconnect'])
    expect(entries.at(-2)?.detail).toEqual({ more: 'left out' })
    time.now += day
    await record('disconnect', '192.0.2.1')
    expect((await events()).at(-1)).toBe('disconnect')
  })

  test('the trail: entries are deleted by age only, and the database protects those younger than a year', async ({
    store,
  }) => {
    const now = Date.now()
    const { audit, record, events } = openTrail(store, now)
    const old = { event: 'sign-in', accountId: 'ada', sessionId: null, origin: null, detail: {} }
    for (const days of [401, 399, 364]) await insertAuditEntry(store.db, { ...old, at: now - days * day })
    await record('export', '192.0.2.1')
    await audit.prune()
    expect(await events()).toEqual(['sign-in', 'sign-in', 'export'])
    const younger = sql`delete from audit_entry where at > ${now - 364.5 * day}`.execute(store.db)
    await expect(younger).rejects.toThrow('append-only')
    expect(await events()).toHaveLength(3)
  })

  test('ignores: at most 5,000; one more has its own code, and existing ones can get another date', async ({
    store,
  }) => {
    const { owner } = await openListWorld(store, 'newcomer')
    const ignores = createIgnores({ store, now: () => 0 })
    const title = (mediaId: number, until: number | null = null) =>
      ({ scope: 'title', mediaId, until }) as const
    for (let from = 1; from < mostIgnored; from += 500)
      await ignores.save(
        owner.id,
        numbers(500, from).map((id) => title(id)),
      )
    const more = ignores.save(owner.id, [title(1, 5), title(mostIgnored + 1)])
    await expect(more).rejects.toMatchObject({ code: 'ignores-full' })
    expect((await ignores.list(owner.id))[0]?.until).toBeNull()
    expect(await ignores.save(owner.id, [title(1, 5)])).toEqual([{ ...title(1, 5), createdAt: 0 }])
    await ignores.remove(owner.id, 'title', 2)
    expect(await ignores.save(owner.id, [title(mostIgnored + 1)])).toHaveLength(1)
    expect(await ignores.list(owner.id)).toHaveLength(mostIgnored)
  })

  test.for([
    ['additions', 1_000, 1],
    ['titles of additions', 40, 500],
  ] as const)(
    '%s: those that can be undone stay, the others are deleted first',
    async ([, count, titles], { store }) => {
      const { additions, owner, clock, operations } = await openListWorld(store, 'newcomer')
      const now = clock.now()
      await addBefore(store, owner.id, count, titles, now)
      const add = () => additions.add(owner, { mediaIds: [1], status: 'PLANNING' })
      await expect(add()).rejects.toMatchObject({
        code: 'additions-full',
        retryAfterMs: expect.closeTo(2 * day + 1_000, -4),
      })
      expect(operations()).toEqual([])
      // Two of them have nothing left to undo.
      for (const n of [7, 9]) {
        const removed = { outcome: 'removed', code: null, entry: null } as const
        await settleTitles(
          store.db,
          `addition ${n}`,
          numbers(titles).map((mediaId) => ({ mediaId, ...removed })),
        )
      }
      const { additionId } = await add()
      const kept = new Set((await listAdditions(store.db, owner.id, 2_000)).map(({ id }) => id))
      expect([kept.size, kept.has(additionId), kept.has('addition 7'), kept.has('addition 9')]).toEqual([
        count,
        ...[true, false, true],
      ])
    },
  )

  test('titles that AniList does not have leave no rows, and get an outcome all the same', async ({
    store,
  }) => {
    const { additions, owner } = await openListWorld(store, 'newcomer')
    const rows = async () => [
      (await store.db.selectFrom('listAddition').select('id').execute()).length,
      (await store.db.selectFrom('listAdditionTitle').select('mediaId').execute()).map((row) => row.mediaId),
    ]
    const request = (...mediaIds: number[]) =>
      ({ mediaIds, status: 'PLANNING', key: mediaIds.join(' ') }) as const
    const unknown = { outcome: 'failed', code: 'media-not-found' }
    const none = await additions.add(owner, request(99_999_998, 99_999_999))
    expect([none.results, await rows()]).toEqual([
      [
        { mediaId: 99_999_998, ...unknown },
        { mediaId: 99_999_999, ...unknown },
      ],
      [0, []],
    ])
    const some = await additions.add(owner, request(99_999_998, 1, 99_999_999, 5))
    expect(some.results.map(({ mediaId, outcome }) => [mediaId, outcome])).toEqual([
      [99_999_998, 'failed'],
      [1, 'added'],
      [99_999_999, 'failed'],
      [5, 'added'],
    ])
    expect(await rows()).toEqual([1, [1, 5]])
    expect(await additions.add(owner, request(99_999_998, 1, 99_999_999, 5))).toEqual(some)
  })
})
