import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type RawServerDefault,
} from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Config } from '../config/config.ts'
import { requestIds } from './plugins/request-log.ts'
import { securityHeaders } from './plugins/security-headers.ts'
import { routablePath } from './plugins/strict-requests.ts'
import { HttpError, toProblem } from './problem.ts'

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

/**
 * Answers what Node's HTTP parser refuses, or what did not arrive in time: there is no request yet, so the reply goes
 * straight to the socket. It has the form of every other problem.
 *
 * @param extraHeaders those that stand on every reply
 */
function answerMalformedHttp(
  error: Error & { code?: string },
  socket: Socket,
  extraHeaders: Readonly<Record<string, string>>,
): void {
  // Whoever hangs up gets no answer.
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const { problem } = toProblem(refusalOf(error), randomUUID(), '')
  const body = JSON.stringify(problem)
  const head = [
    `HTTP/1.1 ${problem.status} ${statusWords[problem.status] ?? 'Bad Request'}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    `X-Request-Id: ${problem.requestId}`,
    'Connection: close',
    ...Object.entries(extraHeaders).map(([name, value]) => `${name}: ${value}`),
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

const statusWords: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
}

function refusalOf(error: Error & { code?: string }): HttpError {
  switch (error.code) {
    case 'HPE_HEADER_OVERFLOW':
      return new HttpError(
        'headers-too-large',
        'The headers are larger than 16 KiB. Send fewer or shorter ones.',
      )
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new HttpError('request-timeout', 'The request did not arrive completely in time. Send it again.')
    default:
      return new HttpError('http-malformed', 'This is not a valid HTTP/1.1 request.')
  }
}
