import type { App } from '../instance.ts'

/** Tells the request's id in the reply, so that a person can name it in a report. */
export function tellRequestIds(app: App): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
}
