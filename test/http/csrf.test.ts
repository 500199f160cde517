import { describe, expect, test } from 'vitest'
import { signIn } from './browser.ts'
import { startService } from './service.ts'

const logout = { method: 'POST', url: '/api/v1/auth/logout' } as const

async function start() {
  const service = await startService({ config: { corsOrigins: ['https://friend.example'] } })
  const browser = await signIn(service, 'casual')
  const { 'x-csrf-token': token, cookie } = browser.writeHeaders
  return { ...service, token: token ?? '', cookie: cookie ?? '' }
}

/** What a browser says about the origin of a request, and whether it may write. */
const origins: readonly (readonly [string, Record<string, string>, number])[] = [
  ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:8000' }, 204],
  [
    'our own page at an unknown address',
    { 'sec-fetch-site': 'same-origin', origin: 'http://192.0.2.1' },
    204,
  ],
  ['our own page in an old browser', { origin: 'http://localhost:8000' }, 204],
  ['an allowed page', { 'sec-fetch-site': 'cross-site', origin: 'https://friend.example' }, 204],
  [
    'a page that looks like an allowed one',
    { 'sec-fetch-site': 'cross-site', origin: 'https://friend.example.evil' },
    403,
  ],
  ['the same page over http', { 'sec-fetch-site': 'cross-site', origin: 'http://friend.example' }, 403],
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
  ['a sibling site', { 'sec-fetch-site': 'same-site', origin: 'https://sister.sequels.example' }, 403],
  ['another site in an old browser', { origin: 'https://evil.example' }, 403],
  ['a sandboxed frame', { 'sec-fetch-site': 'cross-site', origin: 'null' }, 403],
  ['a person who typed the address', { 'sec-fetch-site': 'none' }, 403],
  ['another site without an origin', { 'sec-fetch-site': 'cross-site' }, 403],
  ['nowhere', {}, 403],
]

describe('policy: CSRF by Sec-Fetch-Site and Origin', () => {
  test.each(origins)('a write from %s', async (_, headers, status) => {
    const { app, token, cookie } = await start()
    const reply = await app.inject({ ...logout, headers: { ...headers, cookie, 'x-csrf-token': token } })
    expect(reply.statusCode).toBe(status)
    if (status === 403) expect(reply.json().code).toBe('origin-refused')
    const me = await app.inject({ url: '/api/v1/auth/me', headers: { cookie } })
    expect(me.statusCode).toBe(status === 403 ? 200 : 401)
  })

  test.each(origins)('a refresh from %s', async (_, headers, status) => {
    const { app, cookie } = await start()
    const reply = await app.inject({
      method: 'POST',
      url: '/api/v1/auth/refresh',
      headers: { ...headers, cookie },
    })
    expect(reply.statusCode).toBe(status === 403 ? 403 : 200)
    expect(reply.cookies).toHaveLength(status === 403 ? 0 : 2)
  })

  test('every page may send reads, and the browser decides whether it sees the reply', async () => {
    const { app, cookie } = await start()
    const headers = { cookie, 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
    const reply = await app.inject({ url: '/api/v1/auth/me', headers })
    expect(reply.statusCode).toBe(200)
    expect(reply.headers['access-control-allow-origin']).toBeUndefined()
  })
})

describe('policy: CSRF by a token bound to the session', () => {
  const fromPage = { 'sec-fetch-site': 'same-origin' }

  test.each([
    ['no token', () => ({})],
    ['an empty token', () => ({ 'x-csrf-token': '' })],
    ['a made-up token', () => ({ 'x-csrf-token': `${'A'.repeat(22)}.${'A'.repeat(43)}` })],
    ['half a token', (token: string) => ({ 'x-csrf-token': token.split('.')[0] })],
    ['the token in another case', (token: string) => ({ 'x-csrf-token': token.toUpperCase() })],
  ])('a write with %s is refused', async (_, header) => {
    const { app, token, cookie } = await start()
    const reply = await app.inject({ ...logout, headers: { ...fromPage, cookie, ...header(token) } })
    expect(reply.statusCode).toBe(403)
    expect(reply.json().code).toBe('csrf-token-invalid')
  })

  test("a write with another session's token is refused", async () => {
    const service = await start()
    const other = await signIn(service, 'casual')
    const headers = { ...other.writeHeaders, 'x-csrf-token': service.token }
    const reply = await service.app.inject({ ...logout, headers })
    expect(reply.statusCode).toBe(403)
    expect(reply.json().code).toBe('csrf-token-invalid')
  })

  test('two tokens are ambiguous', async () => {
    const { listen, token, cookie } = await start()
    const headers = new Headers({ ...fromPage, cookie, 'x-csrf-token': token })
    headers.append('x-csrf-token', token)
    // `fetch` joins them into one header.
    const reply = await fetch((await listen()) + logout.url, { method: 'POST', headers })
    expect(reply.status).toBe(403)
  })

  test('a token is valid in every tab, for as long as the session', async () => {
    const { app, token, cookie } = await start()
    await app.inject({ url: '/api/v1/auth/me', headers: { cookie } })
    const reply = await app.inject({ ...logout, headers: { ...fromPage, cookie, 'x-csrf-token': token } })
    expect(reply.statusCode).toBe(204)
  })
})
