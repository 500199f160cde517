import { timingSafeEqual } from 'node:crypto'
import { deriveKey, keyedHash } from '../derived-keys.ts'
import type { RandomBytes } from '../tokens/aes-gcm.ts'

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
