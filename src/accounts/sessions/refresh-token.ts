import { createHmac, type KeyObject } from 'node:crypto'
import { deriveKey, keyedHash } from '../derived-keys.ts'
import type { RandomBytes } from '../tokens/aes-gcm.ts'

/** Opaque refresh tokens of 256 bits, of which the database knows only a keyed hash. */
export interface RefreshTokens {
  /** The first of a session. */
  make(): string
  /** What the next one is made with, beside the one before it. */
  makeSalt(): string
  /**
   * The token that takes the place of another. It follows from that token, a random salt and a key of the server, so
   * that whoever asks twice gets the same answer though no token was kept; none of the three gives it away by itself.
   */
  successorOf(token: string, salt: string): string
  hash(token: string): string
}

const tokenBytes = 32
const wellFormed = /^[\w-]{43}$/

/** Whether a text can be a refresh token at all. */
export function isRefreshToken(text: string): boolean {
  return wellFormed.test(text)
}

export function createRefreshTokens(secretKey: string, random: RandomBytes): RefreshTokens {
  const hashKey = deriveKey(secretKey, 'refresh token')
  const successorKey: KeyObject = deriveKey(secretKey, 'refresh token successor')
  const make = () => random(tokenBytes).toString('base64url')
  return {
    make,
    makeSalt: make,
    successorOf: (token, salt) =>
      createHmac('sha256', successorKey).update(salt).update('.').update(token).digest('base64url'),
    hash: (token) => keyedHash(hashKey, token),
  }
}
