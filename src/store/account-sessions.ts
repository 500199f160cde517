import type { Queries } from './schema.ts'

/** The ids of those who had this name at AniList when they last signed in, in any case: names change hands there. */
export async function accountsOfName(db: Queries, name: string): Promise<string[]> {
  const rows = await db
    .selectFrom('account')
    .select('id')
    .where(({ fn, eb }) => eb(fn<string>('lower', ['name']), '=', name.toLowerCase()))
    .execute()
  return rows.map(({ id }) => id)
}

/** Every session of these accounts, or of all where none are named. */
export async function sessionsOfAccounts(
  db: Queries,
  accountIds: readonly string[] | undefined,
): Promise<{ readonly id: string; readonly accountId: string }[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'account_id'])
    .$if(accountIds !== undefined, (query) => query.where('account_id', 'in', accountIds ?? []))
    .execute()
  return rows.map(({ id, account_id }) => ({ id, accountId: account_id }))
}
