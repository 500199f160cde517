import { callerOf } from '../../limits/client-address.ts'
import type { MediaLookup } from '../../scan/media-lookup.ts'
import { HttpError } from '../http-error.ts'
import type { App } from '../instance.ts'
import { mediaDetailsSchema, mediaParamsSchema } from '../schemas/media-details.ts'
import { problemReplies } from '../schemas/problem.ts'

const description = `
What no scan answers with, of a title that scans have come across, or whose relations \`POST /api/v1/relations\` has given; for
others it answers 404, so that AniList cannot be read through here. A title on a list need not be known: its relations came with
the list, which is not kept.
`.trim()

/** `GET /api/v1/media/{id}`: what one wants to know of a title when one looks at it alone. */
export function addMediaRoute(app: App, media: MediaLookup): void {
  app.get('/api/v1/media/:id', {
    // It may cost a request to AniList, as a scan does.
    config: { public: true, limit: 'scans' },
    schema: {
      summary: 'Synopsis and studios of a title',
      description,
      tags: ['media'],
      params: mediaParamsSchema,
      response: { 200: mediaDetailsSchema, ...problemReplies },
    },
    handler: async ({ params: { id }, signedIn, ip }, reply) => {
      const left = new AbortController()
      reply.raw.once('close', () => left.abort())
      const details = await media.find(id, callerOf(signedIn?.account.id, ip), left.signal)
      if (!details) throw new HttpError('media-unknown', 'No scan has come across a title with this id.')
      reply.header('cache-control', 'public, max-age=3600')
      return details
    },
  })
}
