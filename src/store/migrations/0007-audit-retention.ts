import type { Kysely } from 'kysely'

const refusal = 'the audit trail is append-only'
const yearSeconds = 365 * 86_400

/**
 * Allows deleting audit entries that are at least a year old by the database's clock; younger ones stay protected, and
 * none can be changed. The new index serves the count of an account's entries before each insert.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { PostgresAdapter, sql } = await import('kysely')
  const onPostgresql = db.getExecutor().adapter instanceof PostgresAdapter
  for (const statement of onPostgresql ? postgresqlTriggers : sqliteTriggers)
    await sql.raw(statement).execute(db)
  await db.schema.dropIndex('audit_entry_account_id').execute()
  await db.schema
    .createIndex('audit_entry_account_id')
    .on('audit_entry')
    .columns(['account_id', 'event', 'at'])
    .execute()
  await db.schema.createIndex('audit_entry_at').on('audit_entry').column('at').execute()
}

const postgresqlTriggers = [
  'drop trigger audit_entry_append_only on audit_entry',
  `create trigger audit_entry_not_changed before update on audit_entry
   for each row execute function refuse_audit_change()`,
  `create trigger audit_entry_not_deleted before delete on audit_entry
   for each row when (old.at > (extract(epoch from now()) - ${yearSeconds}) * 1000)
   execute function refuse_audit_change()`,
]

const sqliteTriggers = [
  'drop trigger audit_entry_not_deleted',
  `create trigger audit_entry_not_deleted before delete on audit_entry
   when old.at > (unixepoch() - ${yearSeconds}) * 1000
   begin select raise(abort, '${refusal}'); end`,
]
