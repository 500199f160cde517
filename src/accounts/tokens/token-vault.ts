import type { StoredToken } from '../../store/anilist-tokens.ts'
import type { RandomBytes } from './aes-gcm.ts'
import type { Keyring } from './keyring.ts'
import { openToken, rewrapToken, type SealedToken, type SealPlace, sealToken } from './sealed-token.ts'

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
