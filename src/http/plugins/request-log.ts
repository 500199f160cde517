import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'
import type { App } from '../instance.ts'
import type { Metrics } from '../metrics.ts'

/** Ids that a proxy may give: long enough to be one of a kind, and harmless in a log, a header and a shell. */
const wellFormed = /^[A-Za-z0-9_-]{8,64}$/

/**
 * Names each request. An `X-Request-Id` is taken over only where it is well-formed and comes from a proxy that we
 * trust; anyone else could make their requests look like others' in the logs.
 *
 * @param trustedProxies addresses and CIDR ranges
 */
export function requestIds(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const trusted = addressesIn(trustedProxies)
  return (request) => {
    const given = request.headers['x-request-id']
    const address = request.socket.remoteAddress
    if (typeof given === 'string' && wellFormed.test(given) && address !== undefined && trusted(address)) {
      return given
    }
    return randomUUID()
  }
}

/** Whether an address lies in any of the ranges. IPv4 addresses that a socket shows as IPv6 count as what they are. */
function addressesIn(ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = familyOf(address)
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return (address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
    return list.check(plain, familyOf(plain))
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4'
}

/** Tells the request's id in the reply, so that a person can name it in a report. */
export function tellRequestIds(app: App): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the problem that it was answered with. */
    problemCode: string | undefined
  }
}

/**
 * One line for each request, once it is answered. It names the route and not the address that was asked for: user names
 * and queries are not ours to keep. Whoever was turned away is there with the reason, such as `csrf-token-invalid`: attacks are
 * seen by it.
 */
export function logRequests(app: App): void {
  app.decorateRequest('problemCode', undefined)
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ...(request.problemCode !== undefined && { code: request.problemCode }),
        ms: Math.round(reply.elapsedTime),
        address: request.ip,
      },
      'request',
    )
  })
}

/** Measures every request. */
export function measureRequests(app: App, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.observeRequest(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
  })
}
