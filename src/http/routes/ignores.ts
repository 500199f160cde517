import { z } from 'zod'
import { formatIgnored, type Ignores } from '../../lists/ignores.ts'
import type { Ignored } from '../../store/ignored.ts'
import type { App } from '../instance.ts'
import { principalOf } from '../plugins/authentication.ts'
import { ignoreBodySchema, ignoreParamsSchema, ignoresSchema } from '../schemas/list.ts'

const tags = ['ignores']

/** `/api/v1/ignores`: titles and franchises that the user ignores. */
export function addIgnoreRoutes(app: App, ignores: Ignores): void {
  app.get('/api/v1/ignores', {
    schema: {
      summary: 'What you ignore',
      tags,
      response: { 200: ignoresSchema },
    },
    handler: async (request) => toReply(await ignores.list(principalOf(request).account.id)),
  })

  app.post('/api/v1/ignores', {
    schema: {
      summary: 'Ignore titles or franchises',
      description:
        'Scans of your own list leave them out, permanently or until a date. Those you already ignore get the new date. ' +
        'The reply contains only these. You can ignore up to 5,000 titles and franchises.',
      tags,
      body: ignoreBodySchema,
      response: {
        200: ignoresSchema.describe('The titles and franchises of this request'),
      },
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
      summary: 'Restore a title or franchise',
      tags,
      params: ignoreParamsSchema,
      response: { 204: z.undefined().describe('No longer ignored') },
    },
    handler: async (request, reply) => {
      const { scope, mediaId } = request.params
      await ignores.remove(principalOf(request).account.id, scope, mediaId)
      return reply.code(204).send()
    },
  })
}

function toReply(all: readonly Ignored[]): z.output<typeof ignoresSchema> {
  return { ignores: all.map(formatIgnored) }
}
