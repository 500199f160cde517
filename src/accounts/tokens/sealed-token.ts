import { createSecretKey, type KeyObject } from 'node:crypto'
import type { StoredToken } from '../../store/anilist-tokens.ts'
import { SealError } from '../account-error.ts'
import { decrypt, encrypt, type RandomBytes } from '../cryptography.ts'
import { type Keyring, tokenKeyBytes } from './keyring.ts'

/** A sealed token as stored. Each has its own data key; without it the token cannot be opened. */
export interface SealedToken {
  /** The token, encrypted with the data key. */
  readonly token: string
  /** The data key, encrypted with the keyring's key `keyId`. */
  readonly dataKey: string
  readonly keyId: string
}

type OwnedToken = SealedToken & Pick<StoredToken, 'accountId'>

/** Seals and opens AniList tokens. A sealed token cannot be opened for another account. */
export interface TokenVault {
  /** Seals a token with a new random data key, wrapped by the first key of the keyring. */
  seal(accountId: string, token: string): SealedToken
  /**
   * Opens a token sealed for the same account, trying only the key `keyId`.
   *
   * @throws SealError `sealed-key-unknown` or `sealed-damaged`
   */
  open(stored: OwnedToken): string
  /**
   * Wraps the data key with the first key of the keyring, after checking that the token opens. The token itself does
   * not change.
   *
   * @throws SealError like `open`
   */
  rewrap(stored: OwnedToken): SealedToken
}

/**
 * @param options.environment `APP_ENV`: a token sealed in one environment cannot be opened in another, even with the
 * same key
 * @example
 * const vault = createTokenVault({ keyring, environment: 'production', random: randomBytes })
 * vault.open({ ...vault.seal(accountId, token), accountId }) === token
 */
export function createTokenVault(options: {
  readonly keyring: Keyring
  readonly environment: string
  readonly random: RandomBytes
}): TokenVault {
  const { keyring, environment, random } = options

  function wrapKey(dataKey: KeyObject, accountId: string): Pick<SealedToken, 'dataKey' | 'keyId'> {
    const { id, secret } = keyring.first
    const context = keyContext({ environment, accountId }, id)
    return { dataKey: encrypt(secret, dataKey.export(), context, random), keyId: id }
  }

  function unwrapKey({ dataKey, keyId, accountId }: OwnedToken): KeyObject {
    const key = keyring.keys.get(keyId)
    if (!key) throw new SealError('sealed-key-unknown', { detail: keyId })
    const bytes = decrypt(key.secret, dataKey, keyContext({ environment, accountId }, keyId))
    if (bytes.length !== tokenKeyBytes) throw new SealError('sealed-damaged')
    return createSecretKey(bytes)
  }

  return {
    seal(accountId, token) {
      const dataKey = createSecretKey(random(tokenKeyBytes))
      const context = tokenContext({ environment, accountId })
      return {
        token: encrypt(dataKey, Buffer.from(token), context, random),
        ...wrapKey(dataKey, accountId),
      }
    },
    open(stored) {
      const { token, accountId } = stored
      return decrypt(unwrapKey(stored), token, tokenContext({ environment, accountId })).toString()
    },
    rewrap(stored) {
      const { token, accountId } = stored
      const dataKey = unwrapKey(stored)
      decrypt(dataKey, token, tokenContext({ environment, accountId }))
      return { token, ...wrapKey(dataKey, accountId) }
    },
  }
}

interface SealPlace {
  readonly environment: string
  readonly accountId: string
}

/** Environment, table, column and account, as JSON so that no two places have the same context. */
function tokenContext({ environment, accountId }: SealPlace): string {
  return JSON.stringify(['token', environment, 'anilist_token', 'token', accountId])
}

/** Includes the key id, unlike the token's own context, so that rewrapping does not change the token. */
function keyContext({ environment, accountId }: SealPlace, keyId: string): string {
  return JSON.stringify(['data key', environment, 'anilist_token', 'token', accountId, keyId])
}
