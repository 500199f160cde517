import type { Queries } from './schema.ts'

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

const columns = ['scope', 'mediaId', 'until', 'createdAt'] as const

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
    .values(ignored.map((one) => ({ ...one, accountId })))
    .onConflict((conflict) =>
      conflict
        .columns(['accountId', 'scope', 'mediaId'])
        .doUpdateSet(({ ref }) => ({ until: ref('excluded.until') })),
    )
    .returning(columns)
    .execute()
  // The database gives them in an order of its own.
  return rows.sort((a, b) => a.mediaId - b.mediaId || (a.scope < b.scope ? -1 : 1))
}

export async function countIgnored(db: Queries, accountId: string): Promise<number> {
  const { count } = await db
    .selectFrom('ignored')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow()
  return count
}

/** What an account ignores at this time, in the order of the ids. */
export function listIgnored(db: Queries, accountId: string, now: number): Promise<Ignored[]> {
  return db
    .selectFrom('ignored')
    .select(columns)
    .where('accountId', '=', accountId)
    .where(({ or, eb }) => or([eb('until', 'is', null), eb('until', '>', now)]))
    .orderBy('mediaId')
    .orderBy('scope')
    .execute()
}

/** @returns whether it was ignored */
export async function deleteIgnored(
  db: Queries,
  accountId: string,
  { scope, mediaId }: Pick<Ignored, 'scope' | 'mediaId'>,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('ignored')
    .where('accountId', '=', accountId)
    .where('scope', '=', scope)
    .where('mediaId', '=', mediaId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Deletes what an account's time limits have ended. */
export async function pruneIgnored(db: Queries, accountId: string, now: number): Promise<void> {
  await db.deleteFrom('ignored').where('accountId', '=', accountId).where('until', '<=', now).execute()
}
