import { type Account, accountsOfName } from '../../store/accounts.ts'
import type { Queries } from '../../store/schema.ts'
import {
  deleteSession,
  findSession,
  findSessionByRefreshHash,
  findSpentRefreshToken,
  insertSession,
  listSessions,
  pruneSessions,
  type Session,
  sessionsBeyond,
  sessionsOfAccounts,
  setLastUsed,
} from '../../store/sessions.ts'
import { inTransaction, type Store } from '../../store/store.ts'
import { AccountError } from '../account-error.ts'
import type { AuditedStore, AuditTrail } from '../audit-trail.ts'
import type { RandomBytes } from '../cryptography.ts'
import type { AccessToken, AccessTokens } from './access-token.ts'
import type { RefreshTokens } from './opaque-tokens.ts'
import { endOf, isOver, limitsAt, mostSessions, touchEveryMs } from './session-limits.ts'
import type { SessionName } from './session-watch.ts'

/** The authenticated caller. */
export interface Principal {
  readonly account: Account
  readonly session: Session
}

/** The tokens that a browser gets. */
export interface SessionTokens {
  readonly sessionId: string
  readonly accessToken: AccessToken
  readonly refreshToken: string
  /** When the refresh token expires unless it is used, in epoch milliseconds. */
  readonly refreshTokenExpiresAt: number
}

export interface Sessions {
  /** Starts a session within a transaction, ending the account's oldest ones if there are too many. */
  open(
    db: Queries,
    start: { accountId: string; device: string },
  ): Promise<{ session: Session; refreshToken: string }>
  /** Makes the tokens of a started or refreshed session, after that is committed. */
  tokensOf(session: Session, refreshToken: string): Promise<SessionTokens>
  /**
   * Finds an access token's account and session. Nothing is cached, so every process refuses an ended session
   * immediately.
   *
   * @throws AccountError `access-token-invalid`, `access-token-expired` or `session-ended`
   */
  authenticate(accessToken: string): Promise<Principal>
  /** The session that a valid or spent refresh token belongs to. */
  ofRefreshToken(refreshToken: string): Promise<Session | undefined>
  /** The live sessions of an account, last used first. */
  list(accountId: string): Promise<readonly Session[]>
  /** Ends a session. @returns whether the account had it */
  end(how: 'sign-out' | 'revoke', session: SessionName, address?: string): Promise<boolean>
  /** Deletes expired sessions, which are refused anyway. */
  prune(): Promise<void>
}

export interface SessionOptions extends AuditedStore {
  readonly accessTokens: AccessTokens
  readonly refreshTokens: RefreshTokens
  readonly random: RandomBytes
}

/** Ids are not secret, as tokens and the list of sessions show them; they only have to be unique. */
const idBytes = 16

export function createSessions(options: SessionOptions): Sessions {
  const { store, audit, accessTokens, refreshTokens, random, now } = options

  async function open(db: Queries, { accountId, device }: { accountId: string; device: string }) {
    const refreshToken = refreshTokens.make()
    const session: Session = {
      id: random(idBytes).toString('base64url'),
      accountId,
      device,
      refreshHash: refreshTokens.hash(refreshToken),
      createdAt: now(),
      lastUsedAt: now(),
    }
    await insertSession(db, session)
    for (const id of await sessionsBeyond(db, accountId, mostSessions)) {
      await deleteSession(db, id)
      await audit.record(db, 'revoke', { accountId, sessionId: id, detail: { by: 'limit' } })
    }
    return { session, refreshToken }
  }

  async function tokensOf(session: Session, refreshToken: string): Promise<SessionTokens> {
    const { latest, unlessUsed } = endOf(session)
    return {
      sessionId: session.id,
      accessToken: await accessTokens.sign({ accountId: session.accountId, sessionId: session.id }, latest),
      refreshToken,
      refreshTokenExpiresAt: unlessUsed,
    }
  }

  async function authenticate(accessToken: string): Promise<Principal> {
    const claims = await accessTokens.verify(accessToken)
    const found = await findSession(store.db, claims.sessionId)
    const time = now()
    if (found?.session.accountId !== claims.accountId || isOver(found.session, time))
      throw new AccountError('session-ended')
    if (time - found.session.lastUsedAt >= touchEveryMs) await setLastUsed(store.db, found.session.id, time)
    return found
  }

  async function ofRefreshToken(refreshToken: string): Promise<Session | undefined> {
    const hash = refreshTokens.hash(refreshToken)
    const session = await findSessionByRefreshHash(store.db, hash)
    if (session) return session
    const spent = await findSpentRefreshToken(store.db, hash)
    return spent && (await findSession(store.db, spent.sessionId))?.session
  }

  async function end(how: 'sign-out' | 'revoke', { id, accountId }: SessionName, address?: string) {
    return inTransaction(store.db, async (db) => {
      const ended = await deleteSession(db, id, accountId)
      if (ended) await audit.record(db, how, { accountId, sessionId: id, address })
      return ended
    })
  }

  return {
    open,
    tokensOf,
    authenticate,
    ofRefreshToken,
    list: (accountId) => listSessions(store.db, accountId, limitsAt(now())),
    end,
    prune: () => pruneSessions(store.db, limitsAt(now())),
  }
}

/** A session for the API, with times in ISO 8601. */
export function formatSession({ id, device, createdAt, lastUsedAt }: Session) {
  return {
    id,
    device,
    createdAt: new Date(createdAt).toISOString(),
    lastUsedAt: new Date(lastUsedAt).toISOString(),
  }
}

/**
 * Ends sessions as the operator, for instance if a device or a key has been stolen. Every instance refuses them from
 * the next request on, and each is recorded in the audit trail.
 *
 * @param name of an AniList user, in any case; everyone if undefined
 * @returns the number of ended sessions; undefined if nobody has the name
 */
export function endSessionsAsOperator(
  { store, audit }: { readonly store: Store; readonly audit: AuditTrail },
  name: string | undefined,
): Promise<number | undefined> {
  return inTransaction(store.db, async (db) => {
    const accountIds = name === undefined ? undefined : await accountsOfName(db, name)
    if (accountIds?.length === 0) return undefined
    let ended = 0
    for (const { id, accountId } of await sessionsOfAccounts(db, accountIds)) {
      // Its user may have ended it at the same moment.
      if (!(await deleteSession(db, id))) continue
      await audit.record(db, 'revoke', { accountId, sessionId: id, detail: { by: 'operator' } })
      ended++
    }
    return ended
  })
}
