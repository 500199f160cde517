import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AccountError } from '../../accounts/account-error.ts'
import type { Accounts } from '../../accounts/accounts.ts'
import { formatSession } from '../../accounts/sessions/sessions.ts'
import { deviceLabel } from '../../accounts/sign-in/sign-in.ts'
import { formatConnection } from '../../accounts/tokens/connection.ts'
import { AniListError } from '../../anilist/errors.ts'
import { LimitError } from '../../limits/rate-limits.ts'
import type { App } from '../instance.ts'
import { principalOf } from '../plugins/authentication.ts'
import {
  callbackQuerySchema,
  loginQuerySchema,
  meSchema,
  refreshedSchema,
  sessionParamsSchema,
  sessionsSchema,
} from '../schemas/account.ts'
import type { SessionCookies } from '../session-cookies.ts'

const tags = ['sign-in']

/** `/api/v1/auth/…`: signing in with AniList, staying signed in, and signing out. */
export function addAuthRoutes(
  app: App,
  accounts: Accounts,
  cookies: SessionCookies,
  { demoUsers = [] }: { readonly demoUsers?: readonly string[] | undefined },
): void {
  app.get('/api/v1/auth/login', {
    config: { public: true, limit: 'sign-in' },
    errorHandler: tellOnPage(app),
    schema: {
      summary: 'Sign in with AniList',
      description: 'Use it as a link: redirects the browser to AniList, which redirects it to the callback.',
      tags,
      querystring: loginQuerySchema(demoUsers),
      response: { 302: z.undefined().describe('To AniList') },
    },
    handler: async (request, reply) => {
      const { returnTo, user: loginHint } = request.query
      const { refreshToken } = cookies.read(request)
      const { url, browserSecret } = await accounts.beginSignIn({ returnTo, refreshToken, loginHint })
      cookies.setSignIn(reply, browserSecret)
      return redirect(reply, url)
    },
  })

  app.get('/api/v1/auth/callback', {
    config: { public: true, limit: 'sign-in' },
    errorHandler: tellOnPage(app),
    schema: {
      summary: 'Return from AniList',
      description:
        'AniList redirects the browser here. It gets a session and is sent back to where it came from, or from `/` to your own results.',
      tags,
      querystring: callbackQuerySchema,
      response: { 302: z.undefined().describe('To the page') },
    },
    handler: async (request, reply) => {
      const { browserSecret = '' } = cookies.read(request)
      const device = { device: deviceLabel(request.headers['user-agent']), address: request.ip }
      const { returnPath, tokens } = await accounts.finishSignIn({ ...request.query, browserSecret }, device)
      cookies.setSession(reply, tokens)
      cookies.clearSignIn(reply)
      return redirect(reply, returnPath)
    },
  })

  app.post('/api/v1/auth/refresh', {
    config: { public: true, limit: 'refresh' },
    errorHandler: (error, request, reply) => {
      if (error instanceof AccountError) cookies.clearSession(reply)
      return app.errorHandler(error, request, reply)
    },
    schema: {
      summary: 'Get a new access token',
      description:
        'Exchanges the refresh token in the cookie for a new one. Each works once; reusing one ends the session. ' +
        'For ten seconds, the one used last gets the same reply again, so that several tabs can refresh at once.',
      tags,
      response: { 200: refreshedSchema },
    },
    handler: async (request, reply) => {
      const { refreshToken = '' } = cookies.read(request)
      const tokens = await accounts.refresh(refreshToken, request.ip)
      cookies.setSession(reply.header('cache-control', 'no-store'), tokens)
      return { accessTokenExpiresAt: new Date(tokens.accessToken.expiresAt).toISOString() }
    },
  })

  app.post('/api/v1/auth/logout', {
    schema: {
      summary: 'Sign out',
      description: 'Ends the session, and with it all of its tokens.',
      tags,
      response: { 204: z.undefined().describe('Signed out') },
    },
    handler: async (request, reply) => {
      await accounts.signOut(principalOf(request), request.ip)
      cookies.clearSession(reply)
      return reply.code(204).send()
    },
  })

  app.get('/api/v1/auth/me', {
    schema: { summary: 'Who is signed in', tags, response: { 200: meSchema } },
    handler: async (request) => {
      const { account, session } = principalOf(request)
      const connection = await accounts.connections.stateOf(account)
      return {
        id: account.aniListId,
        name: account.name,
        avatarUrl: account.avatarUrl,
        showsAdult: account.showsAdult,
        createdAt: new Date(account.createdAt).toISOString(),
        csrfToken: accounts.csrfTokens.make(session.id),
        sessionId: session.id,
        anilist: formatConnection(connection),
      }
    },
  })

  app.get('/api/v1/auth/sessions', {
    schema: {
      summary: 'Your sessions',
      tags,
      response: { 200: sessionsSchema },
    },
    handler: async (request) => {
      const principal = principalOf(request)
      const sessions = await accounts.sessionsOf(principal)
      return {
        sessions: sessions.map((each) => ({
          ...formatSession(each),
          current: each.id === principal.session.id,
        })),
      }
    },
  })

  app.delete('/api/v1/auth/sessions/:id', {
    schema: {
      summary: 'End one of your sessions',
      tags,
      params: sessionParamsSchema,
      response: { 204: z.undefined().describe('Session ended') },
    },
    handler: async (request, reply) => {
      const principal = principalOf(request)
      await accounts.revokeSession(principal, request.params.id, request.ip)
      if (request.params.id === principal.session.id) cookies.clearSession(reply)
      return reply.code(204).send()
    },
  })
}

function redirect(reply: FastifyReply, to: string): FastifyReply {
  // Addresses during a sign-in contain `state` and `code`, which must not leak.
  return reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).redirect(to)
}

/** Redirects browsers to the page, which explains the code; programs get the problem itself. */
function tellOnPage(app: App) {
  return (error: Error, request: FastifyRequest, reply: FastifyReply) => {
    const isExpected =
      error instanceof AccountError || error instanceof AniListError || error instanceof LimitError
    if (!isExpected || !/\btext\/html\b/.test(request.headers.accept ?? ''))
      return app.errorHandler(error, request, reply)
    request.log.info({ code: error.code }, 'sign-in failed')
    return redirect(reply, `/?signInError=${error.code}`)
  }
}
