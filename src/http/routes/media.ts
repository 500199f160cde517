import type { Said } from '../../core/hints.ts'
import { followedKinds } from '../../core/search.ts'
import { callerOf } from '../../limits/client-address.ts'
import type { MediaLookup } from '../../scan/media-lookup.ts'
import type { RelationLookup } from '../../scan/relation-lookup.ts'
import type { App } from '../instance.ts'
import { HttpError } from '../problem.ts'
import {
  mediaDetailsSchema,
  mediaParamsSchema,
  type RelationsReply,
  relationsBodySchema,
  relationsReplySchema,
} from '../schemas/media.ts'

const detailsDescription = `
Details that scans do not include, for titles that scans have found or whose relations \`POST /api/v1/relations\` has
returned. Other titles get a 404, so that this route is not an open proxy to AniList. Titles on a list may be unknown too:
their relations came with the list, which is not stored.
`.trim()

/** `GET /api/v1/media/{id}`: details of a single title. */
export function addMediaRoute(app: App, media: MediaLookup): void {
  app.get('/api/v1/media/:id', {
    // May cost an AniList request, like a scan.
    config: { public: true, limit: 'scans' },
    schema: {
      summary: 'Synopsis and studios of a title',
      description: detailsDescription,
      tags: ['media'],
      params: mediaParamsSchema,
      response: { 200: mediaDetailsSchema },
    },
    handler: async ({ params: { id }, signedIn, ip }, reply) => {
      const left = new AbortController()
      reply.raw.once('close', () => left.abort())
      const details = await media.find(id, callerOf(signedIn?.account.id, ip), left.signal)
      if (!details) throw new HttpError('media-unknown', 'No scan has found a title with this ID yet.')
      reply.header('cache-control', 'public, max-age=3600')
      return details
    },
  })
}

const relationsDescription = `
For pages that load a public list from AniList themselves and search it in the browser, so that the list never reaches this
server. With \`knownOnly\`, only known relations are returned and no request is sent to AniList; otherwise, unknown ones are
fetched from AniList.

This changes nothing; it is a POST because the ids do not fit in a URL.
`.trim()

/** `POST /api/v1/relations`: what a search in the browser needs. */
export function addRelationsRoute(app: App, relations: RelationLookup): void {
  app.post('/api/v1/relations', {
    config: { public: true, limit: 'scans' },
    schema: {
      summary: 'Relations of titles',
      description: relationsDescription,
      tags: ['scans'],
      body: relationsBodySchema,
      response: { 200: relationsReplySchema },
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
