import type { Kysely } from 'kysely'

/** What an addition says of its entries besides their status, as JSON: a score, progress, the day of completion. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('list_addition').addColumn('details', 'text').execute()
}
