import cookie from '@fastify/cookie'
import type { FastifyRequest } from 'fastify'
import { AccountError } from '../../accounts/account-error.ts'
import type { Accounts } from '../../accounts/accounts.ts'
import type { Principal } from '../../accounts/sessions/sessions.ts'
import type { App } from '../instance.ts'
import { HttpError } from '../problem.ts'
import type { SessionCookies } from '../session-cookies.ts'

/** The authenticated caller, and how it was authenticated. */
export interface SignedIn extends Principal {
  /** Browsers send cookies automatically, so writes need a further proof; a Bearer token is always intentional. */
  readonly by: 'cookie' | 'bearer'
}

declare module 'fastify' {
  interface FastifyRequest {
    /** `null` if not signed in, or on a public route. */
    signedIn: SignedIn | null
  }
  interface FastifyContextConfig {
    /** With `public`: credentials are optional, but must be valid if sent. */
    optionalSignIn?: boolean
  }
}

/** Authenticates requests, except on `public` routes. Looks up the session each time, to refuse ended ones. */
export async function authenticateRequests(
  app: App,
  accounts: Pick<Accounts, 'authenticate'>,
  cookies: SessionCookies,
): Promise<void> {
  await app.register(cookie)
  app.decorateRequest('signedIn', null)

  app.addHook('onRequest', async (request, reply) => {
    const { public: isPublic, optionalSignIn } = request.routeOptions.config
    if (request.is404 || (isPublic && !optionalSignIn)) return
    reply.header('cache-control', 'no-store')
    const shown = credentials(request, cookies)
    if (!shown) {
      if (isPublic) return
      throw new HttpError('sign-in-required', 'Sign in with AniList first.')
    }
    try {
      request.signedIn = { ...(await accounts.authenticate(shown.accessToken)), by: shown.by }
    } catch (error) {
      if (error instanceof AccountError && error.code === 'session-ended') cookies.clearSession(reply)
      throw error
    }
  })
}

/** The caller on a route that requires a session. */
export function principalOf({ signedIn }: FastifyRequest): Principal {
  if (!signedIn) throw new Error('a route that asks who is signed in must not be public')
  return signedIn
}

function credentials(
  request: FastifyRequest,
  cookies: SessionCookies,
): { accessToken: string; by: SignedIn['by'] } | undefined {
  const { accessToken } = cookies.read(request)
  const { authorization } = request.headers
  if (authorization === undefined)
    return accessToken === undefined ? undefined : { accessToken, by: 'cookie' }
  if (accessToken !== undefined)
    throw new HttpError(
      'credentials-ambiguous',
      'The request has both a session cookie and an Authorization header. Send only one of them.',
    )
  const bearer = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1]
  if (bearer === undefined) throw new AccountError('access-token-invalid')
  return { accessToken: bearer, by: 'bearer' }
}
