import { createHmac } from 'node:crypto'
import fc from 'fast-check'

/** What an attacker changes in a valid token: its header, its claims, or the key that signs it. */
export interface Forgery {
  readonly header?: object
  readonly payload?: object
  readonly key?: string | Buffer
  readonly hash?: string
}

/** Makes tokens from a valid one and its key, by HMAC, as an attacker or the server itself would. */
export function forgerOf(token: string, rightKey: string): (forgery: Forgery) => string {
  const [header, payload] = token.split('.').slice(0, 2).map(decodePart)
  return ({ key = rightKey, hash = 'sha256', ...changed }) => {
    const signed = `${encodePart({ ...header, ...changed.header })}.${encodePart({ ...payload, ...changed.payload })}`
    return `${signed}.${createHmac(hash, key).update(signed).digest('base64url')}`
  }
}

export function encodePart(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

export function decodePart(part: string | undefined) {
  return JSON.parse(Buffer.from(part ?? '', 'base64url').toString())
}

/** One thing that is wrong, of any kind. `now` is epoch milliseconds. */
export function forgeries(now: number): fc.Arbitrary<Forgery> {
  const seconds = Math.floor(now / 1000)
  const claims = ['iss', 'aud', 'exp', 'nbf', 'iat', 'sub', 'sid']
  return fc.oneof(
    fc
      .constantFrom('none', 'HS384', 'HS512', 'RS256', 'PS256', 'EdDSA', 'hs256')
      .map((alg) => ({ header: { alg } })),
    fc.string({ minLength: 1 }).map((kid) => ({ header: { kid: `x${kid}` } })),
    fc.uint8Array({ minLength: 1, maxLength: 64 }).map((bytes) => ({ key: Buffer.from(bytes) })),
    fc.integer({ min: 6, max: 10 ** 9 }).map((late) => ({ payload: { exp: seconds - late } })),
    fc.integer({ min: 6, max: 10 ** 9 }).map((early) => ({ payload: { nbf: seconds + early } })),
    fc
      .tuple(fc.constantFrom(...claims), fc.constantFrom(undefined, null, '', [], {}))
      .map(([claim, value]) => ({ payload: { [claim]: value } })),
    fc.webUrl().map((iss) => ({ payload: { iss: `${iss}/` } })),
  )
}
