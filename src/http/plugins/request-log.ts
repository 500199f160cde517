import type { App } from '../instance.ts'

/**
 * One line for each request, once it is answered. It names the route and not the address that was asked for: user names
 * and queries are not ours to keep.
 */
export function logRequests(app: App): void {
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        address: request.ip,
      },
      'request',
    )
  })
}
