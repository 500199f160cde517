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
  const [high = 0, low = 0] = groups.slice(6)
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  if (isMapped) return dotted(high, low)
  const prefix = groups.slice(0, 4).map((group) => group.toString(16))
  return `${prefix.join(':')}::/64`
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

/** The eight groups of a valid IPv6 address. */
function groupsOf(address: string): number[] {
  const [head = '', tail] = withoutDots(address).split('::')
  const before = parseGroups(head)
  const after = parseGroups(tail ?? '')
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  return [...before, ...Array<number>(zeros).fill(0), ...after]
}

function parseGroups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))
}

/** Writes a dotted end, as in `::ffff:192.0.2.1`, as two groups. */
function withoutDots(address: string): string {
  return address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes) => {
    const [a, b, c, d] = bytes.map(Number) as [number, number, number, number]
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`
  })
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}
