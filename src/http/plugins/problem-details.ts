import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import type { App } from '../instance.ts'
import { HttpError, toProblem } from '../problem.ts'
import { problemReplies } from '../schemas/problem.ts'

/** Turns every failure into problem details (RFC 9457), and documents that for every route added after it. */
export function answerWithProblems(app: App, publicUrl: string): void {
  app.addHook('onRoute', ({ schema }) => {
    if (schema && !schema.hide) schema.response = { ...(schema.response ?? {}), ...problemReplies }
  })
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, publicUrl))
  app.setNotFoundHandler((request, reply) => {
    const missing = new HttpError('route-not-found', 'There is no such route. See /docs for all routes.')
    return sendProblem(missing, request, reply, publicUrl)
  })
}

function sendProblem(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  publicUrl: string,
): FastifyReply {
  const { problem, headers, expected } = toProblem(error, request.id, publicUrl)
  request.problemCode = problem.code
  if (!expected) request.log.error({ err: error }, 'unexpected error')
  else if (problem.status >= 500) request.log.warn({ err: error }, problem.title)
  return (
    reply
      .code(problem.status)
      .headers(headers)
      .header('cache-control', 'no-store')
      .type('application/problem+json; charset=utf-8')
      // Sent as text, so that the route's reply schema does not apply.
      .send(JSON.stringify(problem))
  )
}

const methods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE'] as const

/** Answers unsupported methods with 405 instead of 404. Call it before adding routes, and its result after. */
export function watchMethods(app: App): () => void {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => {
    routes.push(route)
  })

  return () => {
    const documented = routes.filter(({ schema }) => !schema?.hide)
    for (const [url, same] of Map.groupBy(documented, (route) => route.url)) {
      const known = new Set(same.flatMap(({ method }) => method))
      const others = methods.filter((method) => !known.has(method))
      const allow = [...known].sort().join(', ')
      app.route({
        url,
        method: others,
        config: { public: true },
        schema: { hide: true },
        onRequest: async () => {
          throw new HttpError('method-not-allowed', `This route accepts ${allow}.`, {
            headers: { allow },
          })
        },
        handler: async () => {},
      })
    }
  }
}
