import type { IncomingMessage, ServerResponse } from 'node:http'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawServerDefault,
} from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Config } from '../config/config.ts'
import { answerMalformedHttp } from './malformed-http.ts'
import { requestIds } from './plugins/request-log.ts'
import { securityHeaders } from './plugins/security-headers.ts'
import { routablePath } from './plugins/strict-requests.ts'

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Open to everyone. Without it a route is for signed-in people. */
    public?: boolean
  }
}

/** The largest body of any route. Ours are lists of ids and a few settings. */
const bodyLimit = 64 * 1024
/** A request must have arrived whole within this time: whoever sends it byte by byte holds a connection. */
const requestTimeoutMs = 30_000
const headersTimeoutMs = 10_000
/** How often Node looks for requests that are over these times: unless told every 30 seconds, which is far beyond them. */
const connectionsCheckingIntervalMs = 2_000

/** The bare server: limits, trusted proxies, request ids, and zod schemas that validate and filter. */
export function createInstance(config: Config, logger: FastifyBaseLogger): App {
  const trusted = config.trustedProxies ?? []
  const headers = securityHeaders(config)
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: requestIds(trusted),
    trustProxy: trusted.length > 0 ? [...trusted] : false,
    bodyLimit,
    requestTimeout: requestTimeoutMs,
    http: {
      headersTimeout: headersTimeoutMs,
      connectionsCheckingInterval: connectionsCheckingIntervalMs,
    },
    // While it stops, requests on connections that are open already are still answered.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: (error, socket) => answerMalformedHttp(error, socket, headers),
    rewriteUrl: ({ url }) => routablePath(url ?? '/'),
    // Whether a part of the path is too long is for its schema to say.
    routerOptions: { maxParamLength: 16 * 1024 },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  return app.withTypeProvider<ZodTypeProvider>()
}
