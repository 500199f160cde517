import type { Kysely } from 'kysely'

/** Ignored titles and franchises. Deleted with the account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ignored')
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('media_id', 'integer', (column) => column.notNull())
    .addColumn('until', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('ignored_key', ['account_id', 'scope', 'media_id'])
    .execute()
}
