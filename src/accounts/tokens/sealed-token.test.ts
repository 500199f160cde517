import { createCipheriv, createSecretKey, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { SealError } from '../account-error.ts'
import type { RandomBytes } from '../cryptography.ts'
import { type Keyring, parseKeyring } from './keyring.ts'
import { createTokenVault, type SealedToken } from './sealed-token.ts'

const newKey = () => randomBytes(32).toString('base64')
const [firstKey, secondKey] = [newKey(), newKey()]
const keyring = parseKeyring(`k1:${firstKey}`)
const rotated = parseKeyring(`k2:${secondKey},k1:${firstKey}`)

const place = { environment: 'production', accountId: 'ada' }
type Place = typeof place

const vaultOf = (keyring: Keyring, { environment }: Place, random: RandomBytes = randomBytes) =>
  createTokenVault({ keyring, environment, random })
const sealToken = (keyring: Keyring, token: string, where: Place, random: RandomBytes) =>
  vaultOf(keyring, where, random).seal(where.accountId, token)
const openToken = (keyring: Keyring, sealed: SealedToken, where: Place) =>
  vaultOf(keyring, where).open({ ...sealed, accountId: where.accountId })
const rewrapToken = (keyring: Keyring, sealed: SealedToken, where: Place) =>
  vaultOf(keyring, where).rewrap({ ...sealed, accountId: where.accountId })
const token = `eyJ0eXAiOiJKV1Qi.${randomBytes(120).toString('base64url')}.signature`
const sealed = sealToken(keyring, token, place, randomBytes)

/** The code with which something refuses, or what became of it instead. */
function refusal(act: () => unknown): string {
  try {
    act()
    return 'opened'
  } catch (error) {
    return error instanceof SealError ? error.code : String(error)
  }
}

describe('policy: access tokens encrypted at rest', () => {
  test.each([
    ['a token', token],
    ['a token of one byte', 'x'],
    ['a token in an unusual script', '鍵🔑'],
  ])('%s opens where it was sealed', (_, text) => {
    expect(openToken(keyring, sealToken(keyring, text, place, randomBytes), place)).toBe(text)
  })

  test('two seals of one token share neither data key, IV nor ciphertext', () => {
    const again = sealToken(keyring, token, place, randomBytes)
    expect(again.token.slice(0, 16)).not.toBe(sealed.token.slice(0, 16))
    expect(again.token.slice(-32)).not.toBe(sealed.token.slice(-32))
    expect(again.dataKey).not.toBe(sealed.dataKey)
  })

  test('nothing of the token is to be seen', () => {
    const row = JSON.stringify(sealed)
    for (const form of ['utf8', 'base64', 'base64url', 'hex'] as const)
      expect(row).not.toContain(Buffer.from(token).toString(form).slice(0, 16))
  })
})

describe('policy: access tokens encrypted at rest: one that was tampered with is refused', () => {
  const columns = ['token', 'dataKey', 'keyId'] as const

  test.each(columns)('every bit of its text: %s', (column) => {
    for (let index = 0; index < sealed[column].length; index++) {
      for (let bit = 0; bit < 8; bit++) {
        const flipped = String.fromCharCode(sealed[column].charCodeAt(index) ^ (1 << bit))
        const text = sealed[column].slice(0, index) + flipped + sealed[column].slice(index + 1)
        const code = refusal(() => openToken(keyring, { ...sealed, [column]: text }, place))
        expect(code).toBe(column === 'keyId' ? 'sealed-key-unknown' : 'sealed-damaged')
      }
    }
  })

  test.each(['token', 'dataKey'] as const)('every bit of its bytes: %s', (column) => {
    const bytes = Buffer.from(sealed[column], 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes)
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      const row = { ...sealed, [column]: flipped.toString('base64url') }
      expect(refusal(() => openToken(keyring, row, place))).toBe('sealed-damaged')
    }
  })

  test.each(['token', 'dataKey'] as const)('cut off at every length: %s', (column) => {
    for (let length = 0; length < sealed[column].length; length++) {
      const row = { ...sealed, [column]: sealed[column].slice(0, length) }
      expect(refusal(() => openToken(keyring, row, place))).toBe('sealed-damaged')
    }
  })

  test.each(['token', 'dataKey'] as const)('prolonged: %s', (column) => {
    for (const more of ['A', 'AAAA', '=', '\n', '.', sealed[column]]) {
      const row = { ...sealed, [column]: sealed[column] + more }
      expect(refusal(() => openToken(keyring, row, place))).toBe('sealed-damaged')
    }
  })

  test.each([4, 8, 12, 13, 14, 15])('by a tag of %i bytes that is right', (authTagLength) => {
    const key = createSecretKey(Buffer.from(firstKey, 'base64'))
    const iv = randomBytes(12)
    const context = JSON.stringify(['data key', 'production', 'anilist_token', 'token', 'ada', 'k1'])
    const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength }).setAAD(Buffer.from(context))
    const wrapped = Buffer.concat([iv, cipher.update(randomBytes(32)), cipher.final(), cipher.getAuthTag()])
    const row = { ...sealed, dataKey: wrapped.toString('base64url') }
    expect(refusal(() => openToken(keyring, row, place))).toBe('sealed-damaged')
  })

  const other = sealToken(keyring, 'the token of bob', { ...place, accountId: 'bob' }, randomBytes)
  const moved: readonly (readonly [string, SealedToken, Place])[] = [
    ['the row of another account', other, place],
    ['the token of another account', { ...sealed, token: other.token }, place],
    ['the data key of another account', { ...sealed, dataKey: other.dataKey }, place],
    ['the columns the other way round', { ...sealed, token: sealed.dataKey, dataKey: sealed.token }, place],
    ['another environment', sealed, { ...place, environment: 'development' }],
    ['a token in clear', { ...sealed, token }, place],
    ['a data key in clear', { ...sealed, dataKey: Buffer.alloc(32).toString('base64url') }, place],
    ['nothing', { token: '', dataKey: '', keyId: 'k1' }, place],
  ]
  test('by the token of another account that happens to have the same data key', () => {
    const same = (count: number) => Buffer.alloc(count, count)
    const ada = sealToken(keyring, 'the token of ada', place, same)
    const bob = sealToken(keyring, 'the token of bob', { ...place, accountId: 'bob' }, same)
    expect(refusal(() => openToken(keyring, { ...ada, token: bob.token }, place))).toBe('sealed-damaged')
  })

  test.each(moved)('by %s', (_, row, where) => {
    expect(refusal(() => openToken(keyring, row, where))).toBe('sealed-damaged')
    expect(refusal(() => rewrapToken(keyring, row, where))).toBe('sealed-damaged')
  })
})

describe('policy: environment-specific keys', () => {
  test('a key of the same name from another environment opens nothing', () => {
    const staging = parseKeyring(`k1:${newKey()}`)
    expect(refusal(() => openToken(staging, sealed, place))).toBe('sealed-damaged')
  })

  test('the same key in another environment opens nothing', () => {
    const elsewhere = { ...place, environment: 'staging' }
    expect(refusal(() => openToken(keyring, sealed, elsewhere))).toBe('sealed-damaged')
  })

  test('a key that is not in the keyring is named, and no other is tried', () => {
    const without = parseKeyring(`k3:${firstKey}`)
    expect(refusal(() => openToken(without, sealed, place))).toBe('sealed-key-unknown')
    expect(() => openToken(without, sealed, place)).toThrow(/key k1/)
  })

  test('a key does not fit under another name', () => {
    const renamed = parseKeyring(`k2:${firstKey}`)
    expect(refusal(() => openToken(renamed, { ...sealed, keyId: 'k2' }, place))).toBe('sealed-damaged')
  })

  test('the name of another key in the keyring does not make that key fit', () => {
    expect(refusal(() => openToken(rotated, { ...sealed, keyId: 'k2' }, place))).toBe('sealed-damaged')
  })
})

describe('rewrapping', () => {
  const rewrapped = rewrapToken(rotated, sealed, place)

  test('makes the first key the one that opens, and leaves the token as it is', () => {
    expect(rewrapped.keyId).toBe('k2')
    expect(rewrapped.token).toBe(sealed.token)
    expect(openToken(parseKeyring(`k2:${secondKey}`), rewrapped, place)).toBe(token)
  })

  test('does not let the old key open the new wrapping', () => {
    expect(refusal(() => openToken(rotated, { ...rewrapped, keyId: 'k1' }, place))).toBe('sealed-damaged')
  })
})
