import { type Account, parseAccount } from './accounts.ts'
import type { Queries, SessionTable } from './schema.ts'

/** A sign-in on one device. Times are epoch milliseconds. */
export interface Session {
  readonly id: string
  readonly accountId: string
  /** What the person may know the device by. */
  readonly device: string
  /**
   * The hash of the one refresh token that is good. Because it stands in the session itself, there are never
   * two of them.
   */
  readonly refreshHash: string
  readonly createdAt: number
  readonly lastUsedAt: number
}

/** A refresh token that was exchanged for its successor, which follows from the token itself and this salt. */
export interface SpentRefreshToken {
  readonly hash: string
  readonly sessionId: string
  readonly successorSalt: string
  readonly spentAt: number
}

/** Sessions that began, or were last used, before these moments are over. */
export interface SessionLimits {
  readonly createdAfter: number
  readonly usedAfter: number
}

export async function insertSession(db: Queries, session: Session): Promise<void> {
  await db.insertInto('session').values(formatSession(session)).execute()
}

/** A session and whose it is. */
export async function findSession(
  db: Queries,
  id: string,
): Promise<{ session: Session; account: Account } | undefined> {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .selectAll('account')
    .select([
      'session.account_id',
      'session.device',
      'session.refresh_hash',
      'session.created_at as session_created_at',
      'session.last_used_at',
    ])
    .where('session.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  return {
    session: parseSession({ ...row, id, created_at: row.session_created_at }),
    account: parseAccount(row),
  }
}

/** Those of these sessions that are within the limits, and whether their accounts have an AniList token. */
export async function findLiveSessions(
  db: Queries,
  ids: readonly string[],
  limits: SessionLimits,
): Promise<{ readonly id: string; readonly accountId: string; readonly isConnected: boolean }[]> {
  const rows = await db
    .selectFrom('session')
    .leftJoin('anilist_token', 'anilist_token.account_id', 'session.account_id')
    .select(['session.id', 'session.account_id', 'anilist_token.account_id as connected'])
    .where('session.id', 'in', ids)
    .where('session.created_at', '>', limits.createdAfter)
    .where('session.last_used_at', '>', limits.usedAfter)
    .execute()
  return rows.map(({ id, account_id, connected }) => ({
    id,
    accountId: account_id,
    isConnected: connected !== null,
  }))
}

export async function findSessionByRefreshHash(db: Queries, hash: string): Promise<Session | undefined> {
  const row = await db.selectFrom('session').selectAll().where('refresh_hash', '=', hash).executeTakeFirst()
  return row && parseSession(row)
}

/** The sessions of an account, the one that was used last first. */
export async function listSessions(
  db: Queries,
  accountId: string,
  limits: SessionLimits,
): Promise<Session[]> {
  const rows = await db
    .selectFrom('session')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('created_at', '>', limits.createdAfter)
    .where('last_used_at', '>', limits.usedAfter)
    .orderBy('last_used_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(parseSession)
}

/**
 * Exchanges a refresh token for its successor, if it is the good one of a session within the limits. One statement
 * that compares and sets: of several processes with the same token only one gets the session.
 */
export async function rotateSession(
  db: Queries,
  exchange: { readonly from: string; readonly to: string; readonly now: number },
  limits: SessionLimits,
): Promise<Session | undefined> {
  const row = await db
    .updateTable('session')
    .set({ refresh_hash: exchange.to, last_used_at: exchange.now })
    .where('refresh_hash', '=', exchange.from)
    .where('created_at', '>', limits.createdAfter)
    .where('last_used_at', '>', limits.usedAfter)
    .returningAll()
    .executeTakeFirst()
  return row && parseSession(row)
}

export async function insertSpentRefreshToken(db: Queries, spent: SpentRefreshToken): Promise<void> {
  await db
    .insertInto('spent_refresh_token')
    .values({
      hash: spent.hash,
      session_id: spent.sessionId,
      successor_salt: spent.successorSalt,
      spent_at: spent.spentAt,
    })
    .execute()
}

export async function findSpentRefreshToken(
  db: Queries,
  hash: string,
): Promise<SpentRefreshToken | undefined> {
  const row = await db
    .selectFrom('spent_refresh_token')
    .selectAll()
    .where('hash', '=', hash)
    .executeTakeFirst()
  return (
    row && {
      hash: row.hash,
      sessionId: row.session_id,
      successorSalt: row.successor_salt,
      spentAt: row.spent_at,
    }
  )
}

export async function setLastUsed(db: Queries, id: string, now: number): Promise<void> {
  await db.updateTable('session').set({ last_used_at: now }).where('id', '=', id).execute()
}

/**
 * Ends a session: its refresh tokens go with it, good or spent.
 *
 * @param accountId only if it belongs to this account
 * @returns whether there was one to end
 */
export async function deleteSession(db: Queries, id: string, accountId?: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('id', '=', id)
    .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId ?? ''))
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** The sessions of an account that are more than so many, by when they were used last. */
export async function sessionsBeyond(db: Queries, accountId: string, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('session')
    .select('id')
    .where('account_id', '=', accountId)
    .orderBy('last_used_at', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.slice(most).map(({ id }) => id)
}

/** Forgets the spent tokens of a session that are more than so many, the oldest. */
export async function pruneSpentRefreshTokens(db: Queries, sessionId: string, most: number): Promise<void> {
  const oldest = db
    .selectFrom('spent_refresh_token')
    .select('hash')
    .where('session_id', '=', sessionId)
    .orderBy('spent_at', 'desc')
    .limit(1_000)
    .offset(most)
  await db.deleteFrom('spent_refresh_token').where('hash', 'in', oldest).execute()
}

/** Deletes the sessions that are over. */
export async function pruneSessions(db: Queries, limits: SessionLimits): Promise<void> {
  await db
    .deleteFrom('session')
    .where(({ or, eb }) =>
      or([eb('created_at', '<=', limits.createdAfter), eb('last_used_at', '<=', limits.usedAfter)]),
    )
    .execute()
}

function formatSession(session: Session): SessionTable {
  return {
    id: session.id,
    account_id: session.accountId,
    device: session.device,
    refresh_hash: session.refreshHash,
    created_at: session.createdAt,
    last_used_at: session.lastUsedAt,
  }
}

function parseSession(row: SessionTable): Session {
  return {
    id: row.id,
    accountId: row.account_id,
    device: row.device,
    refreshHash: row.refresh_hash,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
  }
}
