import { type Kysely, sql } from 'kysely'

/**
 * Empties the catalogue. It used to trust nested lists, which AniList silently truncates, so chains could seem to end
 * early.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`delete from expansion`.execute(db)
  await sql`delete from media`.execute(db)
}
