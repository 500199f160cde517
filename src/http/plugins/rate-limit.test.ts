import { expect, test } from 'vitest'
import type { Quota } from '../../limits/rate-limits.ts'
import { rateLimitFields } from './rate-limit.ts'

const address: Quota = { policy: 'address', limit: 120, windowMs: 60_000, remaining: 119, resetMs: 60_000 }
const signIn: Quota = { policy: 'sign-in', limit: 20, windowMs: 60_000, remaining: 0, resetMs: 1_001 }

test('policy: `RateLimit`, `RateLimit-Policy`: one item for each policy, seconds rounded up', () => {
  expect(rateLimitFields([address, signIn])).toEqual({
    'ratelimit-policy': '"address";q=120;w=60, "sign-in";q=20;w=60',
    ratelimit: '"address";r=119;t=60, "sign-in";r=0;t=2',
  })
})
