import type { Queries } from './schema.ts'

export const ignoredScopes = ['title', 'franchise'] as const
/** A single title, or every title of its franchise. */
export type IgnoredScope = (typeof ignoredScopes)[number]

/** A title or franchise that an account ignores. Times are epoch milliseconds. */
export interface Ignored {
  readonly scope: IgnoredScope
  /** The title, or any media of the franchise. */
  readonly mediaId: number
  /** When it will be reported again; `null` for never. */
  readonly until: number | null
  readonly createdAt: number
}

const columns = ['scope', 'mediaId', 'until', 'createdAt'] as const

/**
 * Saves ignored titles and franchises; existing ones get the new time limit.
 *
 * @returns the saved rows, ordered by id
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
  // `returning` gives no particular order.
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

/** What an account currently ignores, ordered by id. */
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

/** Deletes an account's expired ignores. */
export async function pruneIgnored(db: Queries, accountId: string, now: number): Promise<void> {
  await db.deleteFrom('ignored').where('accountId', '=', accountId).where('until', '<=', now).execute()
}
