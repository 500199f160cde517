import type { Kysely } from 'kysely'

/** Public media and their relations. An index on `fetched_at` would slow every save, only for the hourly pruning. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('media')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('document', 'text', (column) => column.notNull())
    .addColumn('fetched_at', 'bigint', (column) => column.notNull())
    .execute()

  await db.schema
    .createTable('expansion')
    .addColumn('media_id', 'integer', (column) => column.primaryKey())
    .addColumn('relations', 'text', (column) => column.notNull())
    .addColumn('mentions', 'text', (column) => column.notNull())
    .addColumn('fetched_at', 'bigint', (column) => column.notNull())
    .execute()
}
