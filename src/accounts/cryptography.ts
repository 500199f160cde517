import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { SealError } from './account-error.ts'

/** Gives so many random bytes. */
export type RandomBytes = (count: number) => Buffer

const ivBytes = 12
const tagBytes = 16
const algorithm = 'aes-256-gcm'

/**
 * Encrypts with AES-256-GCM under a random 96-bit IV. The context is not in the result: whoever decrypts has to
 * know it, so that a value copied to another place is worthless there.
 *
 * @returns IV, ciphertext and tag as base64url
 */
export function encrypt(key: KeyObject, plain: Buffer, context: string, random: RandomBytes): string {
  const iv = random(ivBytes)
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(context))
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/**
 * Decrypts what {@link encrypt} made under the same key and context.
 *
 * @throws SealError `sealed-damaged` for everything else. It does not say which part was wrong.
 */
export function decrypt(key: KeyObject, sealed: string, context: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url')
  // Node skips characters and surplus bits that are no base64url; two texts would stand for one value.
  if (bytes.toString('base64url') !== sealed || bytes.length < ivBytes + tagBytes)
    throw new SealError('sealed-damaged')
  const body = bytes.subarray(ivBytes, -tagBytes)
  // Without `authTagLength` Node takes a tag of four bytes, which can be guessed.
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(body), decipher.final()])
  } catch (cause) {
    throw new SealError('sealed-damaged', { cause })
  }
}

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
