import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { readingsOf, secretWeakness } from './secret-strength.ts'

const inBase64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64')
const short = 'is shorter than 32 bytes.'
const regular = 'is too regular to be random.'
const notRandom = 'is not 32 random bytes in base64, base64url or hexadecimal.'
const template = 'is an example from a template.'
const words = 'is made of words.'

test.each<[story: string, secret: string, weakness: string]>([
  ['24 bytes in base64', 'kQ9'.repeat(11), short],
  ['31 bytes in hexadecimal', 'a1'.repeat(31), short],
  ['42 digits of hexadecimal, which as base64 would be enough', '0f3'.repeat(14), short],
  ['two letters', 'a1'.repeat(40), regular],
  ['the alphabet', 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz', regular],
  ['all digits of a hexadecimal number, four times', '0123456789abcdef'.repeat(4), regular],
  ['a key of zeros', '0'.repeat(64), regular],
  ['a key of zeros in base64', inBase64(new Uint8Array(32)), notRandom],
  ['a key that counts', inBase64(Uint8Array.from({ length: 32 }, (_, i) => i + 0xe0)), regular],
  ['a pass phrase', 'correct horse battery staple and more', notRandom],
  ['a pass phrase with everything that sites ask for', 'Correct Horse 4 Battery, Staple & More!', notRandom],
  ['words without spaces', 'supersecretjwtsigningkeyforsequelsandmoreofthem', notRandom],
  ['words with hyphens', 'correct-horse-battery-staple-and-more-of-these', notRandom],
  ['words with capitals', 'CorrectHorseBatteryStapleAndSomeMoreWordsHere', words],
  ['words with capitals and a year', 'IHopeThatNobodyWillEverGuessThisLongPhrase99', words],
  ['a pass phrase in base64', inBase64('correct horse battery staple and more'), notRandom],
  ['a pass phrase in hexadecimal', Buffer.from('Größe ist nicht alles, sagt man').toString('hex'), notRandom],
  ['words in base64', inBase64('CorrectHorseBatteryStapleAndSomeMoreWordsHere'), words],
  ['16 bytes in hexadecimal in base64', inBase64('0f3c'.repeat(8)), short],
  ['a template', 'your-secret-key-change-in-production', template],
  ['a template in base64', inBase64('your-secret-key-change-in-production'), template],
  ['a row of the keyboard', 'qwertyuiopasdfghjklzxcvbnm1234567890', template],
])('policy: short, default and low-entropy secrets: %s', (_, secret, weakness) => {
  expect(secretWeakness(secret)).toBe(weakness)
})

test.each(['base64', 'base64url', 'hex'] as const)('no random key is refused, in %s', (encoding) => {
  // The same ones each time: chance itself makes words, once in a million keys.
  for (let i = 0; i < 2_000; i++) {
    const key = createHash('sha256').update(`key ${i}`).digest(encoding)
    expect([key, secretWeakness(key)]).toEqual([key, undefined])
  }
})

const bytes = randomBytes(32)
const other = randomBytes(32)

test.each<[story: string, one: string, another: string, same: boolean]>([
  ['hexadecimal and base64', bytes.toString('hex'), bytes.toString('base64'), true],
  ['base64 and base64url', bytes.toString('base64'), bytes.toString('base64url'), true],
  ['base64 without its padding', bytes.toString('base64'), inBase64(bytes).replace('=', ''), true],
  ['capital digits', bytes.toString('hex'), bytes.toString('hex').toUpperCase(), true],
  ['hexadecimal in base64', bytes.toString('base64url'), inBase64(bytes.toString('hex')), true],
  ['a phrase and its base64', 'correct horse', inBase64('correct horse'), true],
  ['different ones', bytes.toString('hex'), other.toString('base64'), false],
  ['none', '', '', false],
])('policy: strong random secrets: one secret in two encodings is seen: %s', (_, one, another, same) => {
  const readings = readingsOf(another)
  expect([...readingsOf(one)].some((reading) => readings.has(reading))).toBe(same)
})
