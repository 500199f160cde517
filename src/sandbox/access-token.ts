import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'

/** AniList's tokens last a year. Seconds. */
export const tokenLifetime = 365 * 24 * 3600

export interface AccessTokens {
  issue(userId: number, clientId: string): string
  /** The user of a token that is ours and has not run out. */
  read(token: string): number | undefined
}

/**
 * Signs and reads access tokens: JWTs whose `sub` is the user's id, as AniList's are. The key is made here, so
 * that a token of an earlier run is worth nothing.
 *
 * @param now milliseconds
 */
export function createAccessTokens(now: () => number): AccessTokens {
  const key = randomBytes(32)
  const sign = (text: string) => createHmac('sha256', key).update(text).digest()
  const header = encode({ typ: 'JWT', alg: 'HS256' })

  return {
    issue(userId, clientId) {
      const iat = Math.floor(now() / 1000)
      const claims = {
        aud: clientId,
        jti: randomUUID(),
        iat,
        nbf: iat,
        exp: iat + tokenLifetime,
        sub: String(userId),
        scopes: [],
      }
      const text = `${header}.${encode(claims)}`
      return `${text}.${sign(text).toString('base64url')}`
    },
    read(token) {
      const [head, claims, signature] = token.split('.')
      if (head !== header || claims === undefined || signature === undefined) return undefined
      const [given, right] = [Buffer.from(signature, 'base64url'), sign(`${head}.${claims}`)]
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined
      const { sub, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
        sub: string
        exp: number
      }
      return exp > now() / 1000 ? Number(sub) : undefined
    },
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
