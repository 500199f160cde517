import { version } from '../../version.ts'
import type { App } from '../instance.ts'

/** `/` of an instance that serves no web page: it tells programs, and people, where to go. */
export function addRootRoute(app: App): void {
  app.get('/', {
    config: { public: true },
    schema: { hide: true },
    handler: async () => ({
      name: 'Sequel Finder for AniList',
      version,
      documentation: '/docs',
      openapi: '/docs/json',
    }),
  })
}
