import type { Kysely } from 'kysely'

const refusal = 'the audit trail is append-only'

/** Events of accounts and keys. No foreign key, as entries outlive their account; triggers prevent changes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { PostgresAdapter, sql } = await import('kysely')
  const onPostgresql = db.getExecutor().adapter instanceof PostgresAdapter
  await db.schema
    .createTable('audit_entry')
    .addColumn('id', onPostgresql ? 'bigserial' : 'integer', (column) =>
      onPostgresql ? column.primaryKey() : column.primaryKey().autoIncrement(),
    )
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('account_id', 'text')
    .addColumn('session_id', 'text')
    .addColumn('origin', 'text')
    .addColumn('detail', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('audit_entry_account_id').on('audit_entry').column('account_id').execute()
  for (const statement of onPostgresql ? postgresqlTriggers : sqliteTriggers)
    await sql.raw(statement).execute(db)
}

const postgresqlTriggers = [
  `create function refuse_audit_change() returns trigger language plpgsql as $$
   begin raise exception '${refusal}'; end $$`,
  `create trigger audit_entry_append_only before update or delete on audit_entry
   for each row execute function refuse_audit_change()`,
  `create trigger audit_entry_not_emptied before truncate on audit_entry
   for each statement execute function refuse_audit_change()`,
]

/** The third is for INSERT OR REPLACE, which deletes a row without firing the delete trigger. */
const sqliteTriggers = [
  `create trigger audit_entry_not_changed before update on audit_entry
   begin select raise(abort, '${refusal}'); end`,
  `create trigger audit_entry_not_deleted before delete on audit_entry
   begin select raise(abort, '${refusal}'); end`,
  `create trigger audit_entry_not_replaced before insert on audit_entry
   when exists (select 1 from audit_entry where id = new.id)
   begin select raise(abort, '${refusal}'); end`,
]
