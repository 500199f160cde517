import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultClient } from '../../src/sandbox/oauth.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { ask } from './ask.ts'

const clock = createVirtualClock({ auto: false })
const redirectUri = 'http://localhost:8000/api/v1/auth/callback'
const strict = { id: '7', secret: 'seven', redirectUris: ['https://finder.example/callback'] }
let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ clients: [defaultClient, strict], now: clock.now })
})
afterAll(() => sandbox.close())

const usual = { response_type: 'code', client_id: '1', redirect_uri: redirectUri, state: 's & t' }

async function authorize(query: Record<string, string>) {
  const response = await fetch(`${sandbox.authorizeUrl}?${new URLSearchParams(query)}`, {
    redirect: 'manual',
  })
  const location = response.headers.get('location')
  return {
    status: response.status,
    text: await response.text(),
    back: location === null ? undefined : new URL(location),
  }
}

async function exchange(input: Record<string, string>, asForm = false) {
  const response = await fetch(sandbox.tokenUrl, {
    method: 'POST',
    ...(asForm
      ? { body: new URLSearchParams(input) }
      : { body: JSON.stringify(input), headers: { 'Content-Type': 'application/json' } }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, string> }
}

async function freshCode(): Promise<string> {
  const { back } = await authorize({ ...usual, login: 'collector' })
  return back?.searchParams.get('code') ?? ''
}

const redeem = {
  grant_type: 'authorization_code',
  client_id: '1',
  client_secret: 'sandbox',
  redirect_uri: redirectUri,
}

describe('signing in', () => {
  test.each([
    ['JSON, as AniList does', false],
    ['a form, as OAuth specifies', true],
  ])('exchanges a code for a token of a year, by %s', async (_story, asForm) => {
    const { status, back } = await authorize({ ...usual, login: 'collector' })
    expect([status, back?.searchParams.get('state')]).toEqual([302, 's & t'])
    expect(back?.href.startsWith(`${redirectUri}?`)).toBe(true)

    const { body } = await exchange({ ...redeem, code: back?.searchParams.get('code') ?? '' }, asForm)
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 31_536_000 })
    const claims = JSON.parse(Buffer.from(body.access_token?.split('.')[1] ?? '', 'base64url').toString())
    expect(claims).toMatchObject({ sub: '104', aud: '1', exp: Math.floor(clock.now() / 1000) + 31_536_000 })
    const viewer = await ask(sandbox, '{ Viewer { id name } }', {
      token: body.access_token ?? '',
      headers: {},
    })
    expect(viewer.data).toEqual({ Viewer: { id: 104, name: 'collector' } })
  })

  test('the page offers every user, and escapes what it repeats of the query', async () => {
    const { status, text } = await authorize({ ...usual, state: '"><script>' })
    expect(status).toBe(200)
    expect(text).toContain('&amp;login=private-person">private-person</a>')
    expect(text).not.toContain('<script>')
  })

  test('denying access redirects back with the reason and the state', async () => {
    const { back } = await authorize({ ...usual, deny: '1' })
    expect(Object.fromEntries(back?.searchParams ?? [])).toEqual({ error: 'access_denied', state: 's & t' })
  })

  test('an unknown user cannot sign in', async () => {
    expect(await authorize({ ...usual, login: '<b>' })).toMatchObject({
      status: 404,
      text: expect.stringContaining('&lt;b&gt;'),
    })
  })
})

describe('where the code is sent', () => {
  test.each([
    ['an address of this machine', {}, 302],
    ['another machine', { redirect_uri: 'http://elsewhere.example/' }, 400],
    ['no address', { redirect_uri: 'nowhere' }, 400],
    ['a script', { redirect_uri: 'javascript://localhost/' }, 400],
    ['the registered address', { client_id: '7', redirect_uri: 'https://finder.example/callback' }, 302],
    [
      'an address that only starts like it',
      { client_id: '7', redirect_uri: 'https://finder.example/callback/x' },
      400,
    ],
    ['an unknown application', { client_id: '8' }, 401],
  ])('%s', async (_story, change, status) => {
    expect((await authorize({ ...usual, ...change, login: 'casual' })).status).toBe(status)
  })

  test('the implicit grant is not offered', async () => {
    const { back } = await authorize({ ...usual, response_type: 'token' })
    expect(back?.searchParams.get('error')).toBe('unsupported_response_type')
  })
})

describe('codes are refused', () => {
  test.each([
    ['with a wrong secret', { client_secret: 'guess' }, 401, 'invalid_client'],
    ['for another application', { client_id: '7', client_secret: 'seven' }, 400, 'invalid_grant'],
    ['with another address', { redirect_uri: 'http://localhost:8000/' }, 400, 'invalid_grant'],
    ['that were never issued', { code: 'guess' }, 400, 'invalid_grant'],
    ['for a refresh', { grant_type: 'refresh_token' }, 400, 'unsupported_grant_type'],
  ])('%s', async (_story, change, status, error) => {
    expect(await exchange({ ...redeem, code: await freshCode(), ...change })).toMatchObject({
      status,
      body: { error },
    })
  })

  test('a second time', async () => {
    const code = await freshCode()
    expect((await exchange({ ...redeem, code })).status).toBe(200)
    expect(await exchange({ ...redeem, code })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    })
  })

  test('after ten minutes', async () => {
    const code = await freshCode()
    await clock.advance(600_000)
    expect(await exchange({ ...redeem, code })).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    })
  })

  test('in a body that is neither a form nor JSON', async () => {
    const response = await fetch(sandbox.tokenUrl, { method: 'POST', body: 'code' })
    expect([response.status, await response.json()]).toMatchObject([400, { error: 'invalid_request' }])
  })
})

test('a token of an earlier run is invalid', async () => {
  const earlier = await startSandbox()
  const token = earlier.tokenFor('casual')
  await earlier.close()
  expect((await ask(sandbox, '{ Viewer { id } }', { token })).errors[0]?.message).toBe('Invalid token')
})
