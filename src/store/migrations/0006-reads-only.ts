import { type Kysely, sql } from 'kysely'

/**
 * Empties the catalogue. Until now it believed nested lists, which AniList cuts off in silence: titles whose chain goes
 * on could stand there as its end. Scans read everything anew.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`delete from expansion`.execute(db)
  await sql`delete from media`.execute(db)
}
