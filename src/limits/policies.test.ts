import { expect, test } from 'vitest'
import {
  addressDemands,
  callerDemands,
  limitOf,
  type PolicyName,
  policies,
  type RouteLimit,
} from './policies.ts'

const ip = '192.0.2.1'

test.each<[string, RouteLimit | undefined, string[], string[], string[]]>([
  ['a read', undefined, ['address'], [], ['account 7']],
  ['a scan', 'scans', ['address'], [`scans ${ip}`], ['account 7', 'scans 7']],
  ['a write', 'writes', ['address'], [`writes ${ip}`], ['account 7', 'writes 7']],
  ['signing in', 'sign-in', ['address', 'sign-in'], [], ['account 7']],
  ['refreshing', 'refresh', ['address', 'refresh'], [], ['account 7']],
  ['an export', 'export', ['address'], [], ['account 7', 'export 7']],
  ['the files of the page', 'pages', ['pages'], [], []],
  ['a look whether we are alive', 'none', [], [], []],
])('%s counts by address, then by caller: a stranger or account 7', (_, route, first, stranger, account) => {
  expect(addressDemands(route, ip)).toEqual(first.map((policy) => ({ policy, per: 'address', id: ip })))
  expect(name(callerDemands(route, { address: ip }))).toEqual(stranger)
  expect(name(callerDemands(route, { address: ip, account: '7' }))).toEqual(account)
})

function name(demands: ReturnType<typeof callerDemands>): string[] {
  return demands.map(({ policy, id }) => `${policy} ${id}`)
}

test('policy: stricter on sign-in and refresh, and every other limit a part of RATE_LIMIT_PER_MINUTE', () => {
  const limits = Object.keys(policies).map((policy) => [policy, limitOf(policy as PolicyName, 120)])
  expect(Object.fromEntries(limits)).toEqual({
    address: 120,
    account: 120,
    pages: 600,
    scans: 60,
    writes: 60,
    'sign-in': 20,
    refresh: 20,
    export: 6,
    delete: 6,
  })
  expect(limitOf('sign-in', 1), 'never none at all').toBe(1)
})
