import { expect, test } from 'vitest'
import { chooseCoding } from './compression.ts'

const cases: readonly (readonly [accept: string | undefined, coding: string | undefined])[] = [
  [undefined, undefined],
  ['', undefined],
  ['identity', undefined],
  ['gzip', 'gzip'],
  ['br', 'br'],
  ['gzip, deflate, br', 'br'],
  ['GZIP', 'gzip'],
  ['br;q=0, gzip', 'gzip'],
  ['br; q=0.000', undefined],
  ['gzip;q=0.1', 'gzip'],
  ['*', 'br'],
  ['*;q=0', undefined],
  ['*, br;q=0', 'gzip'],
  ['zstd', undefined],
]

test.each(cases)('of %j', (accept, coding) => {
  expect(chooseCoding(accept)).toBe(coding)
})
