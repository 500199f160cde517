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

/** One policy as it meets one request. */
export interface Demand {
  readonly policy: PolicyName
  /** Whom it counts: an address as {@link countedAddress} gives it, or an account by its id. */
  readonly per: 'address' | 'account'
  readonly id: string
}

/** Who sends a request. */
export interface Caller {
  /** As {@link countedAddress} gives it. */
  readonly address: string
  /** The account's id where someone is signed in. */
  readonly account?: string | undefined
}

/** What a route says of its limits: one of the policies, or `none` for what must always answer. */
export type RouteLimit = PolicyName | 'none'

/**
 * What a request has to pass before anyone knows who sent it. Signing in costs work as well, so this comes first.
 *
 * @example
 * addressDemands('sign-in', '192.0.2.1') // address and sign-in, both for 192.0.2.1
 */
export function addressDemands(route: RouteLimit | undefined, address: string): readonly Demand[] {
  return policiesFor(route)
    .filter(([, { per }]) => per === 'address')
    .map(([policy]) => ({ policy, per: 'address', id: address }))
}

/** What it has to pass once that is known. */
export function callerDemands(
  route: RouteLimit | undefined,
  { address, account }: Caller,
): readonly Demand[] {
  return policiesFor(route).flatMap(([policy, { per }]): Demand[] => {
    if (per === 'address') return []
    if (account !== undefined) return [{ policy, per: 'account', id: account }]
    return per === 'caller' ? [{ policy, per: 'address', id: address }] : []
  })
}

function policiesFor(route: RouteLimit | undefined): (readonly [PolicyName, Policy])[] {
  if (route === 'none') return []
  const named: (readonly [PolicyName, Policy])[] = route === undefined ? [] : [[route, policies[route]]]
  if (named.some(([, { alone }]) => alone)) return named
  const always = (['address', 'account'] as const).filter((name) => name !== route)
  return [...always.map((name) => [name, policies[name]] as const), ...named]
}
