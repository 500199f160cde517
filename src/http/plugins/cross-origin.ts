import cors from '@fastify/cors'
import type { FastifyRequest } from 'fastify'
import type { CsrfTokens } from '../../accounts/sessions/opaque-tokens.ts'
import type { App } from '../instance.ts'
import { HttpError } from '../problem.ts'

const writes = ['POST', 'PUT', 'PATCH', 'DELETE']

/** How long browsers may remember what a preflight said, in seconds. */
const rememberFor = 600

/**
 * Lets the web pages of these exact origins use the API with the person's cookies, and no other page.
 *
 * @param origins scheme, host and port; an origin that only looks like one of them is foreign
 */
export async function allowOrigins(app: App, origins: readonly string[]): Promise<void> {
  await app.register(cors, {
    origin: [...origins],
    credentials: true,
    methods: ['GET', 'HEAD', ...writes],
    allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'last-event-id', 'x-csrf-token'],
    exposedHeaders: ['age', 'etag', 'ratelimit', 'ratelimit-policy', 'retry-after', 'x-request-id'],
    maxAge: rememberFor,
    strictPreflight: false,
  })
}

const harmless: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE'])

/**
 * Refuses writes that another site makes a browser send. The browser itself says where a request comes from, and our page
 * proves besides, by a token in a header, that it could read what only it is shown.
 *
 * @param origins pages that may write, besides our own
 */
export function refuseForgedRequests(app: App, csrfTokens: CsrfTokens, origins: readonly string[]): void {
  const allowed: ReadonlySet<string> = new Set(origins)
  app.addHook('onRequest', async (request) => {
    const { signedIn } = request
    if (harmless.has(request.method) || request.is404 || signedIn?.by === 'bearer') return
    if (!comesFromUs(request, allowed))
      throw new HttpError('origin-refused', 'Only pages of this site may do this with your cookies.')
    if (signedIn && !csrfTokens.check(signedIn.session.id, tokenOf(request)))
      throw new HttpError(
        'csrf-token-invalid',
        'Send the csrfToken from GET /api/v1/auth/me in the X-CSRF-Token header.',
      )
  })
}

/** `Sec-Fetch-Site` where the browser sends it, else `Origin`; both cannot be set by scripts of a page. */
function comesFromUs({ headers }: FastifyRequest, allowed: ReadonlySet<string>): boolean {
  const { origin, cookie } = headers
  const site = headers['sec-fetch-site']
  if (site === 'same-origin') return true
  if (origin !== undefined) return allowed.has(origin)
  // No browser leaves out both. Without cookies there is nothing to abuse either.
  return site === undefined && cookie === undefined
}

function tokenOf({ headers }: FastifyRequest): string {
  const token = headers['x-csrf-token']
  return typeof token === 'string' ? token : ''
}
