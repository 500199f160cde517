import { migrations } from './migrations.ts'
import type { Store } from './store.ts'
import { StoreError } from './store-error.ts'

/**
 * Brings the tables up to this version of the program. Safe when several processes do so at once: one
 * works, the others wait and find nothing left to do.
 *
 * @returns the names of the migrations that were applied, in order; none when the database was up to date
 * @throws StoreError `database-newer` when it holds a migration that this version does not know
 */
export async function migrate(store: Store): Promise<readonly string[]> {
  // Reading the names costs far less than loading and asking the Migrator, and nearly always suffices.
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

/** One transaction for all: its write lock keeps other processes out, for which Kysely has no lock on SQLite. */
function migrateFile({ db }: Store): Promise<readonly string[]> {
  return db.transaction().execute(runMigrator)
}

/** On PostgreSQL the Migrator itself holds an advisory lock. */
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
