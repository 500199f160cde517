import { z } from 'zod'
import type { App } from '../instance.ts'
import type { Readiness } from '../readiness.ts'
import { problemReplies } from '../schemas/problem.ts'

const aliveSchema = z.object({ status: z.literal('alive') })

const readySchema = z.object({
  status: z.enum(['ready', 'not-ready']),
  checks: z
    .record(z.string(), z.enum(['ok', 'failed']))
    .describe('One for each thing needed to serve requests'),
})

/** `/livez` and `/readyz`, for whoever keeps the process running and sends it requests. */
export function addHealthRoutes(app: App, readiness: Readiness): void {
  app.get('/livez', {
    config: { public: true, limit: 'none' },
    schema: {
      summary: 'Is the process alive?',
      description: 'Responds as long as the process is running. If it does not, restart it.',
      tags: ['health'],
      response: { 200: aliveSchema, ...problemReplies },
    },
    handler: async (_request, reply) => {
      reply.header('cache-control', 'no-store')
      return { status: 'alive' as const }
    },
  })

  app.get('/readyz', {
    config: { public: true, limit: 'none' },
    schema: {
      summary: 'Can it serve requests?',
      description:
        'Not while shutting down, nor while something it needs is unavailable. Send requests elsewhere then.',
      tags: ['health'],
      response: { 200: readySchema, 503: readySchema, ...problemReplies },
    },
    handler: async (_request, reply) => {
      const { ready, checks } = await readiness.check()
      reply.header('cache-control', 'no-store')
      return reply
        .code(ready ? 200 : 503)
        .send({ status: ready ? ('ready' as const) : ('not-ready' as const), checks })
    },
  })
}
