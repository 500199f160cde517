import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { secretWeakness } from './secret-strength.ts'

test.each<[story: string, secret: string | Uint8Array, weakness: string]>([
  ['31 bytes', 'k'.repeat(31), 'is shorter than 32 bytes.'],
  ['one letter', 'a1'.repeat(30), 'is too regular to be random.'],
  ['the alphabet', 'abcdefghijklmnopqrstuvwxyz0123456789', 'is too regular to be random.'],
  ['all digits of a hexadecimal number, twice', '0123456789abcdef'.repeat(2), 'is too regular to be random.'],
  ['a key of zeros', new Uint8Array(32), 'is too regular to be random.'],
  ['a key that counts', Uint8Array.from({ length: 32 }, (_, i) => i), 'is too regular to be random.'],
  ['a pass phrase', 'correct horse battery staple and more', 'is made of words.'],
  ['words without spaces', 'supersecretjwtsigningkeyforsequels', 'is made of words.'],
  ['a template', 'your-secret-key-change-in-production', 'is an example from a template.'],
  ['a row of the keyboard', 'qwertyuiopasdfghjklzxcvbnm1234567890', 'is an example from a template.'],
])('policy: short, default and low-entropy secrets: %s', (_, secret, weakness) => {
  expect(secretWeakness(secret)).toBe(weakness)
})

test.each<[form: string, make: () => string | Uint8Array]>([
  ['base64', () => randomBytes(32).toString('base64')],
  ['base64url', () => randomBytes(32).toString('base64url')],
  ['hexadecimal', () => randomBytes(32).toString('hex')],
  ['bytes', () => randomBytes(32)],
])('no random key is refused, in %s', (_, make) => {
  for (let i = 0; i < 2_000; i++) expect(secretWeakness(make())).toBeUndefined()
})
