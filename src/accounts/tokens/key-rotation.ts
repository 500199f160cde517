import { replaceDataKey, type StoredToken, tokensUnderOtherKeys } from '../../store/anilist-tokens.ts'
import type { Queries } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { SealError } from '../account-error.ts'
import type { AuditTrail } from '../audit-trail.ts'
import type { Keyring } from './keyring.ts'
import type { TokenVault } from './sealed-token.ts'

export interface KeyRotation {
  /** How many tokens were brought under the first key. */
  readonly rewrapped: number
  /** The accounts whose token cannot be opened. It stays as it is until they sign in again. */
  readonly damaged: readonly string[]
}

export interface KeyRotationOptions {
  readonly store: Store
  readonly keyring: Keyring
  readonly vault: TokenVault
  readonly audit: AuditTrail
  /** How many tokens one transaction rewraps. */
  readonly batchSize?: number
  /** Called after each batch with how many tokens were done so far. */
  readonly onProgress?: (done: number) => void
}

/**
 * Brings every token under the first key of the keyring. It may be cut off at any moment and started again: each batch
 * is whole or not done, and what is done is not done twice. Sign-ins may go on meanwhile.
 *
 * Check the keyring first, see {@link checkKeyring}: without a key that is in use its tokens would look damaged.
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
