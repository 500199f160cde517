/**
 * Whether a host name, as `URL` gives it, can only be this machine. What goes there needs no encryption on the way.
 *
 * @example
 * isLoopback('[::1]') // true
 */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}

/** Whether an address is https, or http that does not leave this machine. */
export function isPrivateOnTheWay(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || isLoopback(hostname)
}
