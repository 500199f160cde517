import { createHash, createSecretKey, type KeyObject } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import { ConfigError } from '../../config/errors.ts'
import { AccountError } from '../account-error.ts'

/** Whom an access token speaks for. */
export interface AccessClaims {
  readonly accountId: string
  readonly sessionId: string
}

export interface AccessToken {
  readonly token: string
  /** Epoch milliseconds, at a whole second. */
  readonly expiresAt: number
}

export interface AccessTokens {
  /** @param expiresBefore epoch milliseconds: the end of the session, which the token must not outlive */
  sign(claims: AccessClaims, expiresBefore: number): Promise<AccessToken>
  /**
   * Whether the session still lives is not known here.
   *
   * @throws AccountError `access-token-expired` for one that was good once, `access-token-invalid` for all else
   */
  verify(token: string): Promise<AccessClaims>
}

export interface AccessTokenOptions {
  /** The values of JWT_SECRET_KEY. The first signs, all verify, so that a key can be changed without signing anyone out. */
  readonly keys: readonly string[]
  /** `PUBLIC_URL`: who issues tokens, and who alone accepts them. */
  readonly publicUrl: string
  /** `ACCESS_TOKEN_EXPIRE_MINUTES`. */
  readonly expireMinutes: number
  /** Epoch milliseconds. */
  readonly now: () => number
}

/** RFC 7518, section 3.2: an HMAC key is as long as the hash. The library would take any. */
const leastKeyBytes = 32
/** The library skips what is no base64url. A token has one spelling, and ours are half as long as this. */
const wellFormed = /^(?=.{1,1024}$)[\w-]+\.[\w-]+\.[\w-]{43}$/
const algorithm = 'HS256'
/** RFC 9068: so that no other JWT, made with the same key for another purpose, passes for an access token. */
const type = 'at+jwt'

/**
 * Makes and reads access tokens: JWTs with HS256 and nothing else (RFC 8725). A token names its key (`kid`), and only
 * that key is tried; keys, addresses or certificates that a token brings along are never looked at.
 *
 * @throws ConfigError when a key is shorter than 32 bytes
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
        // Also for tokens from before the lifetime was shortened.
        maxTokenAge: expireMinutes * 60,
        // Instances that share a database need not have the very same time.
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

/** A name that follows from the key: nothing to configure, and nothing to learn the key from. */
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
