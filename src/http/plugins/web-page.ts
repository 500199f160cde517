import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyRequest } from 'fastify'
import type { App } from '../instance.ts'

const forEver = 'public, max-age=31536000, immutable'

/** Where `npm run build` puts the page, seen from here in a checkout and in an installed package. */
const folders = ['../../../dist/web', '../../web'].map((folder) => join(import.meta.dirname, folder))

/** The folder of the built page; `undefined` where none was built. */
export function findWebPage(): string | undefined {
  return folders.find((folder) => existsSync(join(folder, 'index.html')))
}

/**
 * Serves the built page. Its files below `assets/` have a hash in their names and are kept for ever; every other address
 * that a browser opens is a view of the page.
 */
export async function serveWebPage(app: App, folder: string): Promise<void> {
  await app.register(async (page) => {
    page.addHook('onRoute', (route) => {
      route.config = { ...route.config, public: true, limit: 'pages' }
      route.schema = { ...route.schema, hide: true }
    })
    await page.register(fastifyStatic, {
      root: folder,
      // A route for each file that is there now: no path from outside ever reaches the file system.
      wildcard: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header('cache-control', path.includes('/assets/') ? forEver : 'no-cache')
      },
    })
    page.get('/*', (request, reply) =>
      isView(request) ? reply.sendFile('index.html') : reply.callNotFound(),
    )
  })
}

/** Whether a browser asks for a page, and not a program or a page for something that is not there. */
function isView({ originalUrl, headers }: FastifyRequest): boolean {
  return !/^\/(api|docs|assets)\//.test(originalUrl) && /\btext\/html\b/.test(headers.accept ?? '')
}
