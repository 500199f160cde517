import type { ListStatus } from '../core/list.ts'
import type { ListAdditionTable, ListAdditionTitleTable, Queries } from './schema.ts'
import { inTransaction } from './transaction.ts'

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
    .insertInto('list_addition')
    .values(formatAddition(addition))
    .onConflict((conflict) => conflict.columns(['account_id', 'key_hash']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return false
  const titles = mediaIds.map((mediaId, position) => ({
    addition_id: addition.id,
    media_id: mediaId,
    position,
    sent_at: null,
    outcome: null,
    code: null,
    entry: null,
  }))
  await db.insertInto('list_addition_title').values(titles).execute()
  return true
}

export async function findAddition(
  db: Queries,
  accountId: string,
  wanted: { readonly id: string } | { readonly keyHash: string },
): Promise<ListAddition | undefined> {
  const query = db.selectFrom('list_addition').selectAll().where('account_id', '=', accountId)
  const row = await ('id' in wanted
    ? query.where('id', '=', wanted.id)
    : query.where('key_hash', '=', wanted.keyHash)
  ).executeTakeFirst()
  return row && parseAddition(row)
}

/** The additions of an account, the latest first, so many at most. */
export async function listAdditions(db: Queries, accountId: string, most: number): Promise<ListAddition[]> {
  const rows = await db
    .selectFrom('list_addition')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute()
  return rows.map(parseAddition)
}

/** In the order in which they were asked for. */
export async function titlesOf(db: Queries, additionId: string): Promise<AdditionTitle[]> {
  const rows = await db
    .selectFrom('list_addition_title')
    .selectAll()
    .where('addition_id', '=', additionId)
    .orderBy('position')
    .execute()
  return rows.map(parseTitle)
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
      .updateTable('list_addition_title')
      .set({ sent_at: sentAt })
      .where('addition_id', '=', additionId)
      .where('media_id', 'in', mediaIds)
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
        .updateTable('list_addition_title')
        .set({ outcome, code, entry: entry && JSON.stringify(entry) })
        .where('addition_id', '=', additionId)
        .where('media_id', '=', mediaId)
        .execute()
    }
  })
}

/** Notes why the titles that are open are so. */
export async function noteReason(db: Queries, additionId: string, code: string): Promise<void> {
  await inTransaction(db, (transaction) =>
    transaction
      .updateTable('list_addition_title')
      .set({ code })
      .where('addition_id', '=', additionId)
      .where('outcome', 'is', null)
      .execute(),
  )
}

export async function setUndone(db: Queries, additionId: string, undoneAt: number): Promise<void> {
  await db.updateTable('list_addition').set({ undone_at: undoneAt }).where('id', '=', additionId).execute()
}

/** What an addition takes up, and whether it still serves to undo something. */
export interface AdditionSize extends Pick<ListAddition, 'id' | 'createdAt'> {
  readonly titles: number
  readonly canBeUndone: boolean
}

/** The additions of an account, the oldest first. */
export async function sizesOfAdditions(db: Queries, accountId: string): Promise<AdditionSize[]> {
  const rows = await db
    .selectFrom('list_addition')
    .innerJoin('list_addition_title', 'list_addition_title.addition_id', 'list_addition.id')
    .select(({ fn, eb }) => [
      'list_addition.id',
      'list_addition.created_at',
      fn.countAll<number>().as('titles'),
      // What was sent and has no outcome may be on the list.
      fn
        .max(
          eb
            .case()
            .when(
              eb.or([
                eb('outcome', '=', 'added'),
                eb.and([eb('outcome', 'is', null), eb('sent_at', 'is not', null)]),
              ]),
            )
            .then(1)
            .else(0)
            .end(),
        )
        .as('undoable'),
    ])
    .where('account_id', '=', accountId)
    .groupBy(['list_addition.id', 'list_addition.created_at'])
    .orderBy('created_at')
    .orderBy('list_addition.id')
    .execute()
  return rows.map(({ id, created_at, titles, undoable }) => ({
    ...{ id, createdAt: created_at, titles },
    canBeUndone: undoable === 1,
  }))
}

export async function deleteAddition(db: Queries, id: string): Promise<void> {
  await db.deleteFrom('list_addition').where('id', '=', id).execute()
}

/** Deletes titles of an addition of which there is nothing to keep. */
export async function deleteTitles(
  db: Queries,
  additionId: string,
  mediaIds: readonly number[],
): Promise<void> {
  await db
    .deleteFrom('list_addition_title')
    .where('addition_id', '=', additionId)
    .where('media_id', 'in', mediaIds)
    .execute()
}

/** Deletes the additions that were made before, with their titles. */
export async function pruneAdditions(db: Queries, createdBefore: number): Promise<void> {
  await db.deleteFrom('list_addition').where('created_at', '<', createdBefore).execute()
}

function formatAddition(addition: ListAddition): ListAdditionTable {
  return {
    id: addition.id,
    account_id: addition.accountId,
    key_hash: addition.keyHash,
    body_hash: addition.bodyHash,
    status: addition.status,
    created_at: addition.createdAt,
    undone_at: addition.undoneAt,
  }
}

function parseAddition(row: ListAdditionTable): ListAddition {
  return {
    id: row.id,
    accountId: row.account_id,
    keyHash: row.key_hash,
    bodyHash: row.body_hash,
    status: row.status as ListStatus,
    createdAt: row.created_at,
    undoneAt: row.undone_at,
  }
}

function parseTitle(row: ListAdditionTitleTable): AdditionTitle {
  return {
    mediaId: row.media_id,
    position: row.position,
    sentAt: row.sent_at,
    outcome: row.outcome as AdditionTitle['outcome'],
    code: row.code,
    entry: row.entry === null ? null : JSON.parse(row.entry),
  }
}
