import type { Config } from '../../config/config.ts'
import { version } from '../../version.ts'
import type { App } from '../instance.ts'
import { aboutSchema } from '../schemas/about.ts'
import { problemReplies } from '../schemas/problem.ts'

/** `GET /api/v1/about`: what the page has to know of this instance before it is drawn whole. */
export function addAboutRoute(
  app: App,
  config: Pick<Config, 'anilistClientId' | 'anilistApiUrl' | 'demoUsers'>,
): void {
  const about = {
    name: 'Sequel Finder for AniList',
    version,
    signIn: config.anilistClientId !== undefined,
    anilistApiUrl: config.anilistApiUrl,
    demoUsers: [...(config.demoUsers ?? [])],
  }
  app.get('/api/v1/about', {
    config: { public: true },
    schema: {
      summary: 'What this instance is and offers',
      tags: ['about'],
      response: { 200: aboutSchema, ...problemReplies },
    },
    handler: async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=300')
      return about
    },
  })
}
