import type { App } from '../instance.ts'

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
