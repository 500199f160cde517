import type { Kysely } from 'kysely'

/** The details of new entries besides the status, as JSON: score, progress and the day of completion. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('list_addition').addColumn('details', 'text').execute()
}
