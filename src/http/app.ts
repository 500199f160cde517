import type { FastifyBaseLogger } from 'fastify'
import type { Config } from '../config.ts'
import type { Services } from '../services.ts'
import { type App, createInstance } from './instance.ts'
import { allowOrigins } from './plugins/cross-origin.ts'
import { answerWithProblems } from './plugins/problem-details.ts'
import { tellRequestIds } from './plugins/request-id.ts'
import { addSecurityHeaders } from './plugins/security-headers.ts'
import { addHealthRoutes } from './routes/health.ts'

/**
 * The whole HTTP service: every plugin and every route by name, in the order in which a request meets them. It opens no
 * port; `inject` or `listen` does.
 */
export async function buildApp(_services: Services, config: Config, logger: FastifyBaseLogger): Promise<App> {
  const app = createInstance(config, logger)

  answerWithProblems(app, config.publicUrl)
  tellRequestIds(app)
  await addSecurityHeaders(app, config)
  await allowOrigins(app, config.corsOrigins)

  addHealthRoutes(app)

  return app
}
