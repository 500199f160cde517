import type { Said } from '../../core/hints.ts'
import { followedKinds } from '../../core/search.ts'
import { callerOf } from '../../limits/client-address.ts'
import type { RelationLookup } from '../../scan/relation-lookup.ts'
import type { App } from '../instance.ts'
import { problemReplies } from '../schemas/problem.ts'
import { type RelationsReply, relationsBodySchema, relationsReplySchema } from '../schemas/relations.ts'

const description = `
For pages that read a public list from AniList by themselves and search it in the browser: the list never comes here. Whoever asks
AniList for the rest as well says \`knownOnly\`, and costs this instance nothing of AniList's allowance; otherwise it is asked for
what the catalogue does not know.

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
    handler: async ({ body, signedIn, ip }, reply) => {
      const left = new AbortController()
      reply.raw.once('close', () => left.abort())
      const kinds = followedKinds(body)
      const { media, expansions, hints, requests } = body.knownOnly
        ? await relations.recall(body.ids, kinds)
        : await relations.find(body.ids, kinds, {
            signal: left.signal,
            caller: callerOf(signedIn?.account.id, ip),
          })
      reply.header('cache-control', 'no-store')
      return {
        media: [...media],
        expansions: expansionsOf(expansions),
        ...(body.knownOnly && { hints: expansionsOf(hints) }),
        requests,
      }
    },
  })
}

function expansionsOf(said: Said): RelationsReply['expansions'] {
  return [...said].map(([id, edges]) => ({ id, relations: edges.map(({ to, kind }) => ({ to, kind })) }))
}
