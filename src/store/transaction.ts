import type { Queries } from './schema.ts'
import { StoreError } from './store-error.ts'

/** PostgreSQL: two transactions that wait for each other; this one was ended so that the other can go on. */
const deadlock = '40P01'
const attempts = 4

/**
 * Does something within a transaction, and does it again where that met another transaction in a deadlock. Nothing of a failed
 * attempt stays, so `work` must do nothing outside of the database.
 */
export async function inTransaction<T>(db: Queries, work: (db: Queries) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      if (!isDeadlock(error) || attempt === attempts) throw error
    }
  }
}

function isDeadlock(error: unknown): boolean {
  const { cause } = error instanceof StoreError ? error : {}
  return cause instanceof Error && 'code' in cause && cause.code === deadlock
}
