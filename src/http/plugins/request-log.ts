import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'
import type { App } from '../instance.ts'
import type { Metrics } from '../metrics.ts'

/** Ids accepted from a proxy: long enough to be unique, and harmless in a log, a header and a shell. */
const wellFormed = /^[A-Za-z0-9_-]{8,64}$/

/**
 * Makes request ids. An `X-Request-Id` is only used if it is well-formed and comes from a trusted proxy; otherwise
 * clients could make their requests look like others' in the logs.
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

/** Whether an address is in any of the ranges. IPv4 addresses that a socket shows as IPv6 count as IPv4. */
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

/** Returns the request's id, so that users can include it in reports. */
export function tellRequestIds(app: App): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the problem in the reply. */
    problemCode: string | undefined
  }
}

/**
 * Logs one line per answered request. It contains the route rather than the address, which may include user names.
 * Refused requests have the reason, such as `csrf-token-invalid`, so that attacks are visible.
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

export function measureRequests(app: App, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.observeRequest(request.method, route, reply.statusCode, reply.elapsedTime / 1000)
  })
}
