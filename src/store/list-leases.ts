import type { Queries } from './schema.ts'

/** The right to write to an account's list for a limited time. Times are epoch milliseconds. */
export interface ListLease {
  readonly accountId: string
  /** Identifies the writer. */
  readonly holder: string
  readonly heldUntil: number
}

/**
 * Takes an account's lease unless another writer holds it. A single statement, so only one of several processes gets
 * it.
 *
 * @returns whether it was free
 */
export async function takeListLease(db: Queries, lease: ListLease, now: number): Promise<boolean> {
  const row = await db
    .insertInto('listLease')
    .values(lease)
    .onConflict((conflict) =>
      conflict
        .column('accountId')
        .doUpdateSet({ holder: lease.holder, heldUntil: lease.heldUntil })
        .where('listLease.heldUntil', '<=', now),
    )
    .returning('holder')
    .executeTakeFirst()
  return row !== undefined
}

/** @returns whether the lease was still held */
export async function renewListLease(db: Queries, lease: ListLease): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('listLease')
    .set({ heldUntil: lease.heldUntil })
    .where('accountId', '=', lease.accountId)
    .where('holder', '=', lease.holder)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function releaseListLease(
  db: Queries,
  { accountId, holder }: Omit<ListLease, 'heldUntil'>,
): Promise<void> {
  await db.deleteFrom('listLease').where('accountId', '=', accountId).where('holder', '=', holder).execute()
}
