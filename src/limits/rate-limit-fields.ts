import type { Quota } from './rate-limits.ts'

/**
 * The header fields that tell clients of their limits, as draft-ietf-httpapi-ratelimit-headers-10 has them: for each policy
 * its quota `q` in a window of `w` seconds, and what remains, `r`, for the next `t` seconds. Seconds are rounded up:
 * coming too early would be refused.
 *
 * @example
 * rateLimitFields(quotas)
 * // { 'ratelimit-policy': '"address";q=120;w=60', ratelimit: '"address";r=119;t=60' }
 */
export function rateLimitFields(quotas: readonly Quota[]): Record<'ratelimit' | 'ratelimit-policy', string> {
  const items = quotas.map(({ policy, limit, windowMs, remaining, resetMs }) => ({
    policy: `"${policy}";q=${limit};w=${seconds(windowMs)}`,
    state: `"${policy}";r=${remaining};t=${seconds(resetMs)}`,
  }))
  return {
    'ratelimit-policy': items.map(({ policy }) => policy).join(', '),
    ratelimit: items.map(({ state }) => state).join(', '),
  }
}

function seconds(ms: number): number {
  return Math.ceil(ms / 1000)
}
