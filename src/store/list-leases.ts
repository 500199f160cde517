import type { Queries } from './schema.ts'

/** The right to write to the list of an account, for a while. Times are epoch milliseconds. */
export interface ListLease {
  readonly accountId: string
  /** Whoever has it, by a name of its own. */
  readonly holder: string
  readonly heldUntil: number
}

/**
 * Takes the lease of an account, unless somebody else has it. One statement: of several processes only one gets it.
 *
 * @returns whether it was to be had
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

/** @returns whether it was still there to be prolonged */
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
