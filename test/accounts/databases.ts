import { sql } from 'kysely'
import type { Store } from '../../src/store/store.ts'
import { type Engine, testOnShared } from '../store/databases.ts'

/**
 * `test` with a `store` without accounts, keys and audit entries, the same one for all tests of a group. Call it inside
 * `describe`.
 */
export function testOnEmpty(engine: Engine) {
  const test = testOnShared(engine)
  test.beforeEach(({ store }) => emptyAccounts(store))
  return test
}

/** The owner of a database can disable its triggers. The program never does. */
async function emptyAccounts({ db, engine }: Store): Promise<void> {
  const isSqlite = engine === 'sqlite'
  const [trigger] = isSqlite ? await triggersAgainstDeletion(db) : []
  const off = isSqlite
    ? 'drop trigger audit_entry_not_deleted'
    : 'alter table audit_entry disable trigger user'
  await sql.raw(off).execute(db)
  for (const table of ['account', 'tokenKey', 'signIn', 'auditEntry'] as const)
    await db.deleteFrom(table).execute()
  await sql.raw(trigger?.sql ?? 'alter table audit_entry enable trigger user').execute(db)
}

async function triggersAgainstDeletion(db: Store['db']): Promise<{ sql: string }[]> {
  const query = sql<{ sql: string }>`select sql from sqlite_master where name = 'audit_entry_not_deleted'`
  return (await query.execute(db)).rows
}
