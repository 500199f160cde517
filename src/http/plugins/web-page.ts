import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../../config/config.ts'
import type { App } from '../instance.ts'
import { picturesOrigin } from './security-headers.ts'

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
export async function serveWebPage(
  app: App,
  folder: string,
  config: Pick<Config, 'anilistApiUrl'>,
): Promise<void> {
  const pictures = picturesOrigin(config)
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
    page.get('/*', (request, reply) => {
      if (!isView(request)) return reply.callNotFound()
      if (!isList(request)) return reply.sendFile('index.html')
      return reply.header('link', `<${pictures}>; rel=preconnect`).sendFile('results.html')
    })
  })
}

/** Whether a view shows somebody's list: its document names more of the code, and it is full of pictures. */
function isList({ originalUrl }: FastifyRequest): boolean {
  return originalUrl.startsWith('/u/')
}

/** Whether a browser asks for a page, and not a program or a page for something that is not there. */
function isView({ originalUrl, headers }: FastifyRequest): boolean {
  return !/^\/(api|docs|assets)\//.test(originalUrl) && /\btext\/html\b/.test(headers.accept ?? '')
}
