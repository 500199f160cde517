import type { ListStatus } from '../core/list.ts'
import type { Queries } from './schema.ts'
import { inTransaction } from './store.ts'

/** One request to add titles to a person's list. Times are epoch milliseconds. */
export interface ListAddition {
  readonly id: string
  readonly accountId: string
  /** Of the key by which the person may ask again; `null` where none was given. */
  readonly keyHash: string | null
  /** Of what was asked for. */
  readonly bodyHash: string
  readonly status: ListStatus
  readonly createdAt: number
  /** When it was to be undone; from then on nothing more is added for it. */
  readonly undoneAt: number | null
}

/** What has become of a title. */
export interface AdditionTitle {
  readonly mediaId: number
  /** Its place in what was asked for, from 0. */
  readonly position: number
  /** When a mutation was about to be sent whose outcome is not known yet. */
  readonly sentAt: number | null
  /** `null` while it is open. */
  readonly outcome: 'added' | 'already-listed' | 'removed' | 'failed' | null
  /** Why it failed, or why it is still open. */
  readonly code: string | null
  /** Of the list, as it was then. */
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
 * Keeps what is about to be added, the titles in their order.
 *
 * @returns whether it was kept: not where the account has an addition of the same key
 */
export async function insertAddition(
  db: Queries,
  addition: ListAddition,
  mediaIds: readonly number[],
): Promise<boolean> {
  const inserted = await db
    .insertInto('listAddition')
    .values(addition)
    .onConflict((conflict) => conflict.columns(['accountId', 'keyHash']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return false
  const titles = mediaIds.map((mediaId, position) => ({ additionId: addition.id, mediaId, position }))
  await db.insertInto('listAdditionTitle').values(titles).execute()
  return true
}

export function findAddition(
  db: Queries,
  accountId: string,
  wanted: { readonly id: string } | { readonly keyHash: string },
): Promise<ListAddition | undefined> {
  const query = db.selectFrom('listAddition').selectAll().where('accountId', '=', accountId)
  return (
    'id' in wanted ? query.where('id', '=', wanted.id) : query.where('keyHash', '=', wanted.keyHash)
  ).executeTakeFirst()
}

/** The additions of an account, the latest first, so many at most. */
export function listAdditions(db: Queries, accountId: string, most: number): Promise<ListAddition[]> {
  return db
    .selectFrom('listAddition')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(most)
    .execute()
}

/** In the order in which they were asked for. */
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
 * @returns whether they were there: not where the account was deleted meanwhile
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

/** Keeps what has become of titles, all of it or nothing. */
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

/** Notes why the titles that are open are so. */
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

/** What an addition takes up, and whether it still serves to undo something. */
export interface AdditionSize extends Pick<ListAddition, 'id' | 'createdAt'> {
  readonly titles: number
  readonly canBeUndone: boolean
}

/** The additions of an account, the oldest first. */
export async function sizesOfAdditions(db: Queries, accountId: string): Promise<AdditionSize[]> {
  const rows = await db
    .selectFrom('listAddition')
    .innerJoin('listAdditionTitle', 'listAdditionTitle.additionId', 'listAddition.id')
    .select(({ fn, eb }) => [
      'listAddition.id',
      'listAddition.createdAt',
      fn.countAll<number>().as('titles'),
      // What was sent and has no outcome may be on the list.
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

/** Deletes titles of an addition of which there is nothing to keep. */
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

/** Deletes the additions that were made before, with their titles. */
export async function pruneAdditions(db: Queries, createdBefore: number): Promise<void> {
  await db.deleteFrom('listAddition').where('createdAt', '<', createdBefore).execute()
}
