import cors from '@fastify/cors'
import type { FastifyRequest } from 'fastify'
import type { CsrfTokens } from '../../accounts/sessions/opaque-tokens.ts'
import type { App } from '../instance.ts'
import { HttpError } from '../problem.ts'

const writes = ['POST', 'PUT', 'PATCH', 'DELETE']

/** How long browsers may cache a preflight, in seconds. */
const rememberFor = 600

/**
 * Lets web pages of these origins, and no others, use the API with the user's cookies.
 *
 * @param origins scheme, host and port, compared exactly
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
 * Refuses writes forged by another site (CSRF). The browser says where a request comes from, and our page also sends a
 * token that only it can read.
 *
 * @param origins other pages that may write
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

/** Checks `Sec-Fetch-Site`, or else `Origin`; scripts of a page cannot set either. */
function comesFromUs({ headers }: FastifyRequest, allowed: ReadonlySet<string>): boolean {
  const { origin, cookie } = headers
  const site = headers['sec-fetch-site']
  if (site === 'same-origin') return true
  if (origin !== undefined) return allowed.has(origin)
  // Every browser sends one of them, and without cookies there is nothing to abuse.
  return site === undefined && cookie === undefined
}

function tokenOf({ headers }: FastifyRequest): string {
  const token = headers['x-csrf-token']
  return typeof token === 'string' ? token : ''
}
