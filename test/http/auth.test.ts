import type { Response } from 'light-my-request'
import { describe, expect, test } from 'vitest'
import { cookiesOf, signIn } from './browser.ts'
import { type Service, shareService, startService } from './service.ts'

const minute = 60_000

async function startSignedIn(options: Parameters<typeof startService>[0] = {}) {
  const service = await startService(options)
  return { ...service, browser: await signIn(service, 'casual') }
}

/** A cookie of a reply, by the end of its name. */
function cookie({ cookies }: Response, name: string) {
  return cookies.find((each) => each.name.endsWith(name))
}

function operations(document: object) {
  const { paths = {} } = document as { paths?: Record<string, object> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, { security?: unknown }>).map(([method, { security }]) => ({
      method: method.toUpperCase() as 'GET',
      path,
      security,
    })),
  )
}

const refresh = { method: 'POST', url: '/api/v1/auth/refresh' } as const
const fromPage = { 'sec-fetch-site': 'same-origin' }

describe('policy: cookies only', () => {
  const https = { config: { publicUrl: 'https://sequels.example', appEnv: 'production' } } as const

  test.each([
    ['plain names over http, for development', {}, '', undefined],
    ['__Host- names and Secure over https', https, '__Host-', true],
  ] as const)('%s', async (_, options, prefix, secure) => {
    const { app } = await startService(options)
    const { cookies } = await app.inject('/api/v1/auth/login')
    expect(cookies).toEqual([
      {
        name: `${prefix}sequel-finder-sign-in`,
        value: expect.stringMatching(/^[\w-]{43}$/),
        path: '/',
        httpOnly: true,
        sameSite: 'Lax',
        maxAge: 600,
        ...(secure && { secure }),
      },
    ])
  })

  test('a session has two cookies, for fourteen days, hidden from scripts and other sites', async () => {
    const { app, browser, clock } = await startSignedIn()
    await clock.advance(minute)
    const { cookies } = await app.inject({ ...refresh, headers: { ...browser.headers, ...fromPage } })
    const kept = { path: '/', httpOnly: true, sameSite: 'Strict', maxAge: 14 * 86_400 }
    expect(cookies).toEqual([
      { ...kept, name: 'sequel-finder-access', value: expect.stringMatching(/^eyJ/) },
      { ...kept, name: 'sequel-finder-refresh', value: expect.stringMatching(/^[\w-]{43}$/) },
    ])
  })

  test('no reply has a token in its body or in a URL', async () => {
    const { app, browser } = await startSignedIn()
    const tokens = browser.headers.cookie.split('; ').map((each) => each.split('=')[1] ?? '')
    expect(tokens).toHaveLength(2)
    for (const url of ['/api/v1/auth/me', '/api/v1/auth/sessions', '/api/v1/account']) {
      const { body } = await app.inject({ url, headers: browser.headers })
      for (const token of tokens) expect(body).not.toContain(token)
      expect(body).not.toContain('eyJ')
    }
  })
})

describe('signing in', () => {
  test('goes to AniList and back to where it started', async () => {
    const { app, sandbox } = await startService()
    const begun = await app.inject('/api/v1/auth/login?returnTo=/lists%3Fsort%3Dscore')
    expect(begun.statusCode).toBe(302)
    expect(begun.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    const page = new URL(String(begun.headers.location))
    expect(page.href.split('?')[0]).toBe(sandbox.authorizeUrl)
    page.searchParams.set('login', 'casual')
    const back = new URL((await fetch(page, { redirect: 'manual' })).headers.get('location') ?? '')
    const done = await app.inject({ url: back.pathname + back.search, headers: { cookie: cookiesOf(begun) } })
    expect(done.statusCode).toBe(302)
    expect(done.headers).toMatchObject({
      location: '/lists?sort=score',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
    expect(cookie(done, 'sign-in')).toMatchObject({ value: '' })
  })

  describe('in a demo', () => {
    const demo = { config: { demoUsers: ['casual', 'planner'] } }

    test('signs in to the sandbox as the chosen sample user', async () => {
      const { app } = await startService(demo)
      const begun = await app.inject('/api/v1/auth/login?user=planner')
      const page = new URL(String(begun.headers.location))
      expect(page.searchParams.get('login_hint')).toBe('planner')
      const back = new URL((await fetch(page, { redirect: 'manual' })).headers.get('location') ?? '')
      const done = await app.inject({
        url: back.pathname + back.search,
        headers: { cookie: cookiesOf(begun) },
      })
      const me = await app.inject({ url: '/api/v1/auth/me', headers: { cookie: cookiesOf(done) } })
      expect(me.json().name).toBe('planner')
    })

    test.each([
      ['a user outside DEMO_USERS', demo, 'private-person'],
      ['a user outside a demo', {}, 'casual'],
      ['an empty user outside a demo', {}, ''],
    ])('refuses %s', async (_, options, user) => {
      const { app } = await startService(options)
      const reply = await app.inject(`/api/v1/auth/login?user=${user}`)
      expect([reply.statusCode, reply.json().code]).toEqual([400, 'request-invalid'])
      expect(reply.headers.location).toBeUndefined()
    })
  })

  test('GET /auth/me returns the account', async () => {
    const { app, browser } = await startSignedIn()
    const me = await app.inject({ url: '/api/v1/auth/me', headers: browser.headers })
    expect([me.statusCode, me.headers['cache-control']]).toEqual([200, 'no-store'])
    expect(me.json()).toEqual({
      id: expect.any(Number),
      name: 'casual',
      avatarUrl: expect.any(String),
      showsAdult: false,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      csrfToken: expect.stringMatching(/^[\w-]{22}\.[\w-]{43}$/),
      sessionId: expect.stringMatching(/^[\w-]{22}$/),
      anilist: {
        state: 'connected',
        since: '2026-01-01T00:00:00.000Z',
        expiresAt: '2027-01-01T00:00:00.000Z',
        expiresSoon: false,
      },
    })
  })

  const comingBack: readonly (readonly [string, string, number, string])[] = [
    ['an unknown state', 'state=x&code=y', 400, 'sign-in-expired'],
    ['no state', 'code=y', 400, 'request-invalid'],
    ['neither code nor error', 'state=x', 400, 'request-invalid'],
    ['both', 'state=x&code=y&error=z', 400, 'request-invalid'],
    ['two states', 'state=x&state=y&code=z', 400, 'parameter-duplicated'],
    ['a state as a list', 'state[]=x&code=z', 400, 'request-invalid'],
    ['a code that is too long', `state=x&code=${'y'.repeat(4097)}`, 400, 'request-invalid'],
    ['bad UTF-8', 'state=%ff&code=y', 400, 'query-malformed'],
  ]
  test.each(comingBack)('refuses %s', async (_, query, status, code) => {
    const { app } = await startService()
    const reply = await app.inject(`/api/v1/auth/callback?${query}`)
    expect([reply.statusCode, reply.json().code]).toEqual([status, code])
    expect(reply.cookies).toEqual([])
  })

  test('shows a browser what went wrong, on the page', async () => {
    const { app } = await startService()
    const headers = { accept: 'text/html,application/xhtml+xml' }
    const reply = await app.inject({ url: '/api/v1/auth/callback?state=x&error=access_denied', headers })
    expect([reply.statusCode, reply.headers.location]).toEqual([302, '/?signInError=sign-in-expired'])
  })

  test('shows a browser on the page that it has to wait, and programs by status', async () => {
    const { app } = await startService({ config: { rateLimitPerMinute: 6 } })
    const login = (accept: string) => app.inject({ url: '/api/v1/auth/login', headers: { accept } })
    await login('text/html')
    const reply = await login('text/html')
    expect([reply.statusCode, reply.headers.location]).toEqual([302, '/?signInError=rate-limited'])
    expect((await login('application/json')).statusCode).toBe(429)
  })

  test('refuses to return to another site', async () => {
    const { app } = await startService()
    const reply = await app.inject('/api/v1/auth/login?returnTo=//evil.example')
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'return-path-invalid'])
  })

  test('is unavailable without client credentials for AniList', async () => {
    const { app } = await startService({ config: { anilistClientId: undefined } })
    const reply = await app.inject('/api/v1/auth/login')
    expect([reply.statusCode, reply.json().code]).toEqual([404, 'sign-in-unavailable'])
  })

  test('again in the same browser ends the previous session', async () => {
    const { app, browser } = await startSignedIn()
    const again = await signIn({ app }, 'casual', browser.headers.cookie)
    const before = await app.inject({ url: '/api/v1/auth/me', headers: browser.headers })
    expect([before.statusCode, before.json().code]).toEqual([401, 'session-ended'])
    const now = await app.inject({ url: '/api/v1/auth/me', headers: again.headers })
    expect(now.json().name).toBe('casual')
  })
})

describe('policy: protected by default', () => {
  const service = shareService()

  test('every route requires a sign-in, except those marked as public', async () => {
    const { app } = service()
    await app.ready()
    const open: string[] = []
    for (const { method, path, security } of operations(app.swagger() as object)) {
      const reply = await app.inject({ method, url: path.replace(/\{\w+\}/g, '1') })
      const isOpen = !(reply.statusCode === 401 && reply.json().code === 'sign-in-required')
      if (isOpen) open.push(`${method} ${path}`)
      else expect(reply.headers).toMatchObject({ 'www-authenticate': 'Bearer', 'cache-control': 'no-store' })
      // The OpenAPI document agrees.
      expect([path, security === undefined]).toEqual([path, !isOpen])
    }
    expect(open.sort()).toEqual([
      'GET /api/v1/about',
      'GET /api/v1/auth/callback',
      'GET /api/v1/auth/login',
      'GET /api/v1/media/{id}',
      'GET /api/v1/scans/{name}',
      'GET /livez',
      'GET /readyz',
      'POST /api/v1/auth/refresh',
      'POST /api/v1/relations',
    ])
  })

  test('an unknown address is a 404, signed in or not', async () => {
    expect((await service().app.inject('/api/v1/nothing')).statusCode).toBe(404)
    expect((await service().app.inject({ method: 'POST', url: '/api/v1/nothing' })).statusCode).toBe(404)
  })
})

describe('policy: Bearer for API clients', () => {
  const me = '/api/v1/auth/me'

  async function start() {
    const signedIn = await startSignedIn()
    const token = /access=([^;]+)/.exec(signedIn.browser.headers.cookie)?.[1] ?? ''
    return { ...signedIn, token }
  }

  test.each(['Bearer', 'bearer', 'BEARER'])('%s with an access token is accepted', async (scheme) => {
    const { app, token } = await start()
    const reply = await app.inject({ url: me, headers: { authorization: `${scheme} ${token}` } })
    expect(reply.statusCode).toBe(200)
  })

  test('writes then need no CSRF token', async () => {
    const { app, token } = await start()
    const headers = { authorization: `Bearer ${token}` }
    expect((await app.inject({ method: 'POST', url: '/api/v1/auth/logout', headers })).statusCode).toBe(204)
    expect((await app.inject({ url: me, headers })).json().code).toBe('session-ended')
  })

  test('a cookie next to it is refused', async () => {
    const { app, token, browser } = await start()
    const headers = { authorization: `Bearer ${token}`, ...browser.headers }
    for (const url of [me, '/api/v1/scans/casual']) {
      const reply = await app.inject({ url, headers })
      expect([reply.statusCode, reply.json().code]).toEqual([400, 'credentials-ambiguous'])
    }
  })

  test.each([
    ['another scheme', 'Basic YWRhOnB3'],
    ['no scheme', 'eyJ'],
    ['no token', 'Bearer '],
    ['two tokens', 'Bearer a b'],
    ['a refresh token', `Bearer ${'A'.repeat(43)}`],
    ['an SQL injection', "Bearer ' or 1=1 --"],
  ])('%s is refused', async (_, authorization) => {
    const { app } = await start()
    const reply = await app.inject({ url: me, headers: { authorization } })
    expect([reply.statusCode, reply.json().code]).toEqual([401, 'access-token-invalid'])
  })
})

describe('policy: staying signed in', () => {
  const me = (service: Service, headers: Record<string, string>) =>
    service.app.inject({ url: '/api/v1/auth/me', headers })

  test('an expired access token asks for a refresh, and the refreshed one is accepted', async () => {
    const service = await startSignedIn({ config: { accessTokenExpireMinutes: 15 } })
    await service.clock.advance(16 * minute)
    const expired = await me(service, service.browser.headers)
    expect([expired.statusCode, expired.json().code]).toEqual([401, 'access-token-expired'])
    expect(expired.cookies).toEqual([])
    const reply = await service.app.inject({
      ...refresh,
      headers: { ...service.browser.headers, ...fromPage },
    })
    expect(reply.json()).toEqual({ accessTokenExpiresAt: '2026-01-01T00:31:00.000Z' })
    expect(reply.headers['cache-control']).toBe('no-store')
    expect((await me(service, { cookie: cookiesOf(reply) })).statusCode).toBe(200)
  })

  test('a scan asks for a refresh too, instead of showing what everyone sees', async () => {
    const service = await startSignedIn({ config: { accessTokenExpireMinutes: 15 } })
    await service.clock.advance(16 * minute)
    const reply = await service.app.inject({ url: '/api/v1/scans/casual', headers: service.browser.headers })
    expect([reply.statusCode, reply.json().code]).toEqual([401, 'access-token-expired'])
  })

  test('reusing a refresh token ends the session, and clears the cookies', async () => {
    const service = await startSignedIn()
    const headers = { ...service.browser.headers, ...fromPage }
    const next = await service.app.inject({ ...refresh, headers })
    await service.clock.advance(11_000)
    const reused = await service.app.inject({ ...refresh, headers })
    expect([reused.statusCode, reused.json().code]).toEqual([401, 'refresh-token-reused'])
    expect(reused.cookies.map(({ value }) => value)).toEqual(['', ''])
    expect((await me(service, { cookie: cookiesOf(next) })).json().code).toBe('session-ended')
  })

  test.each([
    ['no cookie', ''],
    ['an empty token', 'sequel-finder-refresh='],
    ['an unknown token', `sequel-finder-refresh=${'A'.repeat(43)}`],
    ['a malformed token', 'sequel-finder-refresh=%00%ff'],
    ['a cookie of another name', `refresh=${'A'.repeat(43)}`],
  ])('refreshing with %s is refused', async (_, cookies) => {
    const { app } = await startService()
    const reply = await app.inject({
      ...refresh,
      headers: { ...fromPage, ...(cookies && { cookie: cookies }) },
    })
    expect([reply.statusCode, reply.json().code]).toEqual([401, 'refresh-token-unknown'])
  })

  test('signing out ends the session immediately, whatever cookies a browser still has', async () => {
    const service = await startSignedIn()
    const { app, browser } = service
    const reply = await app.inject({
      method: 'POST',
      url: '/api/v1/auth/logout',
      headers: browser.writeHeaders,
    })
    expect([reply.statusCode, reply.body]).toEqual([204, ''])
    expect(reply.cookies.map(({ name, value }) => [name, value])).toEqual([
      ['sequel-finder-access', ''],
      ['sequel-finder-refresh', ''],
    ])
    const after = await me(service, browser.headers)
    expect([after.statusCode, after.json().code]).toEqual([401, 'session-ended'])
    expect(after.cookies.map(({ value }) => value)).toEqual(['', ''])
    const refreshed = await app.inject({ ...refresh, headers: { ...browser.headers, ...fromPage } })
    expect(refreshed.json().code).toBe('refresh-token-unknown')
  })

  test('sessions are listed, and can be ended one by one', async () => {
    const service = await startSignedIn()
    const { app, browser } = service
    const phone = await signIn(service, 'casual')
    const { sessions } = (await app.inject({ url: '/api/v1/auth/sessions', headers: browser.headers })).json()
    expect(sessions).toHaveLength(2)
    expect(sessions.map(({ current }: { current: boolean }) => current).sort()).toEqual([false, true])
    const other = sessions.find(({ current }: { current: boolean }) => !current)
    expect(other).toEqual({
      id: expect.any(String),
      device: 'Unknown device',
      createdAt: '2026-01-01T00:00:00.000Z',
      lastUsedAt: '2026-01-01T00:00:00.000Z',
      current: false,
    })
    const end = {
      method: 'DELETE',
      url: `/api/v1/auth/sessions/${other.id}`,
      headers: browser.writeHeaders,
    } as const
    expect((await app.inject(end)).statusCode).toBe(204)
    expect((await me(service, phone.headers)).json().code).toBe('session-ended')
    expect((await me(service, browser.headers)).statusCode).toBe(200)
    const again = await app.inject(end)
    expect([again.statusCode, again.json().code]).toEqual([404, 'session-not-found'])
  })

  test('the sessions of others cannot be ended', async () => {
    const service = await startSignedIn()
    const stranger = await signIn(service, 'completionist')
    const { sessionId } = (await me(service, service.browser.headers)).json()
    const reply = await service.app.inject({
      method: 'DELETE',
      url: `/api/v1/auth/sessions/${sessionId}`,
      headers: stranger.writeHeaders,
    })
    expect([reply.statusCode, reply.json().code]).toEqual([404, 'session-not-found'])
    expect((await me(service, service.browser.headers)).statusCode).toBe(200)
  })
})
