import { replaceDataKey, type StoredToken, tokensUnderOtherKeys } from '../../store/anilist-tokens.ts'
import type { Queries } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { SealError } from '../account-error.ts'
import type { AuditTrail } from '../audit-trail.ts'
import type { Keyring } from './keyring.ts'
import type { TokenVault } from './sealed-token.ts'

export interface KeyRotation {
  /** The number of tokens moved to the first key. */
  readonly rewrapped: number
  /** Accounts with a token that cannot be opened; it stays until they sign in again. */
  readonly damaged: readonly string[]
}

export interface KeyRotationOptions {
  readonly store: Store
  readonly keyring: Keyring
  readonly vault: TokenVault
  readonly audit: AuditTrail
  /** Tokens per transaction. */
  readonly batchSize?: number
  /** Called after each batch with the number of tokens done so far. */
  readonly onProgress?: (done: number) => void
}

/**
 * Moves every token to the first key of the keyring. Can be interrupted and restarted at any time, as each batch is a
 * transaction. Sign-ins may continue meanwhile.
 *
 * Call {@link checkKeyring} first: tokens would look damaged if a key in use were missing.
 */
export async function rotateKeys(options: KeyRotationOptions): Promise<KeyRotation> {
  const { store, keyring, audit, batchSize = 100, onProgress = () => {} } = options
  const damaged: string[] = []
  let rewrapped = 0
  for (let after = ''; ; ) {
    const batch = await tokensUnderOtherKeys(store.db, keyring.first.id, { after, limit: batchSize })
    const last = batch.at(-1)
    if (!last) return { rewrapped, damaged }
    after = last.accountId
    rewrapped += await store.db.transaction().execute(async (db) => {
      const count = await rewrapBatch(db, batch, options.vault, damaged)
      if (count > 0) await audit.record(db, 'rotate', { detail: { key: keyring.first.id, tokens: count } })
      return count
    })
    onProgress(rewrapped)
  }
}

async function rewrapBatch(
  db: Queries,
  batch: readonly StoredToken[],
  vault: TokenVault,
  damaged: string[],
): Promise<number> {
  let count = 0
  for (const stored of batch) {
    try {
      if (await replaceDataKey(db, stored, vault.rewrap(stored))) count++
    } catch (error) {
      if (!(error instanceof SealError)) throw error
      damaged.push(stored.accountId)
    }
  }
  return count
}
