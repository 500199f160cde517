import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyRequest } from 'fastify'
import type { Config } from '../../config/config.ts'
import type { App } from '../instance.ts'
import { picturesOrigin } from './security-headers.ts'

const forEver = 'public, max-age=31536000, immutable'

/** The output of `npm run build`, relative to a checkout and to an installed package. */
const folders = ['../../../dist/web', '../../web'].map((folder) => join(import.meta.dirname, folder))

/** The folder of the built page; `undefined` if it was not built. */
export function findWebPage(): string | undefined {
  return folders.find((folder) => existsSync(join(folder, 'index.html')))
}

/** Serves the built page. Files in `assets/` have hashed names and never expire; other addresses are views. */
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
      // One route for each existing file, so no requested path ever reaches the file system.
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

/** Whether a view shows a list. Its document preloads more code, and it needs many images. */
function isList({ originalUrl }: FastifyRequest): boolean {
  return originalUrl.startsWith('/u/')
}

/** Whether a browser opens a view, rather than a program or a request for a missing file. */
function isView({ originalUrl, headers }: FastifyRequest): boolean {
  return !/^\/(api|docs|assets)\//.test(originalUrl) && /\btext\/html\b/.test(headers.accept ?? '')
}
