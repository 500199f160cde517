import { createSecretKey, type KeyObject } from 'node:crypto'
import type { StoredToken } from '../../store/anilist-tokens.ts'
import { SealError } from '../account-error.ts'
import { decrypt, encrypt, type RandomBytes } from '../cryptography.ts'
import { type Keyring, type TokenKey, tokenKeyBytes } from './keyring.ts'

/** Where a sealed token belongs. It cannot be opened as if it stood anywhere else. */
export interface SealPlace {
  /** `APP_ENV`. */
  readonly environment: string
  readonly table: string
  readonly column: string
  readonly accountId: string
}

/** A token as a row keeps it. Each has a data key of its own; deleting that leaves nothing that could be opened. */
export interface SealedToken {
  /** The token, under the data key. */
  readonly token: string
  /** The data key, under the key of the keyring that `keyId` names. */
  readonly dataKey: string
  readonly keyId: string
}

/**
 * Seals a token with a new random data key, which the first key of the keyring wraps.
 *
 * @example
 * const place = { environment: 'production', table: 'anilist_token', column: 'token', accountId }
 * openToken(keyring, sealToken(keyring, token, place, randomBytes), place) === token
 */
export function sealToken(
  keyring: Keyring,
  token: string,
  place: SealPlace,
  random: RandomBytes,
): SealedToken {
  const dataKey = createSecretKey(random(tokenKeyBytes))
  return {
    token: encrypt(dataKey, Buffer.from(token), tokenContext(place), random),
    ...wrapKey(keyring.first, dataKey, place, random),
  }
}

/**
 * Opens what {@link sealToken} made for the same place. Only the key that `keyId` names is tried, and nothing but a
 * sealed token is ever taken for one.
 *
 * @throws SealError `sealed-key-unknown` or `sealed-damaged`
 */
export function openToken(keyring: Keyring, sealed: SealedToken, place: SealPlace): string {
  return decrypt(unwrapKey(keyring, sealed, place), sealed.token, tokenContext(place)).toString()
}

/**
 * Wraps the data key anew with the first key of the keyring. The token itself stays as it is, after a proof that it opens.
 *
 * @throws SealError as {@link openToken}
 */
export function rewrapToken(
  keyring: Keyring,
  sealed: SealedToken,
  place: SealPlace,
  random: RandomBytes,
): SealedToken {
  const dataKey = unwrapKey(keyring, sealed, place)
  decrypt(dataKey, sealed.token, tokenContext(place))
  return { token: sealed.token, ...wrapKey(keyring.first, dataKey, place, random) }
}

function wrapKey(
  { id, secret }: TokenKey,
  dataKey: KeyObject,
  place: SealPlace,
  random: RandomBytes,
): Pick<SealedToken, 'dataKey' | 'keyId'> {
  return { dataKey: encrypt(secret, dataKey.export(), keyContext(place, id), random), keyId: id }
}

function unwrapKey(keyring: Keyring, { dataKey, keyId }: SealedToken, place: SealPlace): KeyObject {
  const key = keyring.keys.get(keyId)
  if (!key) throw new SealError('sealed-key-unknown', { detail: keyId })
  const bytes = decrypt(key.secret, dataKey, keyContext(place, keyId))
  if (bytes.length !== tokenKeyBytes) throw new SealError('sealed-damaged')
  return createSecretKey(bytes)
}

/** JSON keeps the parts apart: no two places have the same context. */
function tokenContext({ environment, table, column, accountId }: SealPlace): string {
  return JSON.stringify(['token', environment, table, column, accountId])
}

/** With the key's id, which the token's own context leaves out, so that rewrapping need not touch the token. */
function keyContext({ environment, table, column, accountId }: SealPlace, keyId: string): string {
  return JSON.stringify(['data key', environment, table, column, accountId, keyId])
}

/** Seals and opens the AniList tokens of this instance: the keyring and the place where they belong. */
export interface TokenVault {
  seal(accountId: string, token: string): SealedToken
  /** @throws SealError `sealed-key-unknown` or `sealed-damaged` */
  open(stored: StoredToken): string
  /** @throws SealError as `open` */
  rewrap(stored: StoredToken): SealedToken
}

/** @param environment `APP_ENV`: what one environment sealed, no other opens, even with the same key */
export function createTokenVault(options: {
  readonly keyring: Keyring
  readonly environment: string
  readonly random: RandomBytes
}): TokenVault {
  const { keyring, environment, random } = options
  const placeOf = (accountId: string): SealPlace => ({
    environment,
    table: 'anilist_token',
    column: 'token',
    accountId,
  })
  return {
    seal: (accountId, token) => sealToken(keyring, token, placeOf(accountId), random),
    open: (stored) => openToken(keyring, stored, placeOf(stored.accountId)),
    rewrap: (stored) => rewrapToken(keyring, stored, placeOf(stored.accountId), random),
  }
}
