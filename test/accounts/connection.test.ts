import { afterAll, describe, expect } from 'vitest'
import type { LentToken } from '../../src/accounts/tokens/connection.ts'
import { AniListError, type AniListErrorCode } from '../../src/anilist/errors.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { findAccount } from '../../src/store/accounts.ts'
import { findToken, saveToken } from '../../src/store/anilist-tokens.ts'
import { engines } from '../store/databases.ts'
import { testOnEmpty } from './databases.ts'
import { lentToken, openInstance, signIn } from './instance.ts'
import { noon } from './people.ts'

const day = 86_400_000
const time = { now: noon }
const sandbox = await startSandbox({ limit: 10_000, burst: 10_000, now: () => time.now })
afterAll(sandbox.close)

const aniListSays = (code: AniListErrorCode) => async (token: LentToken) => {
  await token()
  throw new AniListError(code, { cause: new Error('from a test') })
}

describe.each(engines)('policy: the AniList tokens of accounts on %s', (engine) => {
  const test = testOnEmpty(engine).extend('someone', async ({ store }) => {
    time.now = noon
    const instance = await openInstance(store, sandbox, { time })
    const { principal } = await signIn(instance, 'casual')
    const { account, session } = principal
    const { connections, audit } = instance.accounts
    return {
      connections,
      id: account.id,
      session,
      token: () => lentToken(instance.accounts, principal),
      again: () => signIn(instance, 'casual'),
      state: async () => connections.stateOf((await findAccount(store.db, account.id)) ?? account),
      events: async () =>
        (await audit.entriesOf(account.id)).map(({ event, detail }) => [event, ...Object.values(detail)]),
    }
  })

  test('show age and expiry, with a reminder in the last month', async ({ someone: { state } }) => {
    const connected = { state: 'connected', since: noon, expiresAt: noon + 365 * day }
    time.now += 335 * day - 1
    expect(await state()).toEqual({ ...connected, expiresSoon: false })
    time.now += 1
    expect(await state()).toEqual({ ...connected, expiresSoon: true })
    time.now += 30 * day
    expect(await state()).toEqual({ state: 'expired' })
  })

  test('are decrypted for the one request that needs them', async ({ someone: { token } }) => {
    expect(await token()).toMatch(/^eyJ/)
  })

  test.for([
    ['for a session that has ended', 'session', 'session-ended'],
    ['after they were deleted', 'anilistToken', 'anilist-not-connected'],
  ] as const)(
    'are not handed out %s, checked when the request is sent',
    async ([, table, code], { someone, store }) => {
      const { connections, session } = someone
      const sending = connections.withToken(session, async (token, ended) => {
        await token()
        // By another process, so nothing is announced in this one.
        await store.db.deleteFrom(table).execute()
        expect(ended.aborted).toBe(false)
        return token()
      })
      await expect(sending).rejects.toMatchObject({ code })
    },
  )

  test('are deleted when AniList says that they are invalid', async ({ someone, store }) => {
    const { connections, id, session, state, events } = someone
    await expect(connections.withToken(session, aniListSays('anilist-invalid-token'))).rejects.toMatchObject({
      code: 'anilist-not-connected',
      message: expect.stringContaining('Sign in with AniList again'),
    })
    expect(await findToken(store.db, id)).toBeUndefined()
    expect(await state()).toEqual({ state: 'expired' })
    expect((await events()).at(-1)).toEqual(['disconnect', 'anilist'])
  })

  test.for([
    'anilist-disabled',
    'anilist-server-error',
    'anilist-rate-limited',
    'anilist-timeout',
    'anilist-unreachable',
    'anilist-bad-reply',
    'anilist-bad-request',
    'anilist-user-private',
  ] as const)('outlive %s', async (code, { someone: { connections, session, state, token } }) => {
    await expect(connections.withToken(session, aniListSays(code))).rejects.toMatchObject({ code })
    expect(await state()).toMatchObject({ state: 'connected' })
    expect(await token()).toMatch(/^eyJ/)
  })

  test('are not deleted because the previous token was invalid', async ({
    someone: { connections, session, again, state },
  }) => {
    const dying = connections.withToken(session, async (token) => {
      await token()
      await again()
      throw new AniListError('anilist-invalid-token', { cause: new Error('from a test') })
    })
    await expect(dying).rejects.toMatchObject({ code: 'anilist-not-connected' })
    expect(await state()).toMatchObject({ state: 'connected' })
  })

  test('are deleted when they expire, without asking AniList', async ({ someone, store }) => {
    time.now += 365 * day
    // A session does not last that long, so this stands for a later sign-in.
    await store.db.updateTable('session').set({ createdAt: time.now, lastUsedAt: time.now }).execute()
    await expect(someone.token()).rejects.toMatchObject({ code: 'anilist-not-connected' })
    expect(await findToken(store.db, someone.id)).toBeUndefined()
  })

  test('can be deleted by their owner, and come back by signing in', async ({ someone, store }) => {
    const { connections, id, state, again, events } = someone
    expect(await connections.disconnect(id, '203.0.113.7')).toBe(true)
    expect(await connections.disconnect(id)).toBe(false)
    expect(await findToken(store.db, id)).toBeUndefined()
    expect(await state()).toEqual({ state: 'disconnected' })
    expect((await events()).at(-1)).toEqual(['disconnect', 'person'])
    await again()
    expect(await state()).toMatchObject({ state: 'connected' })
  })

  test('that were tampered with are refused, kept and recorded', async ({ someone, store }) => {
    const { token, id, events } = someone
    const stored = await findToken(store.db, id)
    if (!stored) throw new Error('there is a token')
    await saveToken(store.db, {
      ...stored,
      token: stored.token.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
    })
    await expect(token()).rejects.toMatchObject({ code: 'sealed-damaged' })
    expect(await findToken(store.db, id)).toBeDefined()
    expect((await events()).at(-1)).toEqual(['refuse', 'sealed-damaged'])
  })
})
