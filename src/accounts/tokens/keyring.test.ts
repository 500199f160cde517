import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { formatKeyring } from '../../../test/accounts/keyrings.ts'
import { parseKeyring } from './keyring.ts'

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64')

test('the first key seals, and all are found by their names', () => {
  const keyring = parseKeyring(`k2:${key(2)}, k1:${key(1)}`)
  expect(keyring.first.id).toBe('k2')
  expect([...keyring.keys.keys()]).toEqual(['k2', 'k1'])
})

test('a keyring is written as it is read', () => {
  const text = `2026-11:${randomBytes(32).toString('base64')},k_1:${randomBytes(32).toString('base64')}`
  expect(formatKeyring(parseKeyring(text))).toBe(text)
})

test('base64url does as well', () => {
  const bytes = Buffer.alloc(32, 0xfb)
  expect(formatKeyring(parseKeyring(`k1:${bytes.toString('base64url')}`))).toBe(
    `k1:${bytes.toString('base64')}`,
  )
})

test('a log of a keyring shows no key', () => {
  const keyring = parseKeyring(`k1:${key(0x41)}`)
  const shown = inspect(keyring, { depth: 9 }) + JSON.stringify([...keyring.keys])
  expect(shown).toContain('k1')
  expect(shown).not.toMatch(/QUFB|AAAA|41 41|65,65/)
})

test.each([
  ['nothing', '', /key 1/],
  ['a key without a name', key(1), /key 1/],
  ['a name without a key', 'k1:', /key 1/],
  ['a comma at the end', `k1:${key(1)},`, /key 2/],
  ['a name that no row could hold', `a b:${key(1)}`, /key 1/],
  ['a name that is too long', `${'k'.repeat(33)}:${key(1)}`, /key 1/],
  ['16 bytes', `k1:${Buffer.alloc(16, 1).toString('base64')}`, /32 bytes/],
  ['33 bytes', `k1:${Buffer.alloc(33, 1).toString('base64')}`, /32 bytes/],
  ['hexadecimal digits', `k1:${Buffer.alloc(32, 1).toString('hex')}`, /32 bytes/],
  ['two keys of one name', `k1:${key(1)},k1:${key(2)}`, /two keys named k1/],
  ['one key under two names', `k2:${key(1)},k1:${key(1)}`, /as k2 and k1/],
])('%s is refused without showing it', (_, text, problem) => {
  expect(() => parseKeyring(text)).toThrow(
    expect.objectContaining({ code: 'config-invalid', message: expect.stringMatching(problem) }),
  )
  expect(() => parseKeyring(text)).not.toThrow(/AQEB|AgIC/)
})
