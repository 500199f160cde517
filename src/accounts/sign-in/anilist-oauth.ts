import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretPost,
  Configuration,
  type CustomFetch,
  customFetch,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client'
import { plainCause } from '../../anilist/errors.ts'
import { readBody } from '../../bounded-body.ts'
import { AccountError, type AccountErrorCode } from '../account-error.ts'

export interface GrantedToken {
  readonly token: string
  /** Epoch milliseconds. */
  readonly expiresAt: number
}

export interface AniListOauth {
  /**
   * The AniList page that asks the user for access.
   *
   * @param loginHint the user name to sign in, from OpenID Connect: the sandbox uses it, AniList ignores it
   */
  authorizationUrl(state: string, loginHint?: string): string
  /**
   * Exchanges the authorization code.
   *
   * @throws AccountError `sign-in-code-refused`, `sign-in-refused` or `sign-in-failed`
   */
  exchange(code: string): Promise<GrantedToken>
}

export interface AniListOauthOptions {
  readonly clientId: string
  readonly clientSecret: string
  /** Exactly as registered on AniList. */
  readonly redirectUri: string
  readonly authUrl: string
  readonly tokenUrl: string
  readonly userAgent: string
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly fetch?: typeof fetch
}

const timeoutSeconds = 15
/** AniList's reply is about two kilobytes. */
const longestReply = 64 * 1024
/** AniList's tokens are valid for a year, as each reply says. */
const yearSeconds = 365 * 86_400

/** The authorization code grant, configured here as AniList has no discovery document, PKCE or scopes. */
export function createAniListOauth(options: AniListOauthOptions): AniListOauth {
  const { clientId, clientSecret, redirectUri, authUrl, tokenUrl, now } = options
  const server = {
    issuer: new URL(authUrl).origin,
    authorization_endpoint: authUrl,
    token_endpoint: tokenUrl,
  }
  const configuration = new Configuration(server, clientId, undefined, ClientSecretPost(clientSecret))
  configuration.timeout = timeoutSeconds
  configuration[customFetch] = boundedFetch(options.fetch ?? fetch, options.userAgent)
  // Only a sandbox on this machine has an http address: production refuses to start with one.
  if (tokenUrl.startsWith('http:')) allowInsecureRequests(configuration)

  async function exchange(code: string): Promise<GrantedToken> {
    // Not the requested address, whose host the client can choose.
    const callback = new URL(redirectUri)
    callback.searchParams.set('code', code)
    try {
      const reply = await authorizationCodeGrant(configuration, callback)
      return {
        token: reply.access_token,
        expiresAt: now() + (reply.expires_in ?? yearSeconds) * 1000,
      }
    } catch (error) {
      throw new AccountError(codeFor(error), { cause: plainCause(error) })
    }
  }

  return {
    authorizationUrl: (state, loginHint) =>
      buildAuthorizationUrl(configuration, {
        ...{ redirect_uri: redirectUri, response_type: 'code', state },
        ...(loginHint !== undefined && { login_hint: loginHint }),
      }).href,
    exchange,
  }
}

/** AniList returns `invalid_request` for a malformed code, and `invalid_grant` for a used or expired one. */
function codeFor(error: unknown): AccountErrorCode {
  if (error instanceof WWWAuthenticateChallengeError) return 'sign-in-refused'
  if (!(error instanceof ResponseBodyError)) return 'sign-in-failed'
  if (error.status === 401 || /^(invalid|unauthorized)_client$/.test(error.error)) return 'sign-in-refused'
  return error.status === 400 ? 'sign-in-code-refused' : 'sign-in-failed'
}

/** Reads the whole reply before the library does, to limit its size. The library does not follow redirects. */
function boundedFetch(fetch: typeof globalThis.fetch, userAgent: string): CustomFetch {
  return async (url, { body, ...options }) => {
    const headers = { ...options.headers, 'user-agent': userAgent }
    const init = { ...options, headers, body: body ?? null } as RequestInit
    const response = await fetch(url, init)
    const tooLarge = () => new Error(`the reply is larger than ${longestReply} bytes`)
    const text = await readBody(response, longestReply, tooLarge)
    const { status } = response
    // A Response with these statuses cannot have a body, not even an empty one.
    const hasBody = ![204, 205, 304].includes(status)
    return new Response(hasBody ? (text ?? '') : null, { status, headers: response.headers })
  }
}
