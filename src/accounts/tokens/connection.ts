import { AniListError } from '../../anilist/errors.ts'
import { type Account, lockAccount, setDisconnectedBy } from '../../store/accounts.ts'
import { deleteToken, findToken, type StoredToken } from '../../store/anilist-tokens.ts'
import { inTransaction } from '../../store/store.ts'
import { AccountError, SealError } from '../account-error.ts'
import type { AuditedStore } from '../audit-trail.ts'
import type { SessionName, SessionWatch } from '../sessions/session-watch.ts'
import type { TokenVault } from './sealed-token.ts'

/** An account's connection to AniList. Times are epoch milliseconds. */
export type ConnectionState =
  | {
      readonly state: 'connected'
      readonly since: number
      /** When AniList will require a new sign-in. */
      readonly expiresAt: number
      /** Whether to warn the user. */
      readonly expiresSoon: boolean
    }
  /** AniList no longer accepts the token; the user has to sign in again. */
  | { readonly state: 'expired' }
  /** The user disconnected AniList. */
  | { readonly state: 'disconnected' }

/**
 * Gets an account's token in clear, just before a request is sent.
 *
 * @throws AccountError `session-ended`, or `anilist-not-connected` without a valid token
 */
export type LentToken = () => Promise<string>

/** Uses AniList with the tokens of accounts. */
export interface Connections {
  stateOf(account: Account): Promise<ConnectionState>
  /**
   * Runs `use` with an account's token, for one of its sessions. Each request gets the token from the database just before
   * it is sent, so nothing is sent for an ended session or with a deleted token. The signal aborts waiting requests.
   *
   * The token is deleted if AniList rejects it, but not after an outage (403) or any other failure.
   *
   * @throws AccountError `anilist-not-connected` if AniList rejects the token; otherwise the error of `use`
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

/** Long enough for occasional visitors to see the warning. */
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
      // Changes before the watch began are not reported.
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

  /** @param which.only this token, not one that has replaced it */
  async function wipe(
    accountId: string,
    by: 'person' | 'anilist',
    which: { readonly only?: StoredToken; readonly address?: string | undefined } = {},
  ): Promise<boolean> {
    const wiped = await inTransaction(store.db, async (db) => {
      // Lock the account's row first, as deleting an account does: opposite orders would deadlock.
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

/** A connection for the API, with times in ISO 8601. */
export function formatConnection(connection: ConnectionState) {
  if (connection.state !== 'connected') return connection
  const { since, expiresAt } = connection
  return {
    ...connection,
    since: new Date(since).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  }
}
