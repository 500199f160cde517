import { afterAll, describe, expect } from 'vitest'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { findToken } from '../../src/store/anilist-tokens.ts'
import { engines } from '../store/databases.ts'
import { testOnEmpty } from './databases.ts'
import { device, lentToken, openInstance, publicUrl, signIn, visitAniList } from './instance.ts'
import { noon } from './people.ts'

const minute = 60_000
const time = { now: noon }
const sandbox: Sandbox = await startSandbox({ limit: 10_000, burst: 10_000, now: () => time.now })
afterAll(sandbox.close)

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'signed in',
    ({ code }) => code,
  )

describe.each(engines)('policy: sign-in on %s', (engine) => {
  const test = testOnEmpty(engine).extend('instance', async ({ store }) => {
    time.now = noon
    return openInstance(store, sandbox, { time })
  })

  test('requests only the code grant, with a state of 256 bits that is not stored', async ({
    instance,
    store,
  }) => {
    const { url, browserSecret } = await instance.accounts.beginSignIn({ returnTo: '/lists' })
    const { searchParams } = new URL(url)
    expect(url.split('?')[0]).toBe(sandbox.authorizeUrl)
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: '1',
      redirect_uri: `${publicUrl}/api/v1/auth/callback`,
      response_type: 'code',
      state: expect.stringMatching(/^[\w-]{43}$/),
    })
    const rows = JSON.stringify(await store.db.selectFrom('signIn').selectAll().execute())
    expect(rows).not.toContain(searchParams.get('state'))
    expect(rows).not.toContain(browserSecret)
  })

  test('creates an account by Viewer.id, a sealed token, a session and an audit entry', async ({
    instance,
    store,
  }) => {
    const { principal, tokens } = await signIn(instance, 'casual')
    const { account, session } = principal
    expect(account).toMatchObject({ name: 'casual', createdAt: noon, disconnectedBy: null })
    expect(session).toMatchObject({ accountId: account.id, device: 'Firefox on Linux', createdAt: noon })
    expect(tokens.refreshTokenExpiresAt).toBe(noon + 14 * 86_400_000)
    expect(await lentToken(instance.accounts, principal)).toMatch(/^eyJ/)
    const stored = await findToken(store.db, account.id)
    expect(stored).toMatchObject({ obtainedAt: noon, keyId: 'k1' })
    expect(stored?.token).not.toContain('eyJ')
    const entries = await instance.accounts.audit.entriesOf(account.id)
    expect(entries.map(({ event, sessionId }) => [event, sessionId])).toEqual([['sign-in', session.id]])
  })

  test('returns to where it started', async ({ instance: { accounts } }) => {
    const { url, browserSecret } = await accounts.beginSignIn({ returnTo: '/lists?sort=score' })
    const back = await visitAniList(url, { login: 'casual' })
    const { returnPath } = await accounts.finishSignIn({ ...back, browserSecret }, device)
    expect(returnPath).toBe('/lists?sort=score')
  })

  test('refuses to return to another site', async ({ instance: { accounts } }) => {
    for (const returnTo of ['//evil.example', '/\\evil.example', 'https://evil.example', '/%2f/evil.example'])
      expect(await codeOf(accounts.beginSignIn({ returnTo }))).toBe('return-path-invalid')
  })

  test('works once per state', async ({ instance: { accounts } }) => {
    const { url, browserSecret } = await accounts.beginSignIn({})
    const back = { ...(await visitAniList(url, { login: 'casual' })), browserSecret }
    const attempts = await Promise.all([1, 2, 3].map(() => codeOf(accounts.finishSignIn(back, device))))
    expect(attempts.sort()).toEqual(['sign-in-expired', 'sign-in-expired', 'signed in'])
    expect(await codeOf(accounts.finishSignIn(back, device))).toBe('sign-in-expired')
  })

  test.for([
    ['just in time', 10 * minute - 1, 'signed in'],
    ['too late', 10 * minute, 'sign-in-expired'],
  ] as const)('expires after ten minutes: %s', async ([, wait, outcome], { instance: { accounts } }) => {
    const { url, browserSecret } = await accounts.beginSignIn({})
    time.now += wait
    const back = await visitAniList(url, { login: 'casual' })
    expect(await codeOf(accounts.finishSignIn({ ...back, browserSecret }, device))).toBe(outcome)
  })

  test('belongs to the browser that started it', async ({ instance: { accounts } }) => {
    const [victim, attacker] = [await accounts.beginSignIn({}), await accounts.beginSignIn({})]
    const back = await visitAniList(attacker.url, { login: 'completionist' })
    const { browserSecret } = victim
    expect(await codeOf(accounts.finishSignIn({ ...back, browserSecret }, device))).toBe('sign-in-expired')
    expect(await codeOf(accounts.finishSignIn({ ...back, browserSecret: '' }, device))).toBe(
      'sign-in-expired',
    )
    expect(
      await codeOf(accounts.finishSignIn({ ...back, browserSecret: attacker.browserSecret }, device)),
    ).toBe('signed in')
  })

  test('refuses a state that was never issued', async ({ instance: { accounts } }) => {
    const { url, browserSecret } = await accounts.beginSignIn({})
    const { code = '' } = await visitAniList(url, { login: 'casual' })
    for (const state of ['', 'x', 'A'.repeat(43), "' or 1=1 --"])
      expect(await codeOf(accounts.finishSignIn({ state, code, browserSecret }, device))).toBe(
        'sign-in-expired',
      )
  })

  test.for([
    ['access_denied', 'sign-in-denied'],
    ['unauthorized_client', 'sign-in-refused'],
    ['server_error', 'sign-in-failed'],
    ['<script>', 'sign-in-failed'],
  ] as const)('fails when AniList returns %s', async ([error, code], { instance: { accounts } }) => {
    const { url, browserSecret } = await accounts.beginSignIn({})
    const { state } = await visitAniList(url, { deny: '1' })
    expect(await codeOf(accounts.finishSignIn({ state, error, browserSecret }, device))).toBe(code)
    expect(await codeOf(accounts.finishSignIn({ state, error, browserSecret }, device))).toBe(
      'sign-in-expired',
    )
  })

  test('distinguishes a code that AniList refuses from a client secret that AniList refuses', async ({
    instance: { accounts },
    store,
  }) => {
    const begun = await accounts.beginSignIn({})
    const { state } = await visitAniList(begun.url, { login: 'casual' })
    const wrong = { state, code: 'wrong', browserSecret: begun.browserSecret }
    expect(await codeOf(accounts.finishSignIn(wrong, device))).toBe('sign-in-code-refused')
    const misconfigured = await openInstance(store, sandbox, { time, clientSecret: 'wrong' })
    expect(await codeOf(signIn(misconfigured, 'casual'))).toBe('sign-in-refused')
  })

  test('leaves no rows when AniList fails midway', async ({ instance, store }) => {
    const { url, browserSecret } = await instance.accounts.beginSignIn({})
    const back = await visitAniList(url, { login: 'casual' })
    sandbox.script(['outage'])
    expect(await codeOf(instance.accounts.finishSignIn({ ...back, browserSecret }, device))).toBe(
      'anilist-disabled',
    )
    for (const table of ['account', 'anilistToken', 'session', 'signIn', 'auditEntry'] as const)
      expect(await store.db.selectFrom(table).selectAll().execute()).toEqual([])
  })

  test('again gives the same account the newer token and another session', async ({ instance }) => {
    const first = await signIn(instance, 'casual')
    const before = await lentToken(instance.accounts, first.principal)
    time.now += minute
    const second = await signIn(instance, 'casual')
    expect(second.principal.account).toEqual(first.principal.account)
    expect(await lentToken(instance.accounts, first.principal)).not.toBe(before)
    expect(await instance.accounts.sessionsOf(second.principal)).toHaveLength(2)
  })

  test('as another person creates another account', async ({ instance }) => {
    const { principal: casual } = await signIn(instance, 'casual')
    const { principal: other } = await signIn(instance, 'completionist')
    expect(other.account.id).not.toBe(casual.account.id)
    expect(other.account.aniListId).not.toBe(casual.account.aniListId)
  })

  test.for([
    ['replaces the previous session of the browser, and records that', 'casual', 'session-ended', 1],
    ['keeps a session of another account', 'completionist', 'signed in', 0],
  ] as const)('%s', async ([, login, code, ended], { instance }) => {
    const { accounts } = instance
    const { tokens, principal } = await signIn(instance, 'casual')
    const begun = await accounts.beginSignIn({ refreshToken: tokens.refreshToken })
    const back = await visitAniList(begun.url, { login })
    await accounts.finishSignIn({ ...back, browserSecret: begun.browserSecret }, device)
    expect(await codeOf(accounts.authenticate(tokens.accessToken.token))).toBe(code)
    const trail = await accounts.audit.entriesOf(principal.account.id)
    expect(
      trail.filter(({ event }) => event === 'revoke').map((entry) => [entry.sessionId, entry.detail]),
    ).toEqual(Array(ended).fill([principal.session.id, { by: 'sign-in' }]))
  })

  test('is unavailable without client credentials for AniList', async ({ store }) => {
    const { accounts } = await openInstance(store, sandbox, { oauth: undefined })
    expect(await codeOf(accounts.beginSignIn({}))).toBe('sign-in-unavailable')
    const back = { state: 's', code: 'c', browserSecret: 'b' }
    expect(await codeOf(accounts.finishSignIn(back, device))).toBe('sign-in-unavailable')
  })

  test('deletes abandoned sign-ins', async ({ instance: { accounts }, store }) => {
    await accounts.beginSignIn({})
    time.now += 60 * minute
    await accounts.beginSignIn({})
    expect(await store.db.selectFrom('signIn').selectAll().execute()).toHaveLength(1)
  })
})
