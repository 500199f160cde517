import type { IgnoredTable, Queries } from './schema.ts'

export const ignoredScopes = ['title', 'franchise'] as const
/** A title alone, or every title of the franchise that it belongs to. */
export type IgnoredScope = (typeof ignoredScopes)[number]

/** What a person does not want to be told of. Times are epoch milliseconds. */
export interface Ignored {
  readonly scope: IgnoredScope
  /** Of the title, or of any in the franchise. */
  readonly mediaId: number
  /** When it is to be told of again; `null` for never. */
  readonly until: number | null
  readonly createdAt: number
}

/**
 * Keeps what is to be ignored. What was so before gets the new time limit.
 *
 * @returns what was kept, in the order of the ids
 */
export async function saveIgnored(
  db: Queries,
  accountId: string,
  ignored: readonly Ignored[],
): Promise<Ignored[]> {
  const rows = await db
    .insertInto('ignored')
    .values(ignored.map((one) => formatIgnored(accountId, one)))
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'scope', 'media_id'])
        .doUpdateSet(({ ref }) => ({ until: ref('excluded.until') })),
    )
    .returningAll()
    .execute()
  // The database gives them in an order of its own.
  const byId = (a: IgnoredTable, b: IgnoredTable) => a.media_id - b.media_id || (a.scope < b.scope ? -1 : 1)
  return rows.sort(byId).map(parseIgnored)
}

export async function countIgnored(db: Queries, accountId: string): Promise<number> {
  const { count } = await db
    .selectFrom('ignored')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  return count
}

/** What an account ignores at this time, in the order of the ids. */
export async function listIgnored(db: Queries, accountId: string, now: number): Promise<Ignored[]> {
  const rows = await db
    .selectFrom('ignored')
    .selectAll()
    .where('account_id', '=', accountId)
    .where(({ or, eb }) => or([eb('until', 'is', null), eb('until', '>', now)]))
    .orderBy('media_id')
    .orderBy('scope')
    .execute()
  return rows.map(parseIgnored)
}

/** @returns whether it was ignored */
export async function deleteIgnored(
  db: Queries,
  accountId: string,
  { scope, mediaId }: Pick<Ignored, 'scope' | 'mediaId'>,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('ignored')
    .where('account_id', '=', accountId)
    .where('scope', '=', scope)
    .where('media_id', '=', mediaId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Deletes what an account's time limits have ended. */
export async function pruneIgnored(db: Queries, accountId: string, now: number): Promise<void> {
  await db.deleteFrom('ignored').where('account_id', '=', accountId).where('until', '<=', now).execute()
}

function formatIgnored(accountId: string, { scope, mediaId, until, createdAt }: Ignored): IgnoredTable {
  return { account_id: accountId, scope, media_id: mediaId, until, created_at: createdAt }
}

function parseIgnored(row: IgnoredTable): Ignored {
  return {
    scope: row.scope as IgnoredScope,
    mediaId: row.media_id,
    until: row.until,
    createdAt: row.created_at,
  }
}
