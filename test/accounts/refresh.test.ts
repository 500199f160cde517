import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect } from 'vitest'
import { engines } from '../store/databases.ts'
import { testOnEmpty } from './databases.ts'
import { runSteps, steps } from './refresh-model.ts'
import { createSessionWorld, type SessionWorld } from './session-world.ts'

const second = 1000
const day = 86_400 * second

// INTERLEAVINGS=10000 makes it a long test, with as many in parallel: a run mostly waits for the database.
const interleavings = Number(process.env.INTERLEAVINGS ?? 50)
const lanes = 10

/** A session that was refreshed this many times, a second apart, and all its tokens. */
async function refreshed(world: SessionWorld, times: number) {
  const accountId = await world.newAccount()
  const { session, refreshToken } = await world.open(accountId)
  const tokens = [refreshToken]
  for (let count = 0; count < times; count++) {
    world.time.now += second
    tokens.push((await world.refresh(tokens.at(-1) ?? '')).refreshToken)
  }
  return { accountId, session, tokens }
}

const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'answered',
    ({ code }) => code,
  )

describe.each(engines)('policy: rotating refresh tokens on %s', (engine) => {
  const test = testOnEmpty(engine)

  test('each is 256 random bits, and the database has only its hash', async ({ store }) => {
    const { tokens } = await refreshed(createSessionWorld(store), 3)
    expect(new Set(tokens).size).toBe(4)
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    const rows = JSON.stringify([
      await store.db.selectFrom('session').selectAll().execute(),
      await store.db.selectFrom('spentRefreshToken').selectAll().execute(),
    ])
    for (const token of tokens) expect(rows).not.toContain(token)
  })

  test('parallel tabs get the same valid token, and the session stays alive', async ({ store }) => {
    const world = createSessionWorld(store)
    const { accountId, session, tokens } = await refreshed(world, 2)
    const answers = await Promise.all(Array.from({ length: 5 }, () => world.refresh(tokens[2] ?? '')))
    expect(new Set(answers.map(({ refreshToken }) => refreshToken)).size).toBe(1)
    expect(await codeOf(world.refresh(answers[0]?.refreshToken ?? ''))).toBe('answered')
    expect(await world.sessions.list(accountId)).toMatchObject([{ id: session.id }])
  })

  test('the previous token has ten seconds of grace', async ({ store }) => {
    const world = createSessionWorld(store)
    const { accountId, tokens } = await refreshed(world, 2)
    world.time.now += 10 * second
    expect((await world.refresh(tokens[1] ?? '')).refreshToken).toBe(tokens[2])
    world.time.now += 1
    expect(await codeOf(world.refresh(tokens[1] ?? ''))).toBe('refresh-token-reused')
    expect(await world.sessions.list(accountId)).toEqual([])
  })

  test('older tokens have no grace', async ({ store }) => {
    const world = createSessionWorld(store)
    const { tokens } = await refreshed(world, 2)
    expect(await codeOf(world.refresh(tokens[0] ?? ''))).toBe('refresh-token-reused')
  })

  test('a reply within the grace is recorded, with the address that got it', async ({ store }) => {
    const world = createSessionWorld(store)
    const accountId = await world.newAccount()
    const { refreshToken } = await world.open(accountId)
    for (const address of ['192.0.2.1', '192.0.2.1', '192.0.2.2', '192.0.2.2'])
      await world.refresh(refreshToken, address)
    const trail = await world.audit.entriesOf(accountId)
    expect(trail.map(({ event, detail }) => [event, detail])).toEqual([
      ['refresh', {}],
      ['refresh', { again: 1 }],
      ['refresh', { again: 1 }],
    ])
    expect(new Set(trail.map(({ origin }) => origin)).size).toBe(2)
  })

  test('reuse revokes the whole family, and is recorded', async ({ store }) => {
    const world = createSessionWorld(store)
    const { accountId, session, tokens } = await refreshed(world, 3)
    const access = await world.sessions.tokensOf(session, '')
    const other = await world.open(accountId)
    await codeOf(world.refresh(tokens[1] ?? ''))
    for (const token of tokens) expect(await codeOf(world.refresh(token))).toBe('refresh-token-unknown')
    expect(await codeOf(world.sessions.authenticate(access.accessToken.token))).toBe('session-ended')
    const events = (await world.audit.entriesOf(accountId)).map(({ event, sessionId }) => [event, sessionId])
    expect(events.at(-1)).toEqual(['reuse', session.id])
    expect(await codeOf(world.refresh(other.refreshToken))).toBe('answered')
  })

  test.for([
    ['14 days without use', [14 * day - 1], 'answered'],
    ['14 days without use', [14 * day], 'session-ended'],
    ['30 days, used or not', [13 * day, 13 * day, 4 * day - 1], 'answered'],
    ['30 days, used or not', [13 * day, 13 * day, 4 * day], 'session-ended'],
  ] as const)('a session ends after %s: %j', async ([, waits, outcome], { store }) => {
    const world = createSessionWorld(store)
    let { refreshToken } = await world.open(await world.newAccount())
    for (const wait of waits.slice(0, -1)) {
      world.time.now += wait
      refreshToken = (await world.refresh(refreshToken)).refreshToken
    }
    world.time.now += waits.at(-1) ?? 0
    expect(await codeOf(world.refresh(refreshToken))).toBe(outcome)
  })

  test('the grace ends with the session', async ({ store }) => {
    const world = createSessionWorld(store)
    let { refreshToken } = await world.open(await world.newAccount())
    for (const wait of [13 * day, 13 * day]) {
      world.time.now += wait
      refreshToken = (await world.refresh(refreshToken)).refreshToken
    }
    world.time.now += 4 * day - second
    expect(await codeOf(world.refresh(refreshToken))).toBe('answered')
    world.time.now += second
    expect(await codeOf(world.refresh(refreshToken))).toBe('session-ended')
  })

  test('anything other than a refresh token is refused', async ({ store }) => {
    const world = createSessionWorld(store)
    const { tokens } = await refreshed(world, 0)
    const [token = ''] = tokens
    for (const text of [
      '',
      'x',
      `${token}x`,
      token.slice(1),
      ` ${token}`,
      `${token}\n`,
      "' or 1=1",
      'é'.repeat(43),
    ])
      expect(await codeOf(world.refresh(text))).toBe('refresh-token-unknown')
    expect(await codeOf(world.refresh(token))).toBe('answered')
  })

  test('matches the model, whatever arrives in whatever order or at once', {
    timeout: 60_000 + interleavings * 100,
  }, async ({ store }) => {
    const runLane = (world: SessionWorld) =>
      fc.assert(
        fc.asyncProperty(steps, async (each) => {
          await runSteps(world, each)
          // SQLite replies within the same turn of the event loop. Native memory is only freed in another one.
          await setImmediate()
        }),
        { numRuns: interleavings / lanes },
      )
    await Promise.all(Array.from({ length: lanes }, () => runLane(createSessionWorld(store))))
  })
})
