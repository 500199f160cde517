import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto'
import { deriveKey, keyedHash, type RandomBytes } from '../cryptography.ts'

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

/** Tokens by which a browser shows that a write comes from our page: only that can read one and send it in a header. */
export interface CsrfTokens {
  /** A new one each time, and all are good as long as the session is, in every tab. */
  make(sessionId: string): string
  check(sessionId: string, token: string): boolean
}

const saltBytes = 16

/** Bound to the session by a keyed hash, so that there is nothing to keep. The salt hides it from attacks on compression. */
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
