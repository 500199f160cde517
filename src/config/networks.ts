import { BlockList, isIP } from 'node:net'

/**
 * Whether a host name, as `URL` gives it, can only be this machine. What goes there needs no encryption on the way.
 *
 * @example
 * isLoopback('[::1]') // true
 */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/.test(hostname)
}

/** Whether an address is https, or http that does not leave this machine. */
export function isPrivateOnTheWay(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || isLoopback(hostname)
}

/** Networks that the internet does not reach: of organizations, of providers' customers, of one cable, of one machine. */
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
 * Whether a host is in a network that the internet does not reach. A name without a dot counts, since only containers,
 * and machines of one network, have such names.
 *
 * @example
 * isPrivateHost('redis') // true
 */
export function isPrivateHost(hostname: string): boolean {
  const address = hostname.replace(/^\[(.+)\]$/, '$1')
  if (isIP(address) === 0) return isLoopback(address) || isNameWithoutDot(address)
  return privateNetworks.some(({ addresses }) => addresses.check(address, familyOf(address)))
}

/** It begins with a letter: `3221225985` is an address on the internet, in one number. */
export function isNameWithoutDot(hostname: string): boolean {
  return /^[a-z][a-z0-9_-]*$/i.test(hostname)
}

const everyAddress = new BlockList()
everyAddress.addAddress('0.0.0.0', 'ipv4')
everyAddress.addAddress('::', 'ipv6')

/** Whether what listens there is reached by every address of the machine. */
export function isEveryAddress(hostname: string): boolean {
  return isIP(hostname) !== 0 && everyAddress.check(hostname, familyOf(hostname))
}

/** The widest ranges on the internet from which a proxy may come, in bits: content networks publish ones of this width. */
const widestRange = { ipv4: 12, ipv6: 28 }

/** `::/8`, in which IPv6 holds all of IPv4. */
const reserved = new BlockList()
reserved.addSubnet('::', 8, 'ipv6')

/**
 * Whether a range in CIDR notation holds so much of the internet that anybody may be in it.
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
