import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SessionTokens } from '../accounts/sessions/sessions.ts'

/** What a browser keeps of a session and of a sign-in under way. Scripts never see any of it. */
export interface SessionCookies {
  read(
    request: FastifyRequest,
  ): Readonly<Record<'accessToken' | 'refreshToken' | 'browserSecret', string | undefined>>
  /** Gives a browser its session. */
  setSession(reply: FastifyReply, tokens: SessionTokens): void
  clearSession(reply: FastifyReply): void
  /** Gives a browser that goes to AniList what it has to come back with. */
  setSignIn(reply: FastifyReply, browserSecret: string): void
  clearSignIn(reply: FastifyReply): void
}

const signInSeconds = 600

/**
 * The cookies of an instance. On https their names begin with `__Host-`: browsers take those only from this very host, over
 * https, for all of its paths. On http, which is for development on one's own machine, that cannot be had.
 *
 * @param options.secure whether browsers reach this instance by https
 * @param options.now epoch milliseconds
 */
export function createSessionCookies(options: { secure: boolean; now: () => number }): SessionCookies {
  const { secure, now } = options
  const prefix = secure ? '__Host-' : ''
  const names = {
    access: `${prefix}sequel-finder-access`,
    refresh: `${prefix}sequel-finder-refresh`,
    signIn: `${prefix}sequel-finder-sign-in`,
  }
  const strict: CookieSerializeOptions = { path: '/', httpOnly: true, secure, sameSite: 'strict' }
  // AniList sends the browser back by a link of its own, with which a strict cookie would not come along.
  const lax: CookieSerializeOptions = { ...strict, sameSite: 'lax' }

  function setSession(reply: FastifyReply, tokens: SessionTokens): void {
    // Both as long as the session: a browser that dropped an expired access token would seem to be nobody's, not one
    // that has to refresh it.
    const maxAge = Math.floor((tokens.refreshTokenExpiresAt - now()) / 1000)
    reply.setCookie(names.access, tokens.accessToken.token, { ...strict, maxAge })
    reply.setCookie(names.refresh, tokens.refreshToken, { ...strict, maxAge })
  }

  return {
    read: ({ cookies }) => ({
      accessToken: cookies[names.access],
      refreshToken: cookies[names.refresh],
      browserSecret: cookies[names.signIn],
    }),
    setSession,
    clearSession(reply) {
      reply.clearCookie(names.access, strict).clearCookie(names.refresh, strict)
    },
    setSignIn(reply, browserSecret) {
      reply.setCookie(names.signIn, browserSecret, { ...lax, maxAge: signInSeconds })
    },
    clearSignIn(reply) {
      reply.clearCookie(names.signIn, lax)
    },
  }
}
