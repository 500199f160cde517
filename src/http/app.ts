import type { FastifyBaseLogger } from 'fastify'
import { type Clock, systemClock } from '../anilist/clock.ts'
import type { Config } from '../config/config.ts'
import type { ServerServices, Services } from '../services.ts'
import { pingStore } from '../store/store.ts'
import { type App, createInstance } from './instance.ts'
import type { Metrics } from './metrics.ts'
import { authenticateRequests } from './plugins/authentication.ts'
import { endConnectionsOnClose, shedLoad } from './plugins/availability.ts'
import { compressReplies } from './plugins/compression.ts'
import { allowOrigins, refuseForgedRequests } from './plugins/cross-origin.ts'
import { documentRoutes, showDocumentation } from './plugins/documentation.ts'
import { answerWithProblems, watchMethods } from './plugins/problem-details.ts'
import { auditRefusals, limitRequests, reportRedis } from './plugins/rate-limit.ts'
import { logRequests, measureRequests, tellRequestIds } from './plugins/request-log.ts'
import { addSecurityHeaders } from './plugins/security-headers.ts'
import { refuseAmbiguousRequests } from './plugins/strict-requests.ts'
import { serveWebPage } from './plugins/web-page.ts'
import { addAboutRoute, addProblemsRoute, addRootRoute } from './routes/about.ts'
import { addAccountRoutes } from './routes/account.ts'
import { addAuthRoutes } from './routes/auth.ts'
import { addHealthRoutes, createReadiness, type Readiness, type ReadinessCheck } from './routes/health.ts'
import { addIgnoreRoutes } from './routes/ignores.ts'
import { addListRoutes } from './routes/list.ts'
import { addMediaRoute, addRelationsRoute } from './routes/media.ts'
import { addScanRoutes } from './routes/scans.ts'
import { createSessionCookies } from './session-cookies.ts'

export interface AppOptions {
  readonly logger: FastifyBaseLogger
  readonly readiness?: Readiness
  readonly metrics?: Metrics | undefined
  readonly webPage?: string | undefined
  readonly clock?: Clock
}

/** The HTTP service: every plugin and route, in the order requests pass them. `inject` or `listen` starts it. */
export async function buildApp(services: ServerServices, config: Config, options: AppOptions): Promise<App> {
  const { logger, metrics, webPage, clock = systemClock } = options
  const readiness = options.readiness ?? createReadiness(readinessChecks(services))
  const { accounts, lists, ignores } = services
  const { publicUrl } = config
  const cookies = createSessionCookies({ secure: publicUrl.startsWith('https:'), now: clock.now })
  const app = createInstance(config, logger)

  answerWithProblems(app, publicUrl)
  endConnectionsOnClose(app)
  logRequests(app)
  if (metrics) measureRequests(app, metrics)
  tellRequestIds(app)
  addSecurityHeaders(app, config)
  await allowOrigins(app, config.corsOrigins)
  await shedLoad(app)
  if (services.redis) reportRedis(app, services.redis)
  auditRefusals(app, services.limits, accounts.audit, services.store.db)
  limitRequests(app, services.limits, ({ signedIn }) => signedIn?.account.id)
  refuseAmbiguousRequests(app)
  await authenticateRequests(app, accounts, cookies)
  refuseForgedRequests(app, accounts.csrfTokens, [new URL(publicUrl).origin, ...config.corsOrigins])
  await compressReplies(app)
  await documentRoutes(app)
  const refuseOtherMethods = watchMethods(app)

  addHealthRoutes(app, readiness)
  addAboutRoute(app, config)
  addAuthRoutes(app, accounts, cookies, config)
  addAccountRoutes(app, accounts, cookies)
  const { scanRuns: runs } = services
  addScanRoutes(app, { ...clock, runs, accounts, ignores, publicUrl })
  addRelationsRoute(app, services.relations)
  addListRoutes(app, lists)
  addIgnoreRoutes(app, ignores)
  addMediaRoute(app, services.media)
  addProblemsRoute(app)
  await showDocumentation(app)
  if (webPage) await serveWebPage(app, webPage, config)
  else addRootRoute(app)

  refuseOtherMethods()
  return app
}

/** The service is ready while the database answers. Redis is optional: without it, only limits suffer. */
export function readinessChecks({ store, redis }: Services): readonly ReadinessCheck[] {
  const checks: ReadinessCheck[] = [{ name: 'database', check: () => pingStore(store) }]
  if (redis) checks.push({ name: 'redis', optional: true, check: async () => redis.check() })
  return checks
}
