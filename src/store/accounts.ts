import type { Queries } from './schema.ts'

/** A user who signed in with AniList. */
export interface Account {
  /** Random and meaningless, so it may remain in the audit trail after the account is deleted. */
  readonly id: string
  /** `Viewer.id`, which identifies the user; names change. */
  readonly aniListId: number
  readonly name: string
  readonly avatarUrl: string | null
  /** Whether the user's AniList settings show adult titles. */
  readonly showsAdult: boolean
  /** Epoch milliseconds. */
  readonly createdAt: number
  /** Who ended the last AniList connection; `null` while connected. */
  readonly disconnectedBy: 'person' | 'anilist' | null
}

/** SQLite has no booleans, and the column name spells AniList as one word. */
export interface AccountTable extends Omit<Account, 'aniListId' | 'showsAdult'> {
  readonly anilistId: number
  readonly showsAdult: number
}

/**
 * Saves what AniList says about a user at sign-in. An existing account keeps its id and creation time.
 *
 * @returns the account as saved
 */
export async function saveAccount(db: Queries, account: Account): Promise<Account> {
  const { id, createdAt, ...said } = formatAccount(account)
  const row = await db
    .insertInto('account')
    .values({ id, createdAt, ...said })
    .onConflict((conflict) => conflict.column('anilistId').doUpdateSet(said))
    .returningAll()
    .executeTakeFirstOrThrow()
  return parseAccount(row)
}

export async function findAccount(db: Queries, id: string): Promise<Account | undefined> {
  const row = await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()
  return row && parseAccount(row)
}

/** Accounts that had this name at their last sign-in, ignoring case. Several may, as names can be reused. */
export async function accountsOfName(db: Queries, name: string): Promise<string[]> {
  const rows = await db
    .selectFrom('account')
    .select('id')
    .where(({ fn, eb }) => eb(fn<string>('lower', ['name']), '=', name.toLowerCase()))
    .execute()
  return rows.map(({ id }) => id)
}

/** Locks an account's row until the transaction ends. @returns whether it exists */
export async function lockAccount(db: Queries, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('account')
    .set(({ ref }) => ({ disconnectedBy: ref('disconnectedBy') }))
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function setDisconnectedBy(
  db: Queries,
  id: string,
  disconnectedBy: 'person' | 'anilist',
): Promise<void> {
  await db.updateTable('account').set({ disconnectedBy }).where('id', '=', id).execute()
}

/** Deletes an account with its token, sessions and everything else that refers to it. */
export async function deleteAccount(db: Queries, id: string): Promise<void> {
  await db.deleteFrom('account').where('id', '=', id).execute()
}

function formatAccount({ aniListId, showsAdult, ...same }: Account): AccountTable {
  return { ...same, anilistId: aniListId, showsAdult: showsAdult ? 1 : 0 }
}

export function parseAccount({ anilistId, showsAdult, ...same }: AccountTable): Account {
  return { ...same, aniListId: anilistId, showsAdult: showsAdult === 1 }
}
