import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { createAniListOauth } from '../../src/accounts/sign-in/anilist-oauth.ts'
import { redirectUri } from './instance.ts'
import { noon } from './people.ts'

type Respond = (reply: ServerResponse) => void

/** A token endpoint with this response, and the requests it received. */
async function endpoint(respond: Respond) {
  const asked: { headers: IncomingMessage['headers']; body: string }[] = []
  const server = createServer(async (request, reply) => {
    asked.push({ headers: request.headers, body: await text(request) })
    respond(reply)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const tokenUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`
  return { tokenUrl, asked }
}

function oauthAt(tokenUrl: string) {
  return createAniListOauth({
    clientId: '7',
    clientSecret: 'canary-secret',
    redirectUri,
    authUrl: 'https://anilist.co/api/v2/oauth/authorize',
    tokenUrl,
    userAgent: 'SequelFinderForAniList/test',
    now: () => noon,
  })
}

const json = (status: number, body: unknown): Respond => {
  return (reply) => reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
const granted = {
  token_type: 'Bearer',
  expires_in: 31_536_000,
  access_token: 'canary-token',
  refresh_token: 'r',
}

test('exchanges a code with a form that has the client secret in its body', async () => {
  const { tokenUrl, asked } = await endpoint(json(200, granted))
  expect(await oauthAt(tokenUrl).exchange('the code')).toEqual({
    token: 'canary-token',
    expiresAt: noon + 31_536_000_000,
  })
  expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({
    grant_type: 'authorization_code',
    code: 'the code',
    redirect_uri: redirectUri,
    client_id: '7',
    client_secret: 'canary-secret',
  })
  expect(asked[0]?.headers).toMatchObject({ 'user-agent': 'SequelFinderForAniList/test' })
  expect(asked[0]?.headers.authorization).toBeUndefined()
})

test('assumes a year if AniList sends no lifetime', async () => {
  const { tokenUrl } = await endpoint(json(200, { ...granted, expires_in: undefined }))
  expect((await oauthAt(tokenUrl).exchange('c')).expiresAt).toBe(noon + 365 * 86_400_000)
})

const hint = 'Authorization code has been revoked canary-body'
const failures: readonly (readonly [string, Respond, string])[] = [
  ['a code that was already used', json(400, { error: 'invalid_grant', hint }), 'sign-in-code-refused'],
  ['an invalid code', json(400, { error: 'invalid_request', message: hint }), 'sign-in-code-refused'],
  ['a wrong client secret', json(401, { error: 'invalid_client' }), 'sign-in-refused'],
  ['a client without permission', json(400, { error: 'unauthorized_client' }), 'sign-in-refused'],
  [
    'a challenge',
    (reply) => reply.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end(),
    'sign-in-refused',
  ],
  ['an outage', json(403, { errors: [{ message: 'disabled', status: 403 }] }), 'sign-in-failed'],
  ['too many requests', json(429, { error: 'slow down' }), 'sign-in-failed'],
  ['a failure', json(500, { error: 'server_error' }), 'sign-in-failed'],
  [
    'a page',
    (reply) => reply.writeHead(502, { 'content-type': 'text/html' }).end('<h1>canary-body'),
    'sign-in-failed',
  ],
  ['a page that claims success', (reply) => reply.writeHead(200).end('<h1>canary-body'), 'sign-in-failed'],
  [
    'nothing',
    (reply) => reply.writeHead(200, { 'content-type': 'application/json' }).end(),
    'sign-in-failed',
  ],
  ['no content', (reply) => reply.writeHead(204).end(), 'sign-in-failed'],
  [
    'half a reply',
    (reply) => reply.writeHead(200, { 'content-length': 999 }).write('{') && reply.destroy(),
    'sign-in-failed',
  ],
  ['a closed connection', (reply) => reply.destroy(), 'sign-in-failed'],
  ['no token', json(200, { ...granted, access_token: undefined }), 'sign-in-failed'],
  ['an empty token', json(200, { ...granted, access_token: '' }), 'sign-in-failed'],
  ['a token that is not a string', json(200, { ...granted, access_token: { a: 1 } }), 'sign-in-failed'],
  ['a token of another type', json(200, { ...granted, token_type: 'mac' }), 'sign-in-failed'],
  ['a lifetime that is not a number', json(200, { ...granted, expires_in: 'soon' }), 'sign-in-failed'],
  ['a list', json(200, [granted]), 'sign-in-failed'],
  ['a megabyte', json(200, { ...granted, more: 'x'.repeat(2 ** 20) }), 'sign-in-failed'],
  [
    'a redirect, which is not followed',
    (reply) => reply.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(),
    'sign-in-failed',
  ],
]

test.each(failures)(
  '%s has its own code, and the message repeats nothing of the reply',
  async (_, respond, code) => {
    const { tokenUrl, asked } = await endpoint(respond)
    const error = await oauthAt(tokenUrl)
      .exchange('canary-code')
      .catch((thrown) => thrown)
    expect(error).toMatchObject({ name: 'AccountError', code, cause: expect.any(Error) })
    expect(error.message + error.stack + error.cause.message + error.cause.stack).not.toContain('canary')
    expect(asked).toHaveLength(1)
  },
)

test('an endpoint that nothing listens on has its own code', async () => {
  await expect(oauthAt('http://127.0.0.1:9/token').exchange('c')).rejects.toMatchObject({
    code: 'sign-in-failed',
  })
})

test('http is accepted for a stand-in; https stays https', () => {
  const url = new URL(oauthAt('https://anilist.co/api/v2/oauth/token').authorizationUrl('s'))
  expect(url.origin).toBe('https://anilist.co')
})
