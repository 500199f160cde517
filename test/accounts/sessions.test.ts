import { describe, expect } from 'vitest'
import { engines } from '../store/databases.ts'
import { testOnEmpty } from './databases.ts'
import { noon } from './people.ts'
import { createSessionWorld } from './session-world.ts'

const minute = 60_000
const day = 86_400_000

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'let in',
    ({ code }) => code,
  )

describe.each(engines)('policy: sessions on %s', (engine) => {
  const test = testOnEmpty(engine).extend('world', async ({ store }) => {
    const world = createSessionWorld(store)
    const accountId = await world.newAccount()
    return {
      ...world,
      accountId,
      /** A session with its access token. */
      async begin(device?: string, owner = accountId) {
        const { session, refreshToken } = await world.open(owner, device)
        const { accessToken } = await world.sessions.tokensOf(session, refreshToken)
        return { id: session.id, access: accessToken.token, refreshToken }
      },
    }
  })

  test('authenticate their account', async ({ world }) => {
    const { id, access } = await world.begin()
    expect(await world.sessions.authenticate(access)).toMatchObject({
      account: { id: world.accountId },
      session: { id, accountId: world.accountId },
    })
  })

  test('are listed with device, age and last use, the most recently used first', async ({ world }) => {
    const phone = await world.begin('Safari on iPhone')
    world.time.now += minute
    const laptop = await world.begin('Firefox on Linux')
    world.time.now += 10 * minute
    await world.sessions.authenticate(phone.access)
    expect(await world.sessions.list(world.accountId)).toMatchObject([
      { id: phone.id, device: 'Safari on iPhone', createdAt: noon, lastUsedAt: noon + 11 * minute },
      { id: laptop.id, device: 'Firefox on Linux', createdAt: noon + minute, lastUsedAt: noon + minute },
    ])
  })

  test('update their last use every five minutes, so that not every request writes', async ({ world }) => {
    const { access } = await world.begin()
    const lastUse = async () => (await world.sessions.list(world.accountId))[0]?.lastUsedAt
    world.time.now += 5 * minute - 1
    await world.sessions.authenticate(access)
    expect(await lastUse()).toBe(noon)
    world.time.now += 1
    await world.sessions.authenticate(access)
    expect(await lastUse()).toBe(noon + 5 * minute)
  })

  test('end immediately in every process after signing out', async ({ world, store }) => {
    const elsewhere = createSessionWorld(store).sessions
    const { id, access, refreshToken } = await world.begin()
    expect(await codeOf(elsewhere.authenticate(access))).toBe('let in')
    expect(await world.sessions.end('sign-out', { id, accountId: world.accountId })).toBe(true)
    expect(await codeOf(world.sessions.authenticate(access))).toBe('session-ended')
    expect(await codeOf(elsewhere.authenticate(access))).toBe('session-ended')
    expect(await codeOf(world.refresh(refreshToken))).toBe('refresh-token-unknown')
    expect(await world.sessions.end('sign-out', { id, accountId: world.accountId })).toBe(false)
  })

  test('are not affected when another one is revoked', async ({ world }) => {
    const [lost, kept] = [await world.begin(), await world.begin()]
    await world.sessions.end('revoke', { id: lost.id, accountId: world.accountId }, '203.0.113.7')
    expect(await codeOf(world.sessions.authenticate(lost.access))).toBe('session-ended')
    expect(await codeOf(world.sessions.authenticate(kept.access))).toBe('let in')
    const [entry] = await world.audit.entriesOf(world.accountId)
    expect(entry).toMatchObject({ event: 'revoke', sessionId: lost.id, origin: expect.any(String) })
  })

  test('cannot be ended by other accounts', async ({ world }) => {
    const { id, access } = await world.begin()
    const stranger = await world.newAccount()
    expect(await world.sessions.end('revoke', { id, accountId: stranger })).toBe(false)
    expect(await world.sessions.list(stranger)).toEqual([])
    expect(await codeOf(world.sessions.authenticate(access))).toBe('let in')
    expect(await world.audit.entriesOf(stranger)).toEqual([])
  })

  test('refuse a token that names another account', async ({ world }) => {
    const { id } = await world.begin()
    const session = {
      id,
      accountId: 'stranger',
      device: '',
      refreshHash: '',
      createdAt: noon,
      lastUsedAt: noon,
    }
    const { accessToken } = await world.sessions.tokensOf(session, '')
    expect(await codeOf(world.sessions.authenticate(accessToken.token))).toBe('session-ended')
  })

  test('are found by refresh tokens, valid or spent', async ({ world }) => {
    const { id, refreshToken } = await world.begin()
    const next = (await world.refresh(refreshToken)).refreshToken
    expect(await world.sessions.ofRefreshToken(next)).toMatchObject({ id })
    expect(await world.sessions.ofRefreshToken(refreshToken)).toMatchObject({ id })
    expect(await world.sessions.ofRefreshToken('A'.repeat(43))).toBeUndefined()
  })

  test('disappear from the list and the database once they expire', async ({ world, store }) => {
    await world.begin()
    world.time.now += 13 * day
    const { id } = await world.begin()
    world.time.now += day
    expect(await world.sessions.list(world.accountId)).toMatchObject([{ id }])
    await world.sessions.prune()
    expect(await store.db.selectFrom('session').select('id').execute()).toEqual([{ id }])
  })
})
