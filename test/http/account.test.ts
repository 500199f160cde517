import { describe, expect, test } from 'vitest'
import { signIn } from './browser.ts'
import { startService } from './service.ts'

async function start() {
  const service = await startService()
  return { ...service, browser: await signIn(service, 'casual') }
}

describe("policy: people's rights over HTTP", () => {
  test('exports everything about a person in one file', async () => {
    const { app, browser } = await start()
    const reply = await app.inject({ url: '/api/v1/account', headers: browser.headers })
    expect(reply.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="sequel-finder-account.json"',
      'cache-control': 'no-store',
    })
    const file = reply.json()
    expect(file).toMatchObject({
      ...{ account: { name: 'casual' }, anilist: { state: 'connected' } },
      ...{ ignored: [], listAdditions: [] },
    })
    expect(file.auditTrail.map(({ event }: { event: string }) => event)).toEqual(['sign-in', 'export'])
  })

  test('deleting ends the session and clears the cookies', async () => {
    const service = await start()
    const elsewhere = await signIn(service, 'casual')
    const { app, browser } = service
    const reply = await app.inject({
      method: 'DELETE',
      url: '/api/v1/account',
      headers: browser.writeHeaders,
    })
    expect([reply.statusCode, reply.cookies.map(({ value }) => value)]).toEqual([204, ['', '']])
    for (const { headers } of [browser, elsewhere]) {
      const me = await app.inject({ url: '/api/v1/auth/me', headers })
      expect([me.statusCode, me.json().code]).toEqual([401, 'session-ended'])
    }
  })

  test('disconnecting from AniList keeps the session, and says so', async () => {
    const { app, browser } = await start()
    const disconnect = {
      method: 'DELETE',
      url: '/api/v1/account/anilist',
      headers: browser.writeHeaders,
    } as const
    expect((await app.inject(disconnect)).statusCode).toBe(204)
    expect((await app.inject(disconnect)).statusCode).toBe(204)
    const me = await app.inject({ url: '/api/v1/auth/me', headers: browser.headers })
    expect(me.json().anilist).toEqual({ state: 'disconnected' })
  })

  test.each([
    ['DELETE', '/api/v1/account'],
    ['DELETE', '/api/v1/account/anilist'],
    ['DELETE', '/api/v1/auth/sessions/AAAAAAAAAAAAAAAAAAAAAA'],
    ['POST', '/api/v1/auth/logout'],
  ] as const)('%s %s without a CSRF token changes nothing', async (method, url) => {
    const { app, browser } = await start()
    const headers = { ...browser.headers, 'sec-fetch-site': 'same-origin' }
    expect((await app.inject({ method, url, headers })).json().code).toBe('csrf-token-invalid')
    const me = await app.inject({ url: '/api/v1/auth/me', headers: browser.headers })
    expect(me.json()).toMatchObject({ name: 'casual', anilist: { state: 'connected' } })
  })
})
