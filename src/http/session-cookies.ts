import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SessionTokens } from '../accounts/sessions/sessions.ts'

/** The cookies of a session and of a sign-in in progress. Scripts cannot read them. */
export interface SessionCookies {
  read(
    request: FastifyRequest,
  ): Readonly<Record<'accessToken' | 'refreshToken' | 'browserSecret', string | undefined>>
  setSession(reply: FastifyReply, tokens: SessionTokens): void
  clearSession(reply: FastifyReply): void
  /** Sets the secret that the browser must bring back from AniList. */
  setSignIn(reply: FastifyReply, browserSecret: string): void
  clearSignIn(reply: FastifyReply): void
}

const signInSeconds = 600

/**
 * The cookies of an instance. With https, their names start with `__Host-`: browsers then accept them only from this
 * host, over https, for all paths. With http, during development, that is not possible.
 *
 * @param options.secure whether browsers use https
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
  // AniList's redirect is a cross-site navigation, which does not send strict cookies.
  const lax: CookieSerializeOptions = { ...strict, sameSite: 'lax' }

  function setSession(reply: FastifyReply, tokens: SessionTokens): void {
    // Both last as long as the session: without an access token, the browser would seem signed out.
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
