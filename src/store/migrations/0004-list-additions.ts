import type { Kysely } from 'kysely'

/** Additions to lists, to be continued after a crash and undone, and leases for writing. Deleted with the account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('list_addition')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('key_hash', 'text')
    .addColumn('body_hash', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('undone_at', 'bigint')
    .addUniqueConstraint('list_addition_key', ['account_id', 'key_hash'])
    .execute()
  await db.schema.createIndex('list_addition_created_at').on('list_addition').column('created_at').execute()

  await db.schema
    .createTable('list_addition_title')
    .addColumn('addition_id', 'text', (column) =>
      column.notNull().references('list_addition.id').onDelete('cascade'),
    )
    .addColumn('media_id', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('sent_at', 'bigint')
    .addColumn('outcome', 'text')
    .addColumn('code', 'text')
    .addColumn('entry', 'text')
    .addPrimaryKeyConstraint('list_addition_title_key', ['addition_id', 'media_id'])
    .execute()

  await db.schema
    .createTable('list_lease')
    .addColumn('account_id', 'text', (column) =>
      column.primaryKey().references('account.id').onDelete('cascade'),
    )
    .addColumn('holder', 'text', (column) => column.notNull())
    .addColumn('held_until', 'bigint', (column) => column.notNull())
    .execute()
}
