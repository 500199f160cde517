/** Whom a policy counts. A caller is the account where someone is signed in, else the address. */
export type Subject = 'address' | 'account' | 'caller'

export interface Policy {
  readonly per: Subject
  /** The part of RATE_LIMIT_PER_MINUTE that it allows in any minute. */
  readonly share: number
  /** What happens while Redis is away: refuse, or count a part of the limit in this instance. */
  readonly withoutRedis: 'refuse' | 'count-locally'
  /** Instead of `address` and `account`, not besides. */
  readonly alone?: boolean
}

/**
 * Every limit of the service. Each request counts for `address`, and for `account` where someone is signed in; a route adds
 * one more by name, and all that change something count as `writes`. What guards credentials, or all of someone's data, would rather fail than be tried without count.
 */
export const policies = {
  address: { per: 'address', share: 1, withoutRedis: 'count-locally' },
  account: { per: 'account', share: 1, withoutRedis: 'count-locally' },
  scans: { per: 'caller', share: 1 / 2, withoutRedis: 'count-locally' },
  writes: { per: 'caller', share: 1 / 2, withoutRedis: 'count-locally' },
  pages: { per: 'address', share: 5, withoutRedis: 'count-locally', alone: true },
  'sign-in': { per: 'address', share: 1 / 6, withoutRedis: 'refuse' },
  refresh: { per: 'address', share: 1 / 6, withoutRedis: 'refuse' },
  export: { per: 'account', share: 1 / 20, withoutRedis: 'refuse' },
  delete: { per: 'account', share: 1 / 20, withoutRedis: 'refuse' },
} as const satisfies Readonly<Record<string, Policy>>

export type PolicyName = keyof typeof policies

export const windowMs = 60_000

/**
 * How many requests a policy allows in any minute.
 *
 * @example
 * limitOf('sign-in', 120) // 20
 */
export function limitOf(name: PolicyName, perMinute: number): number {
  return Math.max(Math.floor(perMinute * policies[name].share), 1)
}
