import type { Kysely } from 'kysely'

/** Users with sealed tokens and sessions, deleted with the account. A foreign key protects token keys in use. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('account')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('anilist_id', 'integer', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('avatar_url', 'text')
    .addColumn('shows_adult', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('disconnected_by', 'text')
    .execute()

  await db.schema
    .createTable('token_key')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('proof', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()

  await db.schema
    .createTable('anilist_token')
    .addColumn('account_id', 'text', (column) =>
      column.primaryKey().references('account.id').onDelete('cascade'),
    )
    .addColumn('token', 'text', (column) => column.notNull())
    .addColumn('data_key', 'text', (column) => column.notNull())
    .addColumn('key_id', 'text', (column) => column.notNull().references('token_key.id'))
    .addColumn('obtained_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('anilist_token_key_id').on('anilist_token').column('key_id').execute()

  await db.schema
    .createTable('session')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('account_id', 'text', (column) =>
      column.notNull().references('account.id').onDelete('cascade'),
    )
    .addColumn('device', 'text', (column) => column.notNull())
    .addColumn('refresh_hash', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_used_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('session_account_id').on('session').column('account_id').execute()

  await db.schema
    .createTable('spent_refresh_token')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('session_id', 'text', (column) =>
      column.notNull().references('session.id').onDelete('cascade'),
    )
    .addColumn('successor_salt', 'text', (column) => column.notNull())
    .addColumn('spent_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('spent_refresh_token_session_id')
    .on('spent_refresh_token')
    .column('session_id')
    .execute()

  await db.schema
    .createTable('sign_in')
    .addColumn('state_hash', 'text', (column) => column.primaryKey())
    .addColumn('browser_hash', 'text', (column) => column.notNull())
    .addColumn('return_path', 'text', (column) => column.notNull())
    .addColumn('replaced_session_id', 'text')
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .execute()
}
