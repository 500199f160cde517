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
    /** Open to everyone. Other routes require a session. */
    public?: boolean
  }
}

/** The largest body of any route: lists of ids and a few settings. */
const bodyLimit = 64 * 1024
/** A request must arrive completely within this time, as a slow one occupies a connection. */
const requestTimeoutMs = 30_000
const headersTimeoutMs = 10_000
/** How often Node checks these timeouts; its default of 30 seconds is far too long. */
const connectionsCheckingIntervalMs = 2_000

/** The bare server: limits, trusted proxies, request ids, and zod schemas for validation and serialization. */
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
    // During shutdown, requests on open connections are still answered.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    clientErrorHandler: (error, socket) => answerMalformedHttp(error, socket, headers),
    rewriteUrl: ({ url }) => routablePath(url ?? '/'),
    // The limit of a path parameter's length is up to its schema.
    routerOptions: { maxParamLength: 16 * 1024 },
  })
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  return app.withTypeProvider<ZodTypeProvider>()
}

/**
 * Answers requests that Node's HTTP parser refuses or that time out. As there is no request object yet, the reply is
 * written directly to the socket, as a problem like any other.
 */
function answerMalformedHttp(
  error: Error & { code?: string },
  socket: Socket,
  extraHeaders: Readonly<Record<string, string>>,
): void {
  // The client has disconnected.
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
