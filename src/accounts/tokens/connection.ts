import { AniListError } from '../../anilist/errors.ts'
import { type Account, lockAccount, setDisconnectedBy } from '../../store/accounts.ts'
import { deleteToken, findToken, type StoredToken } from '../../store/anilist-tokens.ts'
import { inTransaction } from '../../store/store.ts'
import { AccountError, SealError } from '../account-error.ts'
import type { AuditedStore } from '../audit-trail.ts'
import type { SessionName, SessionWatch } from '../sessions/session-watch.ts'
import type { TokenVault } from './sealed-token.ts'

/** How an account stands with AniList. Times are epoch milliseconds. */
export type ConnectionState =
  | {
      readonly state: 'connected'
      readonly since: number
      /** When AniList will want a new sign-in. */
      readonly expiresAt: number
      /** It is time to say so. */
      readonly expiresSoon: boolean
    }
  /** AniList no longer takes the token, so that the person has to sign in again to go on. */
  | { readonly state: 'expired' }
  /** The person took the access away. */
  | { readonly state: 'disconnected' }

/**
 * Gives the token of an account in clear, for the one request that is sent in this moment.
 *
 * @throws AccountError `session-ended`, or `anilist-not-connected` where there is no token that AniList would take
 */
export type LentToken = () => Promise<string>

/** The use of AniList with the tokens of accounts. */
export interface Connections {
  stateOf(account: Account): Promise<ConnectionState>
  /**
   * Does something with the token of an account, for one of its sessions. The token is lent for one request at a time: each asks
   * the database for it when its turn has come, so that nothing is sent for a session that ended, or with a token that was
   * deleted. What waits is told by the signal, and has to end.
   *
   * When AniList says that the token is dead, it is deleted. An outage (403), or whatever else goes wrong, says nothing
   * of the token, which is kept then.
   *
   * @throws AccountError `anilist-not-connected` where AniList refuses the token; else what `use` throws
   * @example
   * const list = await connections.withToken(session, (token, signal) => readUserList(transport, name, { token, signal }))
   */
  withToken<T>(session: SessionName, use: (token: LentToken, ended: AbortSignal) => Promise<T>): Promise<T>
  /** Deletes the token and its data key. @returns whether there was one */
  disconnect(accountId: string, address?: string): Promise<boolean>
}

export interface ConnectionOptions extends AuditedStore {
  readonly vault: TokenVault
  readonly watch: SessionWatch
}

/** Long enough for those who come by once in a while to see it. */
const remindBeforeMs = 30 * 86_400_000

export function createConnections({ store, audit, vault, watch, now }: ConnectionOptions): Connections {
  async function stateOf(account: Account): Promise<ConnectionState> {
    const stored = await findToken(store.db, account.id)
    if (stored && stored.expiresAt > now()) {
      const { obtainedAt, expiresAt } = stored
      return {
        state: 'connected',
        since: obtainedAt,
        expiresAt,
        expiresSoon: expiresAt - now() <= remindBeforeMs,
      }
    }
    return { state: account.disconnectedBy === 'person' ? 'disconnected' : 'expired' }
  }

  async function withToken<T>(
    session: SessionName,
    use: (token: LentToken, ended: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { ended, release } = watch.watch(session, true)
    let lent: StoredToken | undefined
    const lend: LentToken = async () => {
      await watch.check(session)
      const found = await openStored(session.accountId)
      if (!found) throw new AccountError('anilist-not-connected')
      lent = found.stored
      return found.token
    }
    try {
      // What ended before it was watched is not told.
      await watch.check(session)
      return await use(lend, ended)
    } catch (error) {
      if (!(error instanceof AniListError && error.code === 'anilist-invalid-token')) throw error
      if (lent) await wipe(session.accountId, 'anilist', { only: lent })
      throw new AccountError('anilist-not-connected', { cause: error })
    } finally {
      release()
    }
  }

  async function openStored(accountId: string): Promise<{ stored: StoredToken; token: string } | undefined> {
    const stored = await findToken(store.db, accountId)
    if (!stored) return undefined
    if (stored.expiresAt <= now()) {
      await wipe(accountId, 'anilist', { only: stored })
      return undefined
    }
    try {
      return { stored, token: vault.open(stored) }
    } catch (error) {
      if (error instanceof SealError) {
        await audit.record(store.db, 'refuse', { accountId, detail: { code: error.code } })
      }
      throw error
    }
  }

  /** @param which.only not one that replaced this meanwhile */
  async function wipe(
    accountId: string,
    by: 'person' | 'anilist',
    which: { readonly only?: StoredToken; readonly address?: string | undefined } = {},
  ): Promise<boolean> {
    const wiped = await inTransaction(store.db, async (db) => {
      // The account's row before those that refer to it, as when an account is deleted: two that took them in different
      // orders would wait for each other.
      if (!(await lockAccount(db, accountId))) return false
      if (!(await deleteToken(db, accountId, which.only?.token))) return false
      await setDisconnectedBy(db, accountId, by)
      await audit.record(db, 'disconnect', { accountId, address: which.address, detail: { by } })
      return true
    })
    await watch.look()
    return wiped
  }

  return {
    stateOf,
    withToken,
    disconnect: (accountId, address) => wipe(accountId, 'person', { address }),
  }
}

/** A connection as people get to see it, with times in ISO 8601. */
export function formatConnection(connection: ConnectionState) {
  if (connection.state !== 'connected') return connection
  const { since, expiresAt } = connection
  return {
    ...connection,
    since: new Date(since).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  }
}
