import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { SealError } from './account-error.ts'

/** Returns `count` random bytes. */
export type RandomBytes = (count: number) => Buffer

const ivBytes = 12
const tagBytes = 16
const algorithm = 'aes-256-gcm'

/**
 * Encrypts with AES-256-GCM under a random 96-bit IV. The context is authenticated but not stored, so a value copied
 * to another place cannot be decrypted there.
 *
 * @returns IV, ciphertext and tag as base64url
 */
export function encrypt(key: KeyObject, plain: Buffer, context: string, random: RandomBytes): string {
  const iv = random(ivBytes)
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(context))
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url')
}

/**
 * Decrypts a value that {@link encrypt} made with the same key and context.
 *
 * @throws SealError `sealed-damaged` otherwise, without saying which part was wrong
 */
export function decrypt(key: KeyObject, sealed: string, context: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url')
  // Node skips invalid characters and surplus bits, so several texts could stand for one value.
  if (bytes.toString('base64url') !== sealed || bytes.length < ivBytes + tagBytes)
    throw new SealError('sealed-damaged')
  const body = bytes.subarray(ivBytes, -tagBytes)
  // Without `authTagLength` Node accepts a tag of four bytes, which can be guessed.
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
    .setAAD(Buffer.from(context))
    .setAuthTag(bytes.subarray(-tagBytes))
  try {
    return Buffer.concat([decipher.update(body), decipher.final()])
  } catch (cause) {
    throw new SealError('sealed-damaged', { cause })
  }
}

/** The uses of `SECRET_KEY`. Each has a key of its own, so that a value made for one is invalid for the others. */
export type KeyPurpose =
  | 'audit origin'
  | 'csrf token'
  | 'refresh token'
  | 'refresh token successor'
  | 'sign-in state'

/** Derives a purpose's key by HKDF (RFC 5869). A change of SECRET_KEY signs everyone out, but loses nothing else. */
export function deriveKey(secretKey: string, purpose: KeyPurpose): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secretKey, 'sequel-finder', purpose, 32)))
}

/** HMAC-SHA-256 as base64url. Enough for random values: without the key, guesses cannot be tested. */
export function keyedHash(key: KeyObject, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url')
}
