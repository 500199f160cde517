import type { EntryDetails, ListStatus } from '../core/list.ts'
import type { Database, Queries } from './schema.ts'
import { inTransaction } from './store.ts'

/** A request to add titles to a list. Times are epoch milliseconds. */
export interface ListAddition {
  readonly id: string
  readonly accountId: string
  /** Hash of the idempotency key; `null` if there was none. */
  readonly keyHash: string | null
  /** Hash of the requested titles and status. */
  readonly bodyHash: string
  readonly status: ListStatus
  /** The details of the entries; `null` if there are none. */
  readonly details: EntryDetails | null
  readonly createdAt: number
  /** When undoing it was requested; from then on nothing more is added. */
  readonly undoneAt: number | null
}

/** A requested title and its outcome. */
export interface AdditionTitle {
  readonly mediaId: number
  /** Its position in the request, from 0. */
  readonly position: number
  /** When a mutation was about to be sent; kept while its outcome is unknown. */
  readonly sentAt: number | null
  /** `null` while open. */
  readonly outcome: 'added' | 'already-listed' | 'removed' | 'failed' | null
  /** Why it failed, or why it is still open. */
  readonly code: string | null
  /** The list entry at that time. */
  readonly entry: AdditionEntry | null
}

export interface AdditionEntry {
  /** AniList's id of the entry. */
  readonly id: number
  readonly status: ListStatus | null
  readonly score: number
  readonly progress: number
  readonly private: boolean
  /** Unix seconds. */
  readonly updatedAt: number
}

/**
 * Saves an addition with its titles in order, before anything is sent.
 *
 * @returns false if the account already has an addition with this key
 */
export async function insertAddition(
  db: Queries,
  addition: ListAddition,
  mediaIds: readonly number[],
): Promise<boolean> {
  const inserted = await db
    .insertInto('listAddition')
    .values({ ...addition, details: addition.details && JSON.stringify(addition.details) })
    .onConflict((conflict) => conflict.columns(['accountId', 'keyHash']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return false
  const titles = mediaIds.map((mediaId, position) => ({ additionId: addition.id, mediaId, position }))
  await db.insertInto('listAdditionTitle').values(titles).execute()
  return true
}

export async function findAddition(
  db: Queries,
  accountId: string,
  wanted: { readonly id: string } | { readonly keyHash: string },
): Promise<ListAddition | undefined> {
  const query = db.selectFrom('listAddition').selectAll().where('accountId', '=', accountId)
  const row = await ('id' in wanted
    ? query.where('id', '=', wanted.id)
    : query.where('keyHash', '=', wanted.keyHash)
  ).executeTakeFirst()
  return row && toAddition(row)
}

/** An account's latest additions, newest first. */
export async function listAdditions(db: Queries, accountId: string, most: number): Promise<ListAddition[]> {
  const rows = await db
    .selectFrom('listAddition')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map(toAddition)
}

function toAddition(row: Database['listAddition']): ListAddition {
  return { ...row, details: row.details === null ? null : JSON.parse(row.details) }
}

/** In the requested order. */
export async function titlesOf(db: Queries, additionId: string): Promise<AdditionTitle[]> {
  const rows = await db
    .selectFrom('listAdditionTitle')
    .select(['mediaId', 'position', 'sentAt', 'outcome', 'code', 'entry'])
    .where('additionId', '=', additionId)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({ ...row, entry: row.entry === null ? null : JSON.parse(row.entry) }))
}

/**
 * Notes that a mutation is about to be sent for these titles.
 *
 * @returns false if the account has been deleted
 */
export async function noteSent(
  db: Queries,
  additionId: string,
  mediaIds: readonly number[],
  sentAt: number,
): Promise<boolean> {
  const { numUpdatedRows } = await inTransaction(db, (transaction) =>
    transaction
      .updateTable('listAdditionTitle')
      .set({ sentAt })
      .where('additionId', '=', additionId)
      .where('mediaId', 'in', mediaIds)
      .executeTakeFirst(),
  )
  return numUpdatedRows > 0n
}

/** Saves the outcomes of titles in one transaction. */
export async function settleTitles(
  db: Queries,
  additionId: string,
  titles: readonly Omit<AdditionTitle, 'sentAt' | 'position'>[],
): Promise<void> {
  await inTransaction(db, async (transaction) => {
    for (const { mediaId, outcome, code, entry } of titles) {
      await transaction
        .updateTable('listAdditionTitle')
        .set({ outcome, code, entry: entry && JSON.stringify(entry) })
        .where('additionId', '=', additionId)
        .where('mediaId', '=', mediaId)
        .execute()
    }
  })
}

/** Notes why the remaining titles are still open. */
export async function noteReason(db: Queries, additionId: string, code: string): Promise<void> {
  await inTransaction(db, (transaction) =>
    transaction
      .updateTable('listAdditionTitle')
      .set({ code })
      .where('additionId', '=', additionId)
      .where('outcome', 'is', null)
      .execute(),
  )
}

export async function setUndone(db: Queries, additionId: string, undoneAt: number): Promise<void> {
  await db.updateTable('listAddition').set({ undoneAt }).where('id', '=', additionId).execute()
}

/** The size of an addition, and whether it can still be undone. */
export interface AdditionSize extends Pick<ListAddition, 'id' | 'createdAt'> {
  readonly titles: number
  readonly canBeUndone: boolean
}

/** The additions of an account, oldest first. */
export async function sizesOfAdditions(db: Queries, accountId: string): Promise<AdditionSize[]> {
  const rows = await db
    .selectFrom('listAddition')
    .innerJoin('listAdditionTitle', 'listAdditionTitle.additionId', 'listAddition.id')
    .select(({ fn, eb }) => [
      'listAddition.id',
      'listAddition.createdAt',
      fn.countAll<number>().as('titles'),
      // Titles sent with an unknown outcome may be on the list.
      fn
        .max(
          eb
            .case()
            .when(
              eb.or([
                eb('outcome', '=', 'added'),
                eb.and([eb('outcome', 'is', null), eb('sentAt', 'is not', null)]),
              ]),
            )
            .then(1)
            .else(0)
            .end(),
        )
        .as('undoable'),
    ])
    .where('accountId', '=', accountId)
    .groupBy(['listAddition.id', 'listAddition.createdAt'])
    .orderBy('createdAt')
    .orderBy('listAddition.id')
    .execute()
  return rows.map(({ undoable, ...size }) => ({ ...size, canBeUndone: undoable === 1 }))
}

export async function deleteAddition(db: Queries, id: string): Promise<void> {
  await db.deleteFrom('listAddition').where('id', '=', id).execute()
}

/** Deletes titles that do not exist on AniList. */
export async function deleteTitles(
  db: Queries,
  additionId: string,
  mediaIds: readonly number[],
): Promise<void> {
  await db
    .deleteFrom('listAdditionTitle')
    .where('additionId', '=', additionId)
    .where('mediaId', 'in', mediaIds)
    .execute()
}

/** Deletes older additions with their titles. */
export async function pruneAdditions(db: Queries, createdBefore: number): Promise<void> {
  await db.deleteFrom('listAddition').where('createdAt', '<', createdBefore).execute()
}
