import type { App } from '../instance.ts'

/**
 * Ends connections with the reply that is under way when the server begins to close. Fastify does so for requests that
 * come after that; the others would stay open, idle, and keep the server waiting for them.
 */
export function endConnectionsOnClose(app: App): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    if (closing) reply.header('connection', 'close')
    return payload
  })
}
