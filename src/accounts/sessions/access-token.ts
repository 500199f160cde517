import { createHash, createSecretKey, type KeyObject } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { ConfigError } from '../../config/errors.ts'
import { AccountError } from '../account-error.ts'

/** The account and session that an access token belongs to. */
export interface AccessClaims {
  readonly accountId: string
  readonly sessionId: string
}

export interface AccessToken {
  readonly token: string
  /** Epoch milliseconds, rounded down to a second. */
  readonly expiresAt: number
}

export interface AccessTokens {
  /** @param expiresBefore epoch milliseconds: the end of the session, which the token must not outlive */
  sign(claims: AccessClaims, expiresBefore: number): Promise<AccessToken>
  /**
   * Does not check whether the session still exists.
   *
   * @throws AccountError `access-token-expired` for an expired token, otherwise `access-token-invalid`
   */
  verify(token: string): Promise<AccessClaims>
}

export interface AccessTokenOptions {
  /** The values of JWT_SECRET_KEY. The first signs, all verify, so a key can be replaced without signing anyone out. */
  readonly keys: readonly string[]
  /** `PUBLIC_URL`: the tokens' issuer and audience. */
  readonly publicUrl: string
  /** `ACCESS_TOKEN_EXPIRE_MINUTES`. */
  readonly expireMinutes: number
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** RFC 7518, section 3.2: an HMAC key must be as long as the hash. The library accepts any length. */
const leastKeyBytes = 32
/** The library skips characters outside base64url, but a token must have one spelling. Ours are half this long. */
const wellFormed = /^(?=.{1,1024}$)[\w-]+\.[\w-]+\.[\w-]{43}$/
const algorithm = 'HS256'
/** RFC 9068: prevents other JWTs made with the same key from passing as access tokens. */
const type = 'at+jwt'

/**
 * Signs and verifies access tokens: JWTs with HS256 only (RFC 8725). A token names its key (`kid`), and only that key
 * is tried; keys, addresses and certificates inside a token are ignored.
 *
 * @throws ConfigError if a key is shorter than 32 bytes
 */
export function createAccessTokens(options: AccessTokenOptions): AccessTokens {
  const { keys, publicUrl, expireMinutes, now } = options
  const ring = new Map(keys.map((text) => [keyIdOf(text), signingKey(text)]))
  const [first] = ring
  if (!first) throw new ConfigError(['JWT_SECRET_KEY is empty. Generate one with `keys generate`.'])
  const [kid, key] = first
  const audience = `${publicUrl}/api`
  const whole = (ms: number) => Math.floor(ms / 1000)

  async function sign({ accountId, sessionId }: AccessClaims, expiresBefore: number): Promise<AccessToken> {
    const issued = whole(now())
    const expires = Math.min(issued + expireMinutes * 60, whole(expiresBefore))
    const token = await new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: algorithm, typ: type, kid })
      .setIssuer(publicUrl)
      .setAudience(audience)
      .setSubject(accountId)
      .setIssuedAt(issued)
      .setNotBefore(issued)
      .setExpirationTime(expires)
      .sign(key)
    return { token, expiresAt: expires * 1000 }
  }

  async function verify(token: string): Promise<AccessClaims> {
    if (!wellFormed.test(token)) throw new AccountError('access-token-invalid')
    try {
      const { payload } = await jwtVerify(token, ({ kid }) => keyNamed(ring, kid), {
        algorithms: [algorithm],
        typ: type,
        issuer: publicUrl,
        audience,
        requiredClaims: ['exp', 'nbf', 'iat', 'sub', 'sid'],
        currentDate: new Date(now()),
        // Also limits tokens from before the lifetime was shortened.
        maxTokenAge: expireMinutes * 60,
        // Clocks of instances that share a database may differ slightly.
        clockTolerance: clockToleranceSeconds,
      })
      return { accountId: textOf(payload.sub), sessionId: textOf(payload.sid) }
    } catch (cause) {
      const expired = cause instanceof errors.JWTExpired
      throw new AccountError(expired ? 'access-token-expired' : 'access-token-invalid', { cause })
    }
  }

  return { sign, verify }
}

const clockToleranceSeconds = 5

/** Derived from the key, so it needs no configuration, and does not reveal the key. */
function keyIdOf(text: string): string {
  return createHash('sha256').update('key id of ').update(text).digest('base64url').slice(0, 11)
}

function signingKey(text: string): KeyObject {
  const bytes = Buffer.from(text)
  if (bytes.length < leastKeyBytes)
    throw new ConfigError([
      `JWT_SECRET_KEY contains a key shorter than ${leastKeyBytes} bytes. Generate one with \`keys generate\`.`,
    ])
  return createSecretKey(bytes)
}

function keyNamed(ring: ReadonlyMap<string, KeyObject>, kid: string | undefined): KeyObject {
  const key = ring.get(kid ?? '')
  if (!key) throw new Error('no key of this name')
  return key
}

function textOf(claim: unknown): string {
  if (typeof claim === 'string' && claim !== '') return claim
  throw new Error('a claim is not text')
}
