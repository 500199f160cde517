import { isIP } from 'node:net'

/**
 * The form in which an IP address is counted. An IPv6 address counts as its /64 network, since a provider gives every
 * customer at least that many addresses; an IPv4-mapped address (`::ffff:192.0.2.1`) counts as the IPv4 address.
 *
 * @param ip as Node or Fastify gives it; anything else is returned unchanged
 * @example
 * countedAddress('2001:db8:1:2:3:4:5:6') // '2001:db8:1:2::/64'
 */
export function countedAddress(ip: string): string {
  const address = ip.replace(/%.*$/, '')
  if (isIP(address) !== 6) return address
  const groups = groupsOf(address)
  const network = groups.slice(0, 4).join(':')
  const [high = '', low = ''] = groups.slice(6)
  return network === '0:0:0:0' && groups[4] === '0' && groups[5] === 'ffff'
    ? [...bytesOf(high), ...bytesOf(low)].join('.')
    : `${network}::/64`
}

/**
 * Identifies a caller for anything shared out between callers, such as AniList's allowance.
 *
 * @example
 * callerOf(undefined, '192.0.2.1') // 'address:192.0.2.1'
 */
export function callerOf(accountId: string | undefined, ip: string): string {
  return accountId === undefined ? `address:${countedAddress(ip)}` : `account:${accountId}`
}

/** The eight groups of a valid IPv6 address, in hexadecimal without leading zeros. */
function groupsOf(address: string): string[] {
  // URL normalizes every spelling, including a dotted end, to the shortest.
  const [before = [], after = []] = new URL(`http://[${address}]`).hostname
    .slice(1, -1)
    .split('::')
    .map((part) => part.split(':').filter(Boolean))
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after]
}

function bytesOf(group: string): [number, number] {
  const value = Number.parseInt(group, 16)
  return [value >> 8, value & 255]
}
