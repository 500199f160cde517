import type { Selectable } from 'kysely'
import type { AccountTable, Queries } from './schema.ts'

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

/**
 * Keeps what AniList says of a person who signs in. Whoever has an account keeps its id and its age.
 *
 * @returns the account as it is now
 */
export async function saveAccount(db: Queries, account: Account): Promise<Account> {
  const row = await db
    .insertInto('account')
    .values(formatAccount(account))
    .onConflict((conflict) =>
      conflict.column('anilist_id').doUpdateSet(({ ref }) => ({
        name: ref('excluded.name'),
        avatar_url: ref('excluded.avatar_url'),
        shows_adult: ref('excluded.shows_adult'),
        disconnected_by: ref('excluded.disconnected_by'),
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
  return parseAccount(row)
}

export async function findAccount(db: Queries, id: string): Promise<Account | undefined> {
  const row = await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()
  return row && parseAccount(row)
}

/** Lets nobody else change an account until the transaction ends. @returns whether there is one */
export async function lockAccount(db: Queries, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('account')
    .set(({ ref }) => ({ disconnected_by: ref('disconnected_by') }))
    .where('id', '=', id)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function setDisconnectedBy(
  db: Queries,
  id: string,
  disconnectedBy: 'person' | 'anilist',
): Promise<void> {
  await db.updateTable('account').set({ disconnected_by: disconnectedBy }).where('id', '=', id).execute()
}

/** Deletes an account with its token, its sessions and whatever else refers to it. */
export async function deleteAccount(db: Queries, id: string): Promise<void> {
  await db.deleteFrom('account').where('id', '=', id).execute()
}

function formatAccount(account: Account): AccountTable {
  return {
    id: account.id,
    anilist_id: account.aniListId,
    name: account.name,
    avatar_url: account.avatarUrl,
    shows_adult: account.showsAdult ? 1 : 0,
    created_at: account.createdAt,
    disconnected_by: account.disconnectedBy,
  }
}

export function parseAccount(row: Selectable<AccountTable>): Account {
  return {
    id: row.id,
    aniListId: row.anilist_id,
    name: row.name,
    avatarUrl: row.avatar_url,
    showsAdult: row.shows_adult === 1,
    createdAt: row.created_at,
    disconnectedBy: row.disconnected_by as Account['disconnectedBy'],
  }
}
