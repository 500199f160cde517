import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { engines } from '../store/databases.ts'
import { testOnEmpty } from './databases.ts'
import { auditOf, noon } from './people.ts'

describe.each(engines)('policy: an append-only audit trail on %s', (engine) => {
  const test = testOnEmpty(engine)

  test('keeps entries in order, and addresses only as a hash', async ({ store }) => {
    const audit = auditOf(store)
    const address = '203.0.113.7'
    await audit.record(store.db, 'sign-in', { accountId: 'ada', sessionId: 's1', address })
    await audit.record(store.db, 'sign-in', { accountId: 'bob', sessionId: 's2', address })
    await audit.record(store.db, 'reuse', { accountId: 'ada', sessionId: 's1', address: '2001:db8::1' })
    await audit.record(store.db, 'export', { accountId: 'ada' })

    const ada = await audit.entriesOf('ada')
    expect(ada.map(({ at, event, sessionId }) => [at, event, sessionId])).toEqual([
      [noon, 'sign-in', 's1'],
      [noon, 'reuse', 's1'],
      [noon, 'export', null],
    ])
    const [bob] = await audit.entriesOf('bob')
    expect(bob?.origin).toBe(ada[0]?.origin)
    expect(bob?.origin).toMatch(/^[\w-]{22}$/)
    expect(ada[1]?.origin).not.toBe(ada[0]?.origin)
    expect(JSON.stringify(ada)).not.toContain(address)
  })

  test('has no entry for a change that was rolled back', async ({ store }) => {
    const audit = auditOf(store)
    const failed = store.db.transaction().execute(async (db) => {
      await audit.record(db, 'delete', { accountId: 'ada' })
      throw new Error('rolled back')
    })
    await expect(failed).rejects.toThrow('rolled back')
    expect(await audit.entriesOf('ada')).toEqual([])
  })

  const attempts: readonly (readonly [string, string])[] = [
    ['changed', `update audit_entry set event = 'sign-out'`],
    ['deleted', 'delete from audit_entry'],
    ...(engine === 'sqlite'
      ? ([
          [
            'replaced',
            `insert or replace into audit_entry (id, at, event, detail) select id, 0, 'x', '{}' from audit_entry`,
          ],
        ] as const)
      : ([
          ['emptied', 'truncate audit_entry'],
          [
            'overwritten',
            `insert into audit_entry (id, at, event, detail) select id, 0, 'x', '{}' from audit_entry
             on conflict (id) do update set event = 'x'`,
          ],
        ] as const)),
  ]
  test.for(attempts)('cannot be %s', async ([, statement], { store }) => {
    const audit = auditOf(store)
    await audit.record(store.db, 'sign-in', { accountId: 'ada' })
    await expect(sql.raw(statement).execute(store.db)).rejects.toThrow('append-only')
    expect((await audit.entriesOf('ada')).map(({ event }) => event)).toEqual(['sign-in'])
    await audit.record(store.db, 'sign-out', { accountId: 'ada' })
    expect(await audit.entriesOf('ada')).toHaveLength(2)
  })
})
