import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { chunk } from '../../core/chunk.ts'
import type { App } from '../instance.ts'
import { HttpError } from '../problem.ts'

/** Headers with a single value. If one is sent twice, a proxy may have read the other one. */
const singleHeaders: ReadonlySet<string> = new Set([
  'accept',
  'authorization',
  'content-encoding',
  'content-length',
  'content-type',
  'cookie',
  'host',
  'idempotency-key',
  'if-none-match',
  'last-event-id',
  'origin',
  'sec-fetch-site',
  'x-csrf-token',
  'x-request-id',
])

/** Refuses ambiguous requests before anything else looks at them. */
export function refuseAmbiguousRequests(app: App): void {
  // Node would answer these itself, without our hooks.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response))
  app.addHook('onRequest', async (request) => {
    refuseExpectations(request)
    refuseRepeatedHeaders(request.raw.rawHeaders)
    refuseUnreadablePath(request)
    refuseUnreadableQuery(request.originalUrl)
  })

  // A route without a query schema accepts no parameters.
  app.addHook('onRoute', ({ schema }) => {
    if (schema && !schema.hide) schema.querystring ??= z.strictObject({})
  })

  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      refuseOtherCharsets(request)
      return parseJson(body)
    },
  )
}

function refuseExpectations({ headers }: FastifyRequest): void {
  if (headers.expect === undefined || /^100-continue$/i.test(headers.expect)) return
  throw new HttpError('expectation-failed', 'The only supported value of the Expect header is 100-continue.')
}

function refuseRepeatedHeaders(rawHeaders: readonly string[]): void {
  const seen = new Set<string>()
  // Names and values alternate.
  for (const [written = ''] of chunk(rawHeaders, 2)) {
    const name = written.toLowerCase()
    if (seen.has(name) && singleHeaders.has(name)) {
      throw new HttpError('header-duplicated', `The ${name} header was sent twice. Send it once.`)
    }
    seen.add(name)
  }
}

/** The router never sees such a path: {@link routablePath} has replaced it. */
function refuseUnreadablePath({ originalUrl }: FastifyRequest): void {
  if (routablePath(originalUrl) === originalUrl) return
  throw new HttpError(
    'path-malformed',
    'The path contains a % that does not start valid UTF-8. Check its encoding.',
  )
}

/** The router would answer an undecodable path itself, without our hooks: no headers, no limits, no log. */
export function routablePath(url: string): string {
  const end = url.indexOf('?')
  const path = end === -1 ? url : url.slice(0, end)
  if (!path.includes('%')) return url
  return isDecodable(path) ? url : '/malformed-path'
}

function refuseUnreadableQuery(url: string): void {
  const begin = url.indexOf('?')
  if (begin === -1) return
  const seen = new Set<string>()
  for (const pair of url.slice(begin + 1).split('&')) {
    if (!isDecodable(pair)) {
      throw new HttpError(
        'query-malformed',
        'The query contains a % that does not start valid UTF-8. Check its encoding.',
      )
    }
    const name = decodeURIComponent(pair.replace(/=.*/s, ''))
    if (seen.has(name))
      throw new HttpError('parameter-duplicated', 'A query parameter was sent twice. Send it once.')
    seen.add(name)
  }
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

function refuseOtherCharsets({ headers }: FastifyRequest): void {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '')?.[1]
  if (charset === undefined || /^utf-?8$/i.test(charset)) return
  throw new HttpError(
    'content-type-unsupported',
    'Send JSON in UTF-8 with the header `content-type: application/json`.',
  )
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Rejects keys that would change an object's prototype, at any depth. */
function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(body), (key, value) => {
      if (key === '__proto__') throw new SyntaxError('the key __proto__ is not allowed')
      return value
    })
  } catch (error) {
    throw new HttpError('json-malformed', 'The body is not valid JSON in UTF-8. Send one JSON object.', {
      cause: error,
    })
  }
}
