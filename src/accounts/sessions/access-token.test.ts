import { createSign, generateKeyPairSync, type KeyObject, randomBytes, sign as signWith } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodePart, encodePart, forgeries, forgerOf } from '../../../test/accounts/forged-tokens.ts'
import { createAccessTokens } from './access-token.ts'

const noon = Date.UTC(2026, 10, 24, 12)
const publicUrl = 'https://sequels.example'
const [key, olderKey, strangeKey] = ['1'.repeat(32), '2'.repeat(32), '3'.repeat(32)] as const
const keys = [key, olderKey]

function tokensAt(time: number, options: { keys?: readonly string[]; publicUrl?: string } = {}) {
  return createAccessTokens({ keys, publicUrl, expireMinutes: 15, now: () => time, ...options })
}

const claims = { accountId: 'ada', sessionId: 's1' }
const { token } = await tokensAt(noon).sign(claims, Infinity)
const [header, payload] = token.split('.').slice(0, 2).map(decodePart)
const forge = forgerOf(token, key)

const codeOf = (text: string, time = noon) =>
  tokensAt(time)
    .verify(text)
    .then(
      () => 'accepted',
      ({ code }) => code,
    )

describe('policy: JWT HS256 with typ, iss, aud, exp, nbf, sid, kid', () => {
  test('a token says whom it speaks for, and for how long', async () => {
    expect(await tokensAt(noon).verify(token)).toEqual(claims)
    expect(header).toEqual({ alg: 'HS256', typ: 'at+jwt', kid: expect.stringMatching(/^[\w-]{11}$/) })
    expect(payload).toEqual({
      iss: publicUrl,
      aud: `${publicUrl}/api`,
      sub: 'ada',
      sid: 's1',
      iat: noon / 1000,
      nbf: noon / 1000,
      exp: noon / 1000 + 15 * 60,
    })
  })

  test('the forgery of these tests is right where nothing is changed', async () => {
    expect(await codeOf(forge({}))).toBe('accepted')
  })

  test.each([
    ['is good to its last second', 15 * 60 - 1, 'accepted'],
    ['is good for a clock that is a little ahead', 15 * 60 + 4, 'accepted'],
    ['has expired after that', 15 * 60 + 5, 'access-token-expired'],
    ['has expired a year later', 365 * 86_400, 'access-token-expired'],
    ['is good for a clock that is a little behind', -5, 'accepted'],
    ['is not good before its time', -6, 'access-token-invalid'],
  ])('it %s', async (_, seconds, outcome) => {
    expect(await codeOf(token, noon + seconds * 1000)).toBe(outcome)
  })

  test('it does not outlive its session', async () => {
    const short = await tokensAt(noon).sign(claims, noon + 60_999)
    expect(short.expiresAt).toBe(noon + 60_000)
    expect(await codeOf(short.token, noon + 66_000)).toBe('access-token-expired')
  })

  test('a lifetime that was shortened holds for older tokens too', async () => {
    const long = forge({ payload: { exp: noon / 1000 + 604_800 } })
    expect(await codeOf(long, noon + 14 * 60_000)).toBe('accepted')
    expect(await codeOf(long, noon + 16 * 60_000)).toBe('access-token-expired')
  })
})

describe('policy: key rotation', () => {
  test('the first key signs; a token of the next one is still good', async () => {
    const before = await tokensAt(noon, { keys: keys.slice(1) }).sign(claims, Infinity)
    expect(await codeOf(before.token)).toBe('accepted')
    expect(decodePart(before.token.split('.')[0]).kid).not.toBe(header.kid)
  })

  test('a key that is gone takes its tokens along', async () => {
    const after = tokensAt(noon, { keys: keys.slice(1) })
    await expect(after.verify(token)).rejects.toMatchObject({ code: 'access-token-invalid' })
  })

  test.each([
    ['8 bytes, which the library would take', '12345678'],
    ['31 bytes', 'x'.repeat(31)],
    ['nothing', ''],
  ])('a key of %s is refused at start', (_, short) => {
    const make = () => createAccessTokens({ keys: [key, short], publicUrl, expireMinutes: 15, now: Date.now })
    expect(make).toThrow(expect.objectContaining({ code: 'config-invalid' }))
    expect(make).toThrow(/^JWT_SECRET_KEY/)
  })

  test('no key at all is refused at start', () => {
    expect(() => tokensAt(noon, { keys: [] })).toThrow(/^JWT_SECRET_KEY/)
  })
})

describe('policy: JWT HS256: forged tokens', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' })
  const unsigned = (alg: string) => `${encodePart({ ...header, alg })}.${encodePart(payload)}.`

  function asymmetric(alg: string, more: object, privateKey: KeyObject): string {
    const signed = `${encodePart({ ...header, alg, ...more })}.${encodePart(payload)}`
    const signature =
      alg === 'RS256'
        ? createSign('sha256').update(signed).sign(privateKey)
        : signWith('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' })
    return `${signed}.${signature.toString('base64url')}`
  }

  test.each([
    ['alg none', unsigned('none')],
    ['alg None', unsigned('None')],
    ['alg none with the old signature', unsigned('none') + token.split('.')[2]],
    ['no alg', forge({ header: { alg: undefined } })],
    ['no signature', token.slice(0, token.lastIndexOf('.') + 1)],
    ['HS384 with the right key', forge({ header: { alg: 'HS384' }, hash: 'sha384' })],
    ['HS512 with the right key', forge({ header: { alg: 'HS512' }, hash: 'sha512' })],
    ['RS256 with a key of its own', asymmetric('RS256', {}, rsa.privateKey)],
    [
      'RS256 that brings its key',
      asymmetric('RS256', { jwk: rsa.publicKey.export({ format: 'jwk' }) }, rsa.privateKey),
    ],
    ['ES256 with a key of its own', asymmetric('ES256', {}, ec.privateKey)],
    ['HS256 with a public key as the secret', forge({ key: pem.toString() })],
    ['another key', forge({ key: strangeKey })],
    ['an empty key', forge({ key: '' })],
    ['the name of the key as the key', forge({ key: header.kid })],
    ['the other key of the ring, under the name of the first', forge({ key: olderKey })],
    ['no key name', forge({ header: { kid: undefined } })],
    ['an unknown key name', forge({ header: { kid: 'k1' } })],
    ['an empty key name', forge({ header: { kid: '' } })],
    ['a key name that is a path', forge({ header: { kid: '../../dev/null' }, key: '' })],
    ['a key name that is a query', forge({ header: { kid: "' or 1=1 --" } })],
    ['a key name of Object', forge({ header: { kid: '__proto__' } })],
    ['a key name that is no text', forge({ header: { kid: [header.kid] } })],
    ['a key at an address', forge({ header: { jku: 'https://evil.example/keys' }, key: strangeKey })],
    ['a key in the header', forge({ header: { jwk: { kty: 'oct', k: 'AAAA' } }, key: Buffer.alloc(3) })],
    ['an extension that must be understood', forge({ header: { crit: ['b64'], b64: false } })],
    ['no typ', forge({ header: { typ: undefined } })],
    ['the typ of any JWT', forge({ header: { typ: 'JWT' } })],
    ['the typ of a refresh token', forge({ header: { typ: 'rt+jwt' } })],
    ['another issuer', forge({ payload: { iss: 'https://evil.example' } })],
    ['an issuer that begins alike', forge({ payload: { iss: `${publicUrl}.evil.example` } })],
    ['another audience', forge({ payload: { aud: 'https://other.example/api' } })],
    ['a time to expire that is text', forge({ payload: { exp: '9999999999' } })],
    ['a time to begin far ahead', forge({ payload: { nbf: noon / 1000 + 3600 } })],
    ['a time of issue far ahead', forge({ payload: { iat: noon / 1000 + 3600 } })],
    ['a subject that is no text', forge({ payload: { sub: { $ne: '' } } })],
    ['a session that is no text', forge({ payload: { sid: ['s1'] } })],
    ['an empty session', forge({ payload: { sid: '' } })],
    ['claims that are a list', `${encodePart(header)}.${encodePart([payload])}.x`],
    ['an encrypted token', `${token}.x.y`],
    ['two tokens', `${token}.${token}`],
    ['a space before', ` ${token}`],
    ['a line break behind', `${token}\n`],
    ['nothing', ''],
    ['dots', '..'],
    ['the megabyte', `${'a'.repeat(2 ** 20)}.${token}`],
    [
      'bytes that are no UTF-8',
      `${Buffer.from([0xff, 0xfe]).toString('base64url')}.${encodePart(payload)}.x`,
    ],
  ])('%s: refused', async (_, forged) => {
    expect(await codeOf(forged)).toBe('access-token-invalid')
  })

  test.each(['iss', 'aud', 'exp', 'nbf', 'iat', 'sub', 'sid'])(
    'without the claim %s: refused',
    async (claim) => {
      expect(await codeOf(forge({ payload: { [claim]: undefined } }))).toBe('access-token-invalid')
    },
  )

  test('a thousand more, each with one thing wrong: refused', async () => {
    await fc.assert(
      fc.asyncProperty(forgeries(noon), async (change) => {
        expect(await codeOf(forge(change))).toMatch(/^access-token-(invalid|expired)$/)
      }),
      { numRuns: 1000 },
    )
  })

  test('every bit of header, claims and signature counts', async () => {
    const parts = token.split('.')
    for (const [index, part] of parts.entries()) {
      const bytes = Buffer.from(part, 'base64url')
      for (let bit = 0; bit < bytes.length * 8; bit += index === 2 ? 1 : 7) {
        const flipped = Buffer.from(bytes)
        flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
        const changed = parts.with(index, flipped.toString('base64url')).join('.')
        expect(await codeOf(changed)).toBe('access-token-invalid')
      }
    }
  })

  test('random text: refused', async () => {
    const texts = Array.from({ length: 100 }, (_, length) => randomBytes(length).toString('base64url'))
    expect(new Set(await Promise.all(texts.map((text) => codeOf(text))))).toEqual(
      new Set(['access-token-invalid']),
    )
  })

  test('an error repeats nothing of the token', async () => {
    const error = await tokensAt(noon)
      .verify(forge({ key: 'x' }))
      .catch((thrown) => thrown)
    expect(JSON.stringify({ ...error, message: error.message, cause: String(error.cause) })).not.toContain(
      'eyJ',
    )
  })
})
