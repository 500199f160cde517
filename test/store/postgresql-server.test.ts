import { inspect } from 'node:util'
import { sql } from 'kysely'
import { describe, expect, vi } from 'vitest'
import { createCatalogue } from '../../src/store/catalogue.ts'
import { openStore, type Store } from '../../src/store/store.ts'
import { startTcpProxy } from '../support/tcp-proxy.ts'
import { query, serverUrl, testOn } from './databases.ts'
import { fragmentAt } from './fragments.ts'

const test = testOn('postgresql')

describe('a PostgreSQL that cannot be used', () => {
  test.for<[string, string, Partial<URL>]>([
    ['a wrong password', 'database-refused', { password: 'hunter2' }],
    ['no password', 'database-refused', { password: '' }],
    ['an unknown user', 'database-refused', { username: 'hunter2' }],
    ['an unknown database', 'database-missing', { pathname: '/nowhere' }],
    ['a port without a server', 'database-unreachable', { port: '1' }],
  ])('is reported without the password: %s', async ([, code, change], { url }) => {
    const databaseUrl = Object.assign(new URL(url), change).href
    const error = await openStore({ databaseUrl }).catch((reason) => reason)
    expect(error).toMatchObject({ name: 'StoreError', code })
    expect(error.message).not.toContain('\n')
    const { password } = new URL(databaseUrl)
    if (password) expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(password)
  })

  test('is reported if it is read-only', async ({ url, store }) => {
    await query(
      serverUrl(),
      `alter database ${new URL(url).pathname.slice(1)} set default_transaction_read_only = on`,
    )
    await store.close()
    const reading = await openStore({ databaseUrl: url })
    await expect(save(reading)).rejects.toMatchObject({ code: 'database-read-only' })
    await reading.close()
  })

  test('is reported if its user may not create tables', async ({ url }) => {
    const name = `${new URL(url).pathname.slice(1)}_guest`
    await query(serverUrl(), `create role ${name} login password 'guest'`)
    const databaseUrl = Object.assign(new URL(url), { username: name, password: 'guest' }).href
    await expect(openStore({ databaseUrl })).rejects.toMatchObject({ code: 'database-forbidden' })
    await query(serverUrl(), `drop role ${name}`)
  })

  test('is reported if another program locks a table', async ({ url, store }) => {
    const impatient = await openStore({ databaseUrl: `${url}?lock_timeout=1` })
    await store.db.transaction().execute(async (transaction) => {
      await sql`lock table media`.execute(transaction)
      await expect(save(impatient)).rejects.toMatchObject({ code: 'database-locked' })
    })
    await save(impatient)
    await impatient.close()
  })

  test('is reported if it is too slow', async ({ store }) => {
    await store.db.connection().execute(async (connection) => {
      await sql`set statement_timeout = 50`.execute(connection)
      await expect(sql`select pg_sleep(60)`.execute(connection)).rejects.toMatchObject({
        code: 'database-slow',
      })
    })
  })

  test('is reported if it closes a connection, which ends neither the process nor the store', async ({
    store,
  }) => {
    const ended = sql`select pg_terminate_backend(pg_backend_pid())`.execute(store.db)
    await expect(ended).rejects.toMatchObject({ code: 'database-unreachable' })
    await vi.waitFor(() => save(store))
  })

  test('is waited for if every reply is slow, although a sign-in needs many of them', async ({ url }) => {
    const proxy = await startTcpProxy(Number(new URL(url).port))
    const databaseUrl = Object.assign(new URL(url), { port: String(proxy.port) }).href
    const store = await openStore({ databaseUrl })
    proxy.delayMs = 450
    await expect(sql`select pg_sleep(3)`.execute(store.db)).resolves.toBeDefined()
    proxy.delayMs = 60_000
    await expect(sql`select 1`.execute(store.db)).rejects.toMatchObject({ code: 'database-unreachable' })
    await store.close()
    await proxy.close()
  })

  test('cannot be encrypted with DATABASE_ENCRYPTION_KEY', async ({ url }) => {
    await expect(openStore({ databaseUrl: url, databaseEncryptionKey: 'a key' })).rejects.toMatchObject({
      code: 'encryption-unsupported',
    })
  })
})

function save(store: Store): Promise<void> {
  return createCatalogue({ store, now: () => 0, ttlHours: 24 }).save(fragmentAt(0))
}
