import { describe, expect } from 'vitest'
import { createAccountTurns } from '../../src/lists/account-turns.ts'
import { deleteAccount, saveAccount } from '../../src/store/accounts.ts'
import type { Store } from '../../src/store/store.ts'
import { testOnEmpty } from '../accounts/databases.ts'
import { engines } from '../store/databases.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { forEver } from './list-world.ts'

const leaseMs = 15_000
const ada = { id: 'ada', aniListId: 1, sessionId: 's1' }

/** Two processes on one database, and an account. */
async function openProcesses(store: Store) {
  const clock = createVirtualClock({ auto: false })
  /** Ends the session that the turns here belong to. */
  const ending = new AbortController()
  const start = (ended = forEver) =>
    createAccountTurns({
      ...{ store, ...clock, leaseMs, patienceMs: 60_000 },
      during: (_session, use) => use(ended),
    })
  await saveAccount(store.db, {
    ...{ id: 'ada', aniListId: 1, name: 'ada', avatarUrl: null },
    ...{ showsAdult: false, createdAt: 0, disconnectedBy: null },
  })
  /** Advances the clock second by second, and lets the database work in between. */
  async function pass(seconds: number): Promise<void> {
    for (let n = 0; n < seconds; n++) {
      await clock.advance(1_000)
      await store.db.selectFrom('listLease').selectAll().execute()
    }
  }
  /** Advances the clock until something happened. A busy database may take more of these seconds than it should. */
  async function passUntil(happened: Promise<unknown>): Promise<void> {
    let isOver = false
    void happened.finally(() => {
      isOver = true
    })
    for (let n = 0; n < 2_000 && !isOver; n++) await pass(1)
  }
  return { clock, ending, here: start(ending.signal), there: start(), pass, passUntil }
}

/** A turn that lasts until it is told to end. */
function longTurn(turns: ReturnType<typeof createAccountTurns>) {
  const begun = Promise.withResolvers<AbortSignal>()
  const end = Promise.withResolvers<void>()
  const done = turns.take(ada, async (signal) => {
    begun.resolve(signal)
    await Promise.race([end.promise, rejection(signal)])
    return 'done'
  })
  done.catch(() => {
    // The test checks it later.
  })
  return { begun: begun.promise, end: end.resolve, done }
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

describe.each(engines)('turns at a list, with %s', (engine) => {
  const test = testOnEmpty(engine)

  test('run one after another in a process, even after a failure', async ({ store }) => {
    const { here } = await openProcesses(store)
    const order: string[] = []
    const turn = (name: string) =>
      here.take(ada, async () => {
        order.push(`${name} begins`)
        await store.db.selectFrom('account').selectAll().execute()
        order.push(`${name} ends`)
        if (name === 'one') throw new Error('it went wrong')
      })
    await Promise.allSettled(['one', 'two', 'three'].map(turn))
    expect(order).toEqual(['one', 'two', 'three'].flatMap((name) => [`${name} begins`, `${name} ends`]))
  })

  test('wait for a turn of another process while that process is alive', async ({ store }) => {
    const { here, there, pass, passUntil } = await openProcesses(store)
    const first = longTurn(here)
    await first.begun
    const second = longTurn(there)
    await pass(3 * (leaseMs / 1000))
    let secondBegan = false
    void second.begun.then(() => {
      secondBegan = true
    })
    expect(secondBegan).toBe(false)
    first.end()
    expect(await first.done).toBe('done')
    await passUntil(second.begun)
    await second.begun
    second.end()
    expect(await second.done).toBe('done')
  })

  test('of a process that died end within seconds', async ({ store }) => {
    const { clock, there, pass, passUntil } = await openProcesses(store)
    const dead = { accountId: 'ada', holder: 'dead', heldUntil: clock.now() + leaseMs }
    await store.db.insertInto('listLease').values(dead).execute()
    const next = longTurn(there)
    await pass(leaseMs / 1000 + 1)
    await passUntil(next.begun)
    await next.begun
    next.end()
    expect(await next.done).toBe('done')
  })

  test('of a process that was suspended for too long are lost', async ({ store }) => {
    const { here, pass } = await openProcesses(store)
    const slow = longTurn(here)
    await slow.begun
    await store.db.updateTable('listLease').set({ holder: 'another' }).execute()
    await pass(leaseMs / 1000)
    await expect(slow.done).rejects.toMatchObject({ code: 'list-busy', retryAfterMs: leaseMs })
    const leases = await store.db.selectFrom('listLease').select('holder').execute()
    expect(leases).toEqual([{ holder: 'another' }])
  })

  test('end when the account is deleted', async ({ store }) => {
    const { here, pass } = await openProcesses(store)
    const turn = longTurn(here)
    await turn.begun
    await deleteAccount(store.db, 'ada')
    await pass(leaseMs / 1000)
    await expect(turn.done).rejects.toMatchObject({ code: 'account-deleted' })
  })

  test('do not wait indefinitely', async ({ store }) => {
    const { clock, there, pass } = await openProcesses(store)
    const busy = { accountId: 'ada', holder: 'busy', heldUntil: clock.now() + 3_600_000 }
    await store.db.insertInto('listLease').values(busy).execute()
    const next = longTurn(there)
    await pass(62)
    await expect(next.done).rejects.toMatchObject({ code: 'list-busy' })
  })

  test('wait for another process only as long as their session lasts', async ({ store }) => {
    const { here, there, ending } = await openProcesses(store)
    const first = longTurn(there)
    await first.begun
    const second = longTurn(here)
    ending.abort(new Error('signed out'))
    await expect(second.done).rejects.toThrow('signed out')
    first.end()
    expect(await first.done).toBe('done')
  })

  test('that end with their session do not change the order of the others', async ({ store }) => {
    const { clock } = await openProcesses(store)
    const ending = new AbortController()
    const turns = createAccountTurns({
      ...{ store, ...clock },
      during: ({ id }, use) => use(id === 's2' ? ending.signal : forEver),
    })
    const first = longTurn(turns)
    await first.begun
    const given = turns.take({ ...ada, sessionId: 's2' }, async () => 'had it')
    const third = longTurn(turns)
    ending.abort(new Error('signed out'))
    await expect(given).rejects.toThrow('signed out')
    await store.db.selectFrom('listLease').selectAll().execute()
    // Otherwise it would wait for the lease of the first one, a second at a time.
    expect(clock.sleepers).toBe(1)
    first.end()
    await third.begun
    third.end()
    expect(await third.done).toBe('done')
  })

  test('end when the process stops, and no others start', async ({ store }) => {
    const { here } = await openProcesses(store)
    const first = longTurn(here)
    await first.begun
    const second = longTurn(here)
    here.stop()
    await expect(first.done).rejects.toMatchObject({ code: 'list-writes-stopped' })
    await expect(second.done).rejects.toMatchObject({ code: 'list-writes-stopped' })
    expect(await store.db.selectFrom('listLease').selectAll().execute()).toEqual([])
  })
})
