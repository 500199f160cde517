import type { Queries } from './schema.ts'

/** A person who signed in through AniList. */
export interface Account {
  /** Random. It says nothing of the person, so that it may outlive the account in the audit trail. */
  readonly id: string
  /** `Viewer.id`: who the person is. Names change. */
  readonly aniListId: number
  readonly name: string
  readonly avatarUrl: string | null
  /** Whether AniList shows them adult titles. */
  readonly showsAdult: boolean
  /** Epoch milliseconds. */
  readonly createdAt: number
  /** Who ended the use of the last AniList token; `null` while there is one. */
  readonly disconnectedBy: 'person' | 'anilist' | null
}

/** Without booleans, which SQLite does not have. In the name of the column AniList is one word. */
export interface AccountTable extends Omit<Account, 'aniListId' | 'showsAdult'> {
  readonly anilistId: number
  readonly showsAdult: number
}

/**
 * Keeps what AniList says of a person who signs in. Whoever has an account keeps its id and its age.
 *
 * @returns the account as it is now
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

/** The ids of those who had this name at AniList when they last signed in, in any case: names change hands there. */
export async function accountsOfName(db: Queries, name: string): Promise<string[]> {
  const rows = await db
    .selectFrom('account')
    .select('id')
    .where(({ fn, eb }) => eb(fn<string>('lower', ['name']), '=', name.toLowerCase()))
    .execute()
  return rows.map(({ id }) => id)
}

/** Lets nobody else change an account until the transaction ends. @returns whether there is one */
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

/** Deletes an account with its token, its sessions and whatever else refers to it. */
export async function deleteAccount(db: Queries, id: string): Promise<void> {
  await db.deleteFrom('account').where('id', '=', id).execute()
}

function formatAccount({ aniListId, showsAdult, ...same }: Account): AccountTable {
  return { ...same, anilistId: aniListId, showsAdult: showsAdult ? 1 : 0 }
}

export function parseAccount({ anilistId, showsAdult, ...same }: AccountTable): Account {
  return { ...same, aniListId: anilistId, showsAdult: showsAdult === 1 }
}
