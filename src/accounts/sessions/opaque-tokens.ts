import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import { deriveKey, keyedHash, type RandomBytes } from '../cryptography.ts'

/** Opaque 256-bit refresh tokens. The database only has keyed hashes of them. */
export interface RefreshTokens {
  /** Makes the first token of a session. */
  make(): string
  /** Makes the salt for the next token. */
  makeSalt(): string
  /**
   * Derives a token's successor from the token, a random salt and a server key. So a repeated request gets the same
   * answer though no token is stored, and none of the three alone reveals it.
   */
  successorOf(token: string, salt: string): string
  hash(token: string): string
}

const tokenBytes = 32
const wellFormed = /^[\w-]{43}$/

/** Whether a text has the form of a refresh token. */
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

/** Tokens that prove that a write comes from our page: only our page can read one and send it as a header. */
export interface CsrfTokens {
  /** Makes a new one each time; all are valid in every tab, as long as the session. */
  make(sessionId: string): string
  check(sessionId: string, token: string): boolean
}

const saltBytes = 16

/** Bound to the session by a keyed hash, so nothing is stored. The salt protects against compression attacks. */
export function createCsrfTokens(secretKey: string, random: RandomBytes): CsrfTokens {
  const key = deriveKey(secretKey, 'csrf token')
  const sign = (sessionId: string, salt: string) => `${salt}.${keyedHash(key, `${salt}.${sessionId}`)}`
  return {
    make: (sessionId) => sign(sessionId, random(saltBytes).toString('base64url')),
    check(sessionId, token) {
      const given = Buffer.from(token)
      const right = Buffer.from(sign(sessionId, token.split('.', 1)[0] ?? ''))
      return given.length === right.length && timingSafeEqual(given, right)
    },
  }
}
