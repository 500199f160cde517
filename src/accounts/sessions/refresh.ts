import type { Queries } from '../../store/schema.ts'
import {
  deleteSession,
  findSession,
  findSessionByRefreshHash,
  findSpentRefreshToken,
  insertSpentRefreshToken,
  pruneSpentRefreshTokens,
  rotateSession,
  type Session,
  type SpentRefreshToken,
} from '../../store/sessions.ts'
import { inTransaction } from '../../store/store.ts'
import { AccountError } from '../account-error.ts'
import type { AuditedStore } from '../audit-trail.ts'
import { isRefreshToken, type RefreshTokens } from './opaque-tokens.ts'
import { graceMs, isOver, limitsAt, mostSpentTokens } from './session-limits.ts'

export interface RefreshOptions extends AuditedStore {
  readonly refreshTokens: RefreshTokens
}

/** A session with its only valid refresh token. */
export interface Refreshed {
  readonly session: Session
  readonly refreshToken: string
}

type Refusal = 'refresh-token-unknown' | 'refresh-token-reused' | 'session-ended'

/**
 * Exchanges a refresh token for its successor, which is then the session's only valid one.
 *
 * A token that was exchanged before ends the session, as two clients have it and one may be a thief. Exception: for
 * ten seconds, the direct predecessor of the valid token gets **the same successor again**. So two tabs that refresh
 * at once end up with the same token, a lost answer can be requested again, and there are never two valid tokens. A
 * thief that quick shares the token with its owner, and the second of them to refresh later ends the session.
 *
 * @throws AccountError `refresh-token-unknown`, `refresh-token-reused` or `session-ended`
 */
export async function refresh(options: RefreshOptions, token: string, address?: string): Promise<Refreshed> {
  if (!isRefreshToken(token)) throw new AccountError('refresh-token-unknown')
  // A refusal is only thrown after the transaction, so that ending the session is committed.
  const outcome = await inTransaction(options.store.db, (db) => exchange(db, options, token, address))
  if (typeof outcome === 'string') throw new AccountError(outcome)
  return outcome
}

async function exchange(
  db: Queries,
  { audit, refreshTokens, now }: RefreshOptions,
  token: string,
  address: string | undefined,
): Promise<Refreshed | Refusal> {
  const time = now()
  const hash = refreshTokens.hash(token)
  const salt = refreshTokens.makeSalt()
  const successor = refreshTokens.successorOf(token, salt)
  // This statement locks the row, so a concurrent refresh sees its result.
  const rotated = await rotateSession(
    db,
    { from: hash, to: refreshTokens.hash(successor), now: time },
    limitsAt(time),
  )
  if (rotated) {
    const { id: sessionId, accountId } = rotated
    await insertSpentRefreshToken(db, { hash, sessionId, successorSalt: salt, spentAt: time })
    await pruneSpentRefreshTokens(db, sessionId, mostSpentTokens)
    await audit.record(db, 'refresh', { accountId, sessionId, address })
    return { session: rotated, refreshToken: successor }
  }
  const spent = await findSpentRefreshToken(db, hash)
  if (spent) return answerSpent(db, { audit, refreshTokens, time }, { token, spent, address })
  const late = await findSessionByRefreshHash(db, hash)
  if (!late) return 'refresh-token-unknown'
  await deleteSession(db, late.id)
  return 'session-ended'
}

async function answerSpent(
  db: Queries,
  { audit, refreshTokens, time }: Pick<RefreshOptions, 'audit' | 'refreshTokens'> & { time: number },
  { token, spent, address }: { token: string; spent: SpentRefreshToken; address: string | undefined },
): Promise<Refreshed | Refusal> {
  const session = (await findSession(db, spent.sessionId))?.session
  if (!session || isOver(session, time)) return 'session-ended'
  const successor = refreshTokens.successorOf(token, spent.successorSalt)
  const isPredecessor = refreshTokens.hash(successor) === session.refreshHash
  const { id: sessionId, accountId } = session
  if (isPredecessor && time - spent.spentAt <= graceMs) {
    // Usually another tab; the recorded address would show a thief.
    await audit.record(db, 'refresh', { accountId, sessionId, address, detail: { again: 1 } })
    return { session, refreshToken: successor }
  }
  // Another process may have ended it since it was read.
  if (!(await deleteSession(db, sessionId))) return 'session-ended'
  await audit.record(db, 'reuse', { accountId, sessionId, address })
  return 'refresh-token-reused'
}
