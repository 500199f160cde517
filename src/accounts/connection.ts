import { AniListError } from '../anilist/errors.ts'
import { type Account, lockAccount, setDisconnectedBy } from '../store/accounts.ts'
import { deleteToken, findToken, type StoredToken } from '../store/anilist-tokens.ts'
import type { Store } from '../store/store.ts'
import { inTransaction } from '../store/transaction.ts'
import { AccountError } from './account-error.ts'
import type { AuditTrail } from './audit-trail.ts'
import { SealError } from './seal-error.ts'
import type { TokenVault } from './token-vault.ts'

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

/** The use of AniList with the tokens of accounts. */
export interface Connections {
  stateOf(account: Account): Promise<ConnectionState>
  /** The token of an account in clear, for a request that goes out now; undefined where there is none that AniList would take. */
  tokenOf(accountId: string): Promise<string | undefined>
  /**
   * Does something with an account's token. When AniList says that the token is dead, it is deleted. An outage (403), or
   * whatever else goes wrong, says nothing of the token, which is kept then.
   *
   * @throws AccountError `anilist-not-connected` without a token that works; else what `use` throws
   * @example
   * const list = await connections.withToken(account.id, (token) => readUserList(transport, name, { token }))
   */
  withToken<T>(accountId: string, use: (token: string) => Promise<T>): Promise<T>
  /** Deletes the token and its data key. @returns whether there was one */
  disconnect(accountId: string, address?: string): Promise<boolean>
}

export interface ConnectionOptions {
  readonly store: Store
  readonly audit: AuditTrail
  readonly vault: TokenVault
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** Long enough for those who come by once in a while to see it. */
const remindBeforeMs = 30 * 86_400_000

export function createConnections({ store, audit, vault, now }: ConnectionOptions): Connections {
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

  async function tokenOf(accountId: string): Promise<string | undefined> {
    const found = await openStored(accountId)
    return found?.token
  }

  async function withToken<T>(accountId: string, use: (token: string) => Promise<T>): Promise<T> {
    const found = await openStored(accountId)
    if (!found) throw new AccountError('anilist-not-connected')
    try {
      return await use(found.token)
    } catch (error) {
      if (!(error instanceof AniListError && error.code === 'anilist-invalid-token')) throw error
      await wipe(accountId, 'anilist', { only: found.stored })
      throw new AccountError('anilist-not-connected', { cause: error })
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
    return inTransaction(store.db, async (db) => {
      // The account's row before those that refer to it, as when an account is deleted: two that took them in different
      // orders would wait for each other.
      if (!(await lockAccount(db, accountId))) return false
      if (!(await deleteToken(db, accountId, which.only?.token))) return false
      await setDisconnectedBy(db, accountId, by)
      await audit.record(db, 'disconnect', { accountId, address: which.address, detail: { by } })
      return true
    })
  }

  return {
    stateOf,
    tokenOf,
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
