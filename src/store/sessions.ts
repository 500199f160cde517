import { type Account, parseAccount } from './accounts.ts'
import type { Queries } from './schema.ts'

/** A sign-in on one device. Times are epoch milliseconds. */
export interface Session {
  readonly id: string
  readonly accountId: string
  /** A label the user may recognise. */
  readonly device: string
  /** The hash of the only valid refresh token. Stored in the session itself, so there can never be two. */
  readonly refreshHash: string
  readonly createdAt: number
  readonly lastUsedAt: number
}

/** A refresh token that was exchanged for its successor, which is derived from the token and this salt. */
export interface SpentRefreshToken {
  readonly hash: string
  readonly sessionId: string
  readonly successorSalt: string
  readonly spentAt: number
}

/** Sessions that started or were last used before these moments have ended. */
export interface SessionLimits {
  readonly createdAfter: number
  readonly usedAfter: number
}

export async function insertSession(db: Queries, session: Session): Promise<void> {
  await db.insertInto('session').values(session).execute()
}

/** A session and its account. */
export async function findSession(
  db: Queries,
  id: string,
): Promise<{ session: Session; account: Account } | undefined> {
  const row = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.accountId')
    .selectAll('account')
    .select([
      'session.accountId',
      'session.device',
      'session.refreshHash',
      'session.createdAt as sessionCreatedAt',
      'session.lastUsedAt',
    ])
    .where('session.id', '=', id)
    .executeTakeFirst()
  if (!row) return undefined
  const { accountId, device, refreshHash, sessionCreatedAt, lastUsedAt, ...account } = row
  const session = { id, accountId, device, refreshHash, createdAt: sessionCreatedAt, lastUsedAt }
  return { session, account: parseAccount(account) }
}

/** Which of these sessions are alive, and whether their accounts have an AniList token. */
export async function findLiveSessions(
  db: Queries,
  ids: readonly string[],
  limits: SessionLimits,
): Promise<{ readonly id: string; readonly accountId: string; readonly isConnected: boolean }[]> {
  const rows = await db
    .selectFrom('session')
    .leftJoin('anilistToken', 'anilistToken.accountId', 'session.accountId')
    .select(['session.id', 'session.accountId', 'anilistToken.accountId as connected'])
    .where('session.id', 'in', ids)
    .where('session.createdAt', '>', limits.createdAfter)
    .where('session.lastUsedAt', '>', limits.usedAfter)
    .execute()
  return rows.map(({ connected, ...session }) => ({ ...session, isConnected: connected !== null }))
}

export function findSessionByRefreshHash(db: Queries, hash: string): Promise<Session | undefined> {
  return db.selectFrom('session').selectAll().where('refreshHash', '=', hash).executeTakeFirst()
}

/** The sessions of an account, last used first. */
export function listSessions(db: Queries, accountId: string, limits: SessionLimits): Promise<Session[]> {
  return db
    .selectFrom('session')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('createdAt', '>', limits.createdAfter)
    .where('lastUsedAt', '>', limits.usedAfter)
    .orderBy('lastUsedAt', 'desc')
    .orderBy('id')
    .execute()
}

/**
 * Exchanges the valid refresh token of a live session for its successor. A single compare-and-set statement, so only
 * one of several processes with the same token succeeds.
 */
export function rotateSession(
  db: Queries,
  exchange: { readonly from: string; readonly to: string; readonly now: number },
  limits: SessionLimits,
): Promise<Session | undefined> {
  return db
    .updateTable('session')
    .set({ refreshHash: exchange.to, lastUsedAt: exchange.now })
    .where('refreshHash', '=', exchange.from)
    .where('createdAt', '>', limits.createdAfter)
    .where('lastUsedAt', '>', limits.usedAfter)
    .returningAll()
    .executeTakeFirst()
}

export async function insertSpentRefreshToken(db: Queries, spent: SpentRefreshToken): Promise<void> {
  await db.insertInto('spentRefreshToken').values(spent).execute()
}

export function findSpentRefreshToken(db: Queries, hash: string): Promise<SpentRefreshToken | undefined> {
  return db.selectFrom('spentRefreshToken').selectAll().where('hash', '=', hash).executeTakeFirst()
}

export async function setLastUsed(db: Queries, id: string, now: number): Promise<void> {
  await db.updateTable('session').set({ lastUsedAt: now }).where('id', '=', id).execute()
}

/**
 * Ends a session and deletes its valid and spent refresh tokens.
 *
 * @param accountId only if it belongs to this account
 * @returns whether it existed
 */
export async function deleteSession(db: Queries, id: string, accountId?: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('id', '=', id)
    .$if(accountId !== undefined, (query) => query.where('accountId', '=', accountId ?? ''))
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** The sessions of these accounts, or all sessions if undefined. */
export function sessionsOfAccounts(
  db: Queries,
  accountIds: readonly string[] | undefined,
): Promise<{ readonly id: string; readonly accountId: string }[]> {
  return db
    .selectFrom('session')
    .select(['id', 'accountId'])
    .$if(accountIds !== undefined, (query) => query.where('accountId', 'in', accountIds ?? []))
    .execute()
}

/** The least recently used sessions of an account beyond the first `most`. */
export async function sessionsBeyond(db: Queries, accountId: string, most: number): Promise<string[]> {
  const rows = await db
    .selectFrom('session')
    .select('id')
    .where('accountId', '=', accountId)
    .orderBy('lastUsedAt', 'desc')
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .execute()
  return rows.slice(most).map(({ id }) => id)
}

/** Deletes the oldest spent tokens of a session beyond the newest `most`. */
export async function pruneSpentRefreshTokens(db: Queries, sessionId: string, most: number): Promise<void> {
  const oldest = db
    .selectFrom('spentRefreshToken')
    .select('hash')
    .where('sessionId', '=', sessionId)
    .orderBy('spentAt', 'desc')
    .limit(1_000)
    .offset(most)
  await db.deleteFrom('spentRefreshToken').where('hash', 'in', oldest).execute()
}

/** Deletes sessions that have ended. */
export async function pruneSessions(db: Queries, limits: SessionLimits): Promise<void> {
  await db
    .deleteFrom('session')
    .where(({ or, eb }) =>
      or([eb('createdAt', '<=', limits.createdAfter), eb('lastUsedAt', '<=', limits.usedAfter)]),
    )
    .execute()
}
