import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countedAddress } from './client-address.ts'

test.each([
  ['an IPv4 address counts by itself', '192.0.2.1', '192.0.2.1'],
  ['the same one in IPv6 clothes', '::ffff:192.0.2.1', '192.0.2.1'],
  ['and in those with hexadecimal buttons', '::ffff:c000:201', '192.0.2.1'],
  ['and written out', '0:0:0:0:0:FFFF:c000:0201', '192.0.2.1'],
  ['an IPv6 address counts as its /64', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['its neighbour is the same customer', '2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['one network further is another', '2001:db8:1:3::9', '2001:db8:1:3::/64'],
  ['zeros in front and capitals say nothing', '2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
  ['a dotted end outside the mapped range stays IPv6', '2001:db8::192.0.2.1', '2001:db8:0:0::/64'],
  ['the loopback address', '::1', '0:0:0:0::/64'],
  ['a zone is no part of the address', 'fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['what is no address counts as it stands', 'unix', 'unix'],
])('policy: per IP (IPv6 by /64): %s', (_, ip, counted) => {
  expect(countedAddress(ip)).toBe(counted)
})

test('whatever an attacker does with the lower half of an IPv6 address, it counts as one', () => {
  const group = fc.integer({ min: 1, max: 0xffff }).map((number) => number.toString(16))
  const half = fc.tuple(group, group, group, group).map((groups) => groups.join(':'))
  fc.assert(
    fc.property(half, half, half, (network, one, other) => {
      expect(countedAddress(`${network}:${one}`)).toBe(countedAddress(`${network}:${other}`))
    }),
  )
})
