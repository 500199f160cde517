import { z } from 'zod'
import type { App } from '../instance.ts'
import { problemReplies } from '../schemas/problem.ts'

const aliveSchema = z.strictObject({ status: z.literal('alive') })

/** For whoever keeps the process running: it answers as long as the process does anything at all. */
export function addHealthRoutes(app: App): void {
  app.get('/livez', {
    config: { public: true },
    logLevel: 'warn',
    schema: {
      summary: 'Is the process alive?',
      tags: ['health'],
      response: { 200: aliveSchema, ...problemReplies },
    },
    handler: async () => ({ status: 'alive' as const }),
  })
}
