import { z } from 'zod'
import type { Ignores } from '../../lists/ignores.ts'
import type { Ignored } from '../../store/ignored.ts'
import type { App } from '../instance.ts'
import { principalOf } from '../plugins/authentication.ts'
import { ignoreBodySchema, ignoreParamsSchema, ignoresSchema } from '../schemas/list.ts'
import { problemReplies } from '../schemas/problem.ts'

const tags = ['ignores']

/** `/api/v1/ignores`: what people do not want to be told of. */
export function addIgnoreRoutes(app: App, ignores: Ignores): void {
  app.get('/api/v1/ignores', {
    schema: {
      summary: 'What you ignore',
      tags,
      response: { 200: ignoresSchema, ...problemReplies },
    },
    handler: async (request) => toReply(await ignores.list(principalOf(request).account.id)),
  })

  app.post('/api/v1/ignores', {
    schema: {
      summary: 'Ignore titles or franchises',
      description:
        'From now on, or until a date, scans of your own list leave them out. What you ignore already gets the new date. ' +
        'The reply has these alone. A person can ignore 5,000 titles and franchises.',
      tags,
      body: ignoreBodySchema,
      response: { 200: ignoresSchema.describe('What you ignore by this request'), ...problemReplies },
    },
    handler: async (request) => {
      const ignored = request.body.ignores.map(({ until, ...one }) => ({
        ...one,
        until: until === null ? null : Date.parse(until),
      }))
      return toReply(await ignores.save(principalOf(request).account.id, ignored))
    },
  })

  app.delete('/api/v1/ignores/:scope/:mediaId', {
    schema: {
      summary: 'Ignore one no longer',
      tags,
      params: ignoreParamsSchema,
      response: { 204: z.undefined().describe('It is not ignored'), ...problemReplies },
    },
    handler: async (request, reply) => {
      const { scope, mediaId } = request.params
      await ignores.remove(principalOf(request).account.id, scope, mediaId)
      return reply.code(204).send()
    },
  })
}

function toReply(all: readonly Ignored[]): z.output<typeof ignoresSchema> {
  return {
    ignores: all.map(({ scope, mediaId, until, createdAt }) => ({
      ...{ scope, mediaId },
      until: until === null ? null : new Date(until).toISOString(),
      createdAt: new Date(createdAt).toISOString(),
    })),
  }
}
