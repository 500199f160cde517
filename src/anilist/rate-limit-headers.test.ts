import { expect, test } from 'vitest'
import { readRateLimitHeaders } from './rate-limit-headers.ts'

const now = Date.UTC(2026, 0, 1)
const none = { limit: undefined, remaining: undefined, retryAfterMs: undefined }

test.each<[string, Record<string, string>, Partial<typeof none> | Record<string, number>]>([
  ['none', {}, none],
  [
    'as documented',
    { 'X-RateLimit-Limit': '90', 'X-RateLimit-Remaining': '59' },
    { limit: 90, remaining: 59 },
  ],
  ['nothing left', { 'X-RateLimit-Limit': '30', 'X-RateLimit-Remaining': '0' }, { limit: 30, remaining: 0 }],
  ['a limit of zero is ignored', { 'X-RateLimit-Limit': '0' }, none],
  ['no numbers', { 'X-RateLimit-Limit': 'many', 'X-RateLimit-Remaining': '-1', 'Retry-After': 'soon' }, none],
  ['a block in seconds', { 'Retry-After': '30' }, { retryAfterMs: 30_000 }],
  ['a block until a date', { 'Retry-After': 'Thu, 01 Jan 2026 00:00:45 GMT' }, { retryAfterMs: 45_000 }],
  ['a block that ends immediately', { 'Retry-After': '0' }, { retryAfterMs: 1000 }],
  [
    'a block until a date in the past',
    { 'Retry-After': 'Wed, 31 Dec 2025 23:59:00 GMT' },
    { retryAfterMs: 1000 },
  ],
  ['a block of years', { 'Retry-After': '99999999999' }, { retryAfterMs: 3_600_000 }],
  ['a block until a timestamp', { 'X-RateLimit-Reset': String(now / 1000 + 20) }, { retryAfterMs: 20_000 }],
  ['a timestamp in the past, by our clock', { 'X-RateLimit-Reset': '1502035959' }, none],
  [
    'Retry-After takes precedence over the timestamp, which needs both clocks to agree',
    { 'Retry-After': '30', 'X-RateLimit-Reset': String(now / 1000 + 900) },
    { retryAfterMs: 30_000 },
  ],
])('rate-limit headers: %s', (_, headers, expected) => {
  expect(readRateLimitHeaders(new Headers(headers), now)).toEqual({ ...none, ...expected })
})
