import { followedKinds } from '../../core/search.ts'
import type { RelationLookup } from '../../scan/relation-lookup.ts'
import type { App } from '../instance.ts'
import { problemReplies } from '../schemas/problem.ts'
import { relationsBodySchema, relationsReplySchema } from '../schemas/relations.ts'

const description = `
For pages that read a public list from AniList by themselves and search it in the browser: the list never comes here, and AniList's
allowance of this instance is asked only for what the catalogue does not know.

It changes nothing; it is a POST because the ids do not fit into an address.
`.trim()

/** `POST /api/v1/relations`: what the search in the browser needs to know of the titles that a list leads to. */
export function addRelationsRoute(app: App, relations: RelationLookup): void {
  app.post('/api/v1/relations', {
    config: { public: true, limit: 'scans' },
    schema: {
      summary: 'Relations of titles',
      description,
      tags: ['scans'],
      body: relationsBodySchema,
      response: { 200: relationsReplySchema, ...problemReplies },
    },
    handler: async ({ body }, reply) => {
      const left = new AbortController()
      reply.raw.once('close', () => left.abort())
      const { media, expansions, requests } = await relations.find(body.ids, followedKinds(body), {
        signal: left.signal,
      })
      reply.header('cache-control', 'no-store')
      return {
        media: [...media],
        expansions: [...expansions].map(([id, edges]) => ({
          id,
          relations: edges.map(({ to, kind }) => ({ to, kind })),
        })),
        requests,
      }
    },
  })
}
