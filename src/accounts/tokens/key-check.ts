import { addTokenKey, deleteTokenKey, listTokenKeys } from '../../store/anilist-tokens.ts'
import type { Queries } from '../../store/schema.ts'
import type { Store } from '../../store/store.ts'
import { isForeignKeyViolation } from '../../store/store-error.ts'
import { SealError } from '../account-error.ts'
import { decrypt, encrypt, type RandomBytes } from '../cryptography.ts'
import type { Keyring, TokenKey } from './keyring.ts'

export interface KeyCheckOptions {
  readonly store: Store
  readonly keyring: Keyring
  /** `APP_ENV`. */
  readonly environment: string
  readonly random: RandomBytes
  /** Epoch milliseconds. */
  readonly now: () => number
}

/**
 * Checks at startup that the keyring belongs to this database: each key must open the proof that was sealed when the
 * database first saw it. New keys are added if a known one is present, and keys missing from the keyring are forgotten
 * if no token needs them.
 *
 * @throws SealError `token-keys-foreign`, `token-key-wrong` or `token-key-in-use`, without changes
 */
export async function checkKeyring(options: KeyCheckOptions): Promise<void> {
  await options.store.db.transaction().execute((db) => checkWithin(db, options))
}

async function checkWithin(
  db: Queries,
  { keyring, environment, random, now }: KeyCheckOptions,
): Promise<void> {
  const met = await listTokenKeys(db)
  if (met.length > 0 && !met.some(({ id }) => keyring.keys.has(id))) throw new SealError('token-keys-foreign')
  for (const key of keyring.keys.values()) {
    await addTokenKey(db, { id: key.id, proof: proofOf(key, environment, random), createdAt: now() })
  }
  // Read again, as another process may have just added a different key of this name.
  for (const { id, proof, inUse } of await listTokenKeys(db)) {
    const key = keyring.keys.get(id)
    if (key && !fits(key, proof, environment)) throw new SealError('token-key-wrong', { detail: id })
    if (!key) await retire(db, id, inUse)
  }
}

async function retire(db: Queries, id: string, inUse: boolean): Promise<void> {
  if (inUse) throw new SealError('token-key-in-use', { detail: id })
  try {
    await deleteTokenKey(db, id)
  } catch (cause) {
    // Another process has just sealed a token with it.
    if (isForeignKeyViolation(cause)) throw new SealError('token-key-in-use', { detail: id, cause })
    throw cause
  }
}

function proofOf({ id, secret }: TokenKey, environment: string, random: RandomBytes): string {
  return encrypt(secret, Buffer.from(id), contextOf(id, environment), random)
}

function fits({ id, secret }: TokenKey, proof: string, environment: string): boolean {
  try {
    decrypt(secret, proof, contextOf(id, environment))
    return true
  } catch (error) {
    if (error instanceof SealError) return false
    throw error
  }
}

function contextOf(id: string, environment: string): string {
  return JSON.stringify(['key check', environment, id])
}
