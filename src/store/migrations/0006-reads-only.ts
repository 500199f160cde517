import { type Kysely, sql } from 'kysely'

/** Empties the catalogue, which used to trust nested lists although AniList silently truncates them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`delete from expansion`.execute(db)
  await sql`delete from media`.execute(db)
}
