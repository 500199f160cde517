import type { Migration } from 'kysely/migration'
import * as catalogue from './migrations/0001-catalogue.ts'
import * as accounts from './migrations/0002-accounts.ts'
import * as auditTrail from './migrations/0003-audit-trail.ts'
import * as listAdditions from './migrations/0004-list-additions.ts'
import * as ignored from './migrations/0005-ignored.ts'
import * as readsOnly from './migrations/0006-reads-only.ts'
import * as auditRetention from './migrations/0007-audit-retention.ts'
import * as entryDetails from './migrations/0008-entry-details.ts'
import type { Store } from './store.ts'
import { StoreError } from './store-error.ts'

/**
 * All migrations, in the order in which they run, which is that of their names. Never change a released one; add a new
 * one below. A change to `Media` or `Relation` needs one that empties the catalogue, since old documents would be read
 * in the new shape; for a nullable field, `findMedia` in the catalogue can add it instead.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-catalogue': catalogue,
  '0002-accounts': accounts,
  '0003-audit-trail': auditTrail,
  '0004-list-additions': listAdditions,
  '0005-ignored': ignored,
  '0006-reads-only': readsOnly,
  '0007-audit-retention': auditRetention,
  '0008-entry-details': entryDetails,
}

/**
 * Migrates the tables to this version. Safe if several processes do so at once: one migrates, the others wait and find
 * nothing left to do.
 *
 * @returns the names of the applied migrations, in order
 * @throws StoreError `database-newer` if the database has a migration that this version does not know
 */
export async function migrate(store: Store): Promise<readonly string[]> {
  // Reading the names costs far less than loading the Migrator, and is nearly always enough.
  const applied = await appliedMigrations(store)
  if (applied.some((name) => !(name in migrations))) throw new StoreError('database-newer', store.place)
  if (Object.keys(migrations).every((name) => applied.includes(name))) return []
  return store.engine === 'sqlite' ? migrateFile(store) : runMigrator(store.db)
}

async function appliedMigrations({ db }: Store): Promise<readonly string[]> {
  try {
    const rows = await db.selectFrom('migration').select('name').execute()
    return rows.map((row) => row.name)
  } catch (error) {
    if (isMissingTable(error)) return []
    throw error
  }
}

function isMissingTable(error: unknown): boolean {
  const { code, message } = error as { code?: string; message: string }
  return code === '42P01' || (code === 'SQLITE_ERROR' && message.startsWith('no such table'))
}

/** One transaction for everything: its write lock excludes other processes, for which Kysely has no lock on SQLite. */
function migrateFile({ db }: Store): Promise<readonly string[]> {
  return db.transaction().execute(runMigrator)
}

/** On PostgreSQL the Migrator itself takes an advisory lock. */
async function runMigrator(db: Store['db']): Promise<readonly string[]> {
  const { Migrator } = await import('kysely/migration')
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error
  return (results ?? []).map((result) => result.migrationName)
}
