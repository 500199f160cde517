import type { FastifyReply } from 'fastify'

/** Adds to the `Vary` header what other parts of the service have not said there. */
export function addVary(reply: FastifyReply, names: string): void {
  const before = reply.getHeader('vary')
  reply.header('vary', before ? `${before}, ${names}` : names)
}
