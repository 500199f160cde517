import { isIP } from 'node:net'

/**
 * What an IP address counts as. An IPv6 address counts as its /64, since one customer of any provider has at least that
 * many; an IPv4 address that came in IPv6 clothes (`::ffff:192.0.2.1`) is the same as without them.
 *
 * @param ip as Node or Fastify gives it; what is no address counts as it stands
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
 * Who somebody is to what is shared out by caller, such as AniList's allowance.
 *
 * @example
 * callerOf(undefined, '192.0.2.1') // 'address:192.0.2.1'
 */
export function callerOf(accountId: string | undefined, ip: string): string {
  return accountId === undefined ? `address:${countedAddress(ip)}` : `account:${accountId}`
}

/** The eight groups of a valid IPv6 address, in hexadecimal without zeros in front. */
function groupsOf(address: string): string[] {
  // Of all spellings, dotted ends included, URL makes the shortest.
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
