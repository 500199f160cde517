import { BlockList, isIP } from 'node:net'

/**
 * Whether a host name, as `URL` returns it, always means this machine. Traffic to it needs no encryption.
 *
 * @example
 * isLoopback('[::1]') // true
 */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/.test(hostname)
}

/** Whether an address uses https, or http that does not leave this machine. */
export function isPrivateOnTheWay(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || isLoopback(hostname)
}

/** Networks that are not reachable from the internet: private, carrier-grade NAT, link-local and loopback. */
const privateNetworks = (
  [
    ['10.0.0.0', 8],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['100.64.0.0', 10],
    ['169.254.0.0', 16],
    ['127.0.0.0', 8],
    ['fc00::', 7],
    ['fe80::', 10],
    ['::1', 128],
  ] as const
).map(([address, bits]) => {
  const addresses = new BlockList()
  addresses.addSubnet(address, bits, familyOf(address))
  return { bits, addresses }
})

/**
 * Whether a host is in a network that is not reachable from the internet. Names without a dot count, as they only exist in
 * container and local networks.
 *
 * @example
 * isPrivateHost('redis') // true
 */
export function isPrivateHost(hostname: string): boolean {
  const address = hostname.replace(/^\[(.+)\]$/, '$1')
  if (isIP(address) === 0) return isLoopback(address) || isNameWithoutDot(address)
  return privateNetworks.some(({ addresses }) => addresses.check(address, familyOf(address)))
}

/** Must start with a letter: `3221225985` is an internet address written as one number. */
export function isNameWithoutDot(hostname: string): boolean {
  return /^[a-z][a-z0-9_-]*$/i.test(hostname)
}

const everyAddress = new BlockList()
everyAddress.addAddress('0.0.0.0', 'ipv4')
everyAddress.addAddress('::', 'ipv6')

/** Whether an address to listen on means all interfaces. */
export function isEveryAddress(hostname: string): boolean {
  return isIP(hostname) !== 0 && everyAddress.check(hostname, familyOf(hostname))
}

/** The widest public ranges accepted for proxies, in bits; content delivery networks publish ranges of this width. */
const widestRange = { ipv4: 12, ipv6: 28 }

/** `::/8` contains all of IPv4. */
const reserved = new BlockList()
reserved.addSubnet('::', 8, 'ipv6')

/**
 * Whether a CIDR range contains so much of the internet that anyone may be in it.
 *
 * @example
 * isAnybody('128.0.0.0/1') // true
 */
export function isAnybody(range: string): boolean {
  const [address = '', bits] = range.split('/')
  if (bits === undefined) return false
  const family = familyOf(address)
  const isPrivate = privateNetworks.some(
    (network) => Number(bits) >= network.bits && network.addresses.check(address, family),
  )
  if (isPrivate) return false
  return Number(bits) < widestRange[family] || (family === 'ipv6' && reserved.check(address, family))
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}
