import type { FastifyReply, FastifyRequest } from 'fastify'
import { HttpError } from '../http-error.ts'
import type { App } from '../instance.ts'
import { toProblem } from '../problem.ts'

/** Makes every failure problem details (RFC 9457). */
export function answerWithProblems(app: App, publicUrl: string): void {
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, publicUrl))
  app.setNotFoundHandler((request, reply) => {
    const missing = new HttpError(
      'route-not-found',
      'There is nothing at this address. /docs lists what there is.',
    )
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
      // Text, so that no route's reply schema applies to it.
      .send(JSON.stringify(problem))
  )
}
