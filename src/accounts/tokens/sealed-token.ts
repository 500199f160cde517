import { createSecretKey, type KeyObject } from 'node:crypto'
import type { StoredToken } from '../../store/anilist-tokens.ts'
import { SealError } from '../account-error.ts'
import { decrypt, encrypt, type RandomBytes } from '../cryptography.ts'
import { type Keyring, tokenKeyBytes } from './keyring.ts'

/** A token as a row keeps it. Each has a data key of its own; deleting that leaves nothing that could be opened. */
export interface SealedToken {
  /** The token, under the data key. */
  readonly token: string
  /** The data key, under the key of the keyring that `keyId` names. */
  readonly dataKey: string
  readonly keyId: string
}

type OwnedToken = SealedToken & Pick<StoredToken, 'accountId'>

/** Seals and opens the AniList tokens of this instance. A sealed token cannot be opened as if it were another account's. */
export interface TokenVault {
  /** Seals a token with a new random data key, which the first key of the keyring wraps. */
  seal(accountId: string, token: string): SealedToken
  /**
   * Opens what `seal` made for the same account. Only the key that `keyId` names is tried, and nothing but a sealed token
   * is ever taken for one.
   *
   * @throws SealError `sealed-key-unknown` or `sealed-damaged`
   */
  open(stored: OwnedToken): string
  /**
   * Wraps the data key anew with the first key of the keyring. The token itself stays as it is, after a proof that it opens.
   *
   * @throws SealError as `open`
   */
  rewrap(stored: OwnedToken): SealedToken
}

/**
 * @param options.environment `APP_ENV`: what one environment sealed, no other opens, even with the same key
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

/** Environment, table, column and account. JSON keeps the parts apart: no two places have the same context. */
function tokenContext({ environment, accountId }: SealPlace): string {
  return JSON.stringify(['token', environment, 'anilist_token', 'token', accountId])
}

/** With the key's id, which the token's own context leaves out, so that rewrapping need not touch the token. */
function keyContext({ environment, accountId }: SealPlace, keyId: string): string {
  return JSON.stringify(['data key', environment, 'anilist_token', 'token', accountId, keyId])
}
