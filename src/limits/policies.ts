/** What a policy counts by. The caller is the account if signed in, otherwise the address. */
export type Subject = 'address' | 'account' | 'caller'

export interface Policy {
  readonly per: Subject
  /** The share of RATE_LIMIT_PER_MINUTE that it allows in any minute. */
  readonly share: number
  /** What to do while Redis is away: refuse, or count a share of the limit in this instance. */
  readonly withoutRedis: 'refuse' | 'count-locally'
  /** Replaces `address` and `account` instead of adding to them. */
  readonly alone?: boolean
}

/**
 * Every limit of the service. Each request counts towards `address`, and towards `account` when signed in; a route
 * adds one more by name, and everything that changes data counts towards `writes`. Limits that guard credentials or
 * exports refuse requests rather than let them pass uncounted.
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
 * The number of requests that a policy allows in any minute.
 *
 * @example
 * limitOf('sign-in', 120) // 20
 */
export function limitOf(name: PolicyName, perMinute: number): number {
  return Math.max(Math.floor(perMinute * policies[name].share), 1)
}

/** One policy applied to one request. */
export interface Demand {
  readonly policy: PolicyName
  /** What is counted: an address in the form of {@link countedAddress}, or an account id. */
  readonly per: 'address' | 'account'
  readonly id: string
}

export interface Caller {
  /** In the form of {@link countedAddress}. */
  readonly address: string
  /** The account id, if signed in. */
  readonly account?: string | undefined
}

/** The limit of a route: a policy, or `none` for routes that must always answer. */
export type RouteLimit = PolicyName | 'none'

/**
 * The limits to pass before authentication, which costs work too.
 *
 * @example
 * addressDemands('sign-in', '192.0.2.1') // address and sign-in, both for 192.0.2.1
 */
export function addressDemands(route: RouteLimit | undefined, address: string): readonly Demand[] {
  return policiesFor(route)
    .filter(([, { per }]) => per === 'address')
    .map(([policy]) => ({ policy, per: 'address', id: address }))
}

/** The limits to pass once the caller is known. */
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
