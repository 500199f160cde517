import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { type HttpReply, htmlReply, jsonReply, redirectReply } from './http-reply.ts'
import { escapeXml } from './poster.ts'
import type { UserDirectory } from './user.ts'

export interface OauthClient {
  readonly id: string
  readonly secret: string
  /** Matched exactly. If absent, any address of this machine. */
  readonly redirectUris?: readonly string[]
}

/** The default client. */
export const defaultClient: OauthClient = { id: '1', secret: 'sandbox' }

export interface Oauth {
  /** `GET /api/v2/oauth/authorize`: a page for choosing a user; `login=NAME` or `login_hint=NAME` chooses directly. */
  authorize(query: URLSearchParams): HttpReply
  /** `POST /api/v2/oauth/token`: exchanges a code for an access token. */
  exchange(body: string, contentType: string): HttpReply
}

const codeLifetime = 10 * 60_000

/**
 * AniList's authorization code grant. A code works once, within ten minutes.
 *
 * @param now milliseconds
 */
export function createOauth(
  clients: readonly OauthClient[],
  users: UserDirectory,
  tokens: AccessTokens,
  now: () => number,
): Oauth {
  const codes = new Map<string, { userId: number; client: OauthClient; redirectUri: string; until: number }>()

  return {
    authorize(query) {
      const client = clients.find(({ id }) => id === query.get('client_id'))
      const redirectUri = query.get('redirect_uri') ?? ''
      // Never redirect to an unregistered address, whatever else is wrong.
      if (client === undefined) return oauthError(401, 'invalid_client', 'No application has this client_id.')
      if (!mayRedirect(client, redirectUri)) {
        return oauthError(400, 'invalid_request', 'redirect_uri is not registered for this application.')
      }
      const back = new URL(redirectUri)
      const state = query.get('state')
      if (state !== null) back.searchParams.set('state', state)
      if (query.get('response_type') !== 'code') return refuseAt(back, 'unsupported_response_type')
      if (query.has('deny')) return refuseAt(back, 'access_denied')
      const login = query.get('login') ?? query.get('login_hint')
      if (login === null) return choicePage(users, query)
      const user = users.find(login)
      if (user === undefined) return htmlReply(404, `<p>No user is called ${escapeXml(login)}.</p>`)
      const code = randomBytes(24).toString('base64url')
      codes.set(code, { userId: user.id, client, redirectUri, until: now() + codeLifetime })
      back.searchParams.set('code', code)
      return redirectReply(back)
    },

    exchange(body, contentType) {
      const input = readForm(body, contentType)
      if (input === undefined)
        return oauthError(400, 'invalid_request', 'The body is neither a form nor JSON.')
      if (input.grant_type !== 'authorization_code') {
        return oauthError(400, 'unsupported_grant_type', 'Only authorization_code is granted.')
      }
      const client = clients.find(
        ({ id, secret }) => id === input.client_id && secret === input.client_secret,
      )
      if (client === undefined) return oauthError(401, 'invalid_client', 'Client authentication failed.')
      const grant = codes.get(input.code ?? '')
      codes.delete(input.code ?? '')
      if (
        !grant ||
        grant.client !== client ||
        grant.until <= now() ||
        grant.redirectUri !== input.redirect_uri
      ) {
        return oauthError(
          400,
          'invalid_grant',
          'The code is unknown, used or expired, or belongs to another application or address.',
        )
      }
      return jsonReply(200, {
        token_type: 'Bearer',
        expires_in: tokenLifetime,
        access_token: tokens.issue(grant.userId, client.id),
        // AniList issues one but never accepts it.
        refresh_token: randomBytes(32).toString('hex'),
      })
    },
  }
}

function mayRedirect({ redirectUris }: OauthClient, uri: string): boolean {
  if (redirectUris) return redirectUris.includes(uri)
  if (!URL.canParse(uri)) return false
  const { protocol, hostname } = new URL(uri)
  return /^https?:$/.test(protocol) && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}

function oauthError(status: number, error: string, description: string): HttpReply {
  return jsonReply(status, { error, error_description: description, message: description })
}

function refuseAt(back: URL, error: string): HttpReply {
  back.searchParams.set('error', error)
  return redirectReply(back)
}

function readForm(body: string, contentType: string): Readonly<Record<string, string>> | undefined {
  if (contentType.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(body))
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value !== 'object' || value === null) return undefined
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, String(part)]))
  } catch {
    return undefined
  }
}

function choicePage(users: UserDirectory, query: URLSearchParams): HttpReply {
  const link = (name: string, value: string) => {
    const choice = new URLSearchParams(query)
    choice.set(name, value)
    return escapeXml(`?${choice}`)
  }
  const people = users.all.map(
    ({ name }) => `<li><a href="${link('login', name)}">${escapeXml(name)}</a></li>`,
  )
  return htmlReply(
    200,
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><title>Sandbox: sign in</title>
<style>body{font:1.1rem/1.6 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}</style>
<h1>Sign in as</h1><p>This stands in for AniList's own page. Nobody here is real.</p>
<ul>${people.join('')}</ul><p><a href="${link('deny', '1')}">Deny access</a></p></html>`,
  )
}

/** AniList's tokens are valid for a year; in seconds. */
const tokenLifetime = 365 * 24 * 3600

export interface AccessTokens {
  issue(userId: number, clientId: string): string
  /** The user id of a valid token. */
  read(token: string): number | undefined
}

/**
 * Signs and verifies access tokens: JWTs with the user id as `sub`, like AniList's. The key is random, so tokens of
 * earlier runs are invalid.
 *
 * @param now milliseconds
 */
export function createAccessTokens(now: () => number): AccessTokens {
  const key = randomBytes(32)
  const sign = (text: string) => createHmac('sha256', key).update(text).digest()
  const header = encode({ typ: 'JWT', alg: 'HS256' })

  return {
    issue(userId, clientId) {
      const iat = Math.floor(now() / 1000)
      const claims = {
        aud: clientId,
        jti: randomUUID(),
        iat,
        nbf: iat,
        exp: iat + tokenLifetime,
        sub: String(userId),
        scopes: [],
      }
      const text = `${header}.${encode(claims)}`
      return `${text}.${sign(text).toString('base64url')}`
    },
    read(token) {
      const [head, claims, signature] = token.split('.')
      if (head !== header || claims === undefined || signature === undefined) return undefined
      const [given, right] = [Buffer.from(signature, 'base64url'), sign(`${head}.${claims}`)]
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined
      const { sub, exp } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
        sub: string
        exp: number
      }
      return exp > now() / 1000 ? Number(sub) : undefined
    },
  }
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
