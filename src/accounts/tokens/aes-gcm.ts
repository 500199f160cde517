import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto'
import { SealError } from './seal-error.ts'

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
