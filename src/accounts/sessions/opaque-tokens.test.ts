import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { createCsrfTokens } from './opaque-tokens.ts'

const tokens = createCsrfTokens('the secret key of the tests, 32+', randomBytes)

test('each CSRF token is new, and good for its session alone', () => {
  const [one, other] = [tokens.make('s1'), tokens.make('s1')]
  expect(one).not.toBe(other)
  expect(tokens.check('s1', one)).toBe(true)
  expect(tokens.check('s1', other)).toBe(true)
  expect(tokens.check('s2', one)).toBe(false)
})

test('another secret key makes other CSRF tokens', () => {
  const others = createCsrfTokens('another secret key of the tests!', randomBytes)
  expect(others.check('s1', tokens.make('s1'))).toBe(false)
})

test.each([
  ['nothing', ''],
  ['a dot', '.'],
  ['a salt without a hash', tokens.make('s1').split('.')[0] ?? ''],
  ['a hash without a salt', `.${tokens.make('s1').split('.')[1]}`],
  ['a changed salt', `x${tokens.make('s1')}`],
  ['more behind', `${tokens.make('s1')}x`],
  ['more parts', `${tokens.make('s1')}.x`],
  ['other letters', tokens.make('s1').replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'))],
  ['what is longer in bytes than in characters', tokens.make('s1').replace(/.$/, 'é')],
])('a CSRF token: %s is refused', (_, text) => {
  expect(tokens.check('s1', text)).toBe(false)
})
