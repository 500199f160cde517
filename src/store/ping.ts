import { sql } from 'kysely'
import type { Store } from './store.ts'

/**
 * Asks the database for an answer, whatever that is.
 *
 * @throws StoreError where none comes
 */
export async function pingStore(store: Pick<Store, 'db'>): Promise<void> {
  await sql`select 1`.execute(store.db)
}
