import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

/** What `SECRET_KEY` serves. Each purpose has a key of its own, so that what one makes is nothing to another. */
export type KeyPurpose =
  | 'audit origin'
  | 'csrf token'
  | 'refresh token'
  | 'refresh token successor'
  | 'sign-in state'

/**
 * Derives the key of a purpose from SECRET_KEY by HKDF (RFC 5869). A new SECRET_KEY gives new keys: everybody has to
 * sign in again, and nothing else is lost.
 */
export function deriveKey(secretKey: string, purpose: KeyPurpose): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secretKey, 'sequel-finder', purpose, 32)))
}

/**
 * A keyed hash (HMAC-SHA-256, as base64url). Enough for what is random: whoever reads the database can neither
 * use it nor try guesses without the key.
 */
export function keyedHash(key: KeyObject, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url')
}
