import { type Policy, type PolicyName, policies } from './policies.ts'
import type { Demand } from './rate-limits.ts'

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
