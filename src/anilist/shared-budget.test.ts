import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createVirtualClock, type VirtualClock } from '../../test/support/virtual-clock.ts'
import type { Permit, Priority } from './rate-budget.ts'
import { createSharedBudget, type SharedBudget, type SharedText } from './shared-budget.ts'

/** A shared text in memory, with the time that a network takes, that can be out of reach and can forget. */
function createMemoryText(clock: VirtualClock, latencyMs = 3) {
  let text: string | undefined
  let version = 0
  let awaySince: number | undefined
  /** Each process has its own clock; that of the shared text is another one again. */
  const skew = 3_600_000

  async function hop(): Promise<void> {
    if (awaySince !== undefined) throw new Error('out of reach')
    await clock.sleep(latencyMs)
    if (awaySince !== undefined) throw new Error('out of reach')
  }

  const shared: SharedText = {
    get awaySince() {
      return awaySince
    },
    async update(change) {
      for (;;) {
        await hop()
        const before = version
        const next = change(text, clock.now() + skew)
        await hop()
        if (version !== before) continue
        version++
        text = next.text
        return next.result
      }
    },
  }
  return {
    shared,
    loseReach: () => {
      awaySince ??= clock.now()
    },
    regain: () => {
      awaySince = undefined
    },
    forget: () => {
      text = undefined
      version++
    },
  }
}

/** AniList as its guide describes it: a minute that begins with the first request, and a block of one minute. */
function createAniList(clock: VirtualClock, inForce = 30) {
  let minute = { began: Number.NEGATIVE_INFINITY, count: 0 }
  const received: number[] = []
  let refused = 0
  return {
    receive() {
      const now = clock.now()
      received.push(now)
      if (now >= minute.began + 60_000) minute = { began: now, count: 0 }
      minute.count++
      const headers = new Headers({
        'x-ratelimit-limit': '90',
        'x-ratelimit-remaining': String(Math.max(90 - minute.count, 0)),
      })
      if (minute.count <= inForce) return { status: 200, headers }
      refused++
      headers.set('retry-after', '60')
      return { status: 429, headers }
    },
    get refused() {
      return refused
    },
    /** The most that came within any minute. */
    most: () =>
      Math.max(0, ...received.map((end) => received.filter((at) => at <= end && at > end - 60_000).length)),
    received,
  }
}

function setUp({ processes }: { processes: number } = { processes: 2 }) {
  const clock = createVirtualClock({ startAt: 0 })
  const text = createMemoryText(clock)
  const aniList = createAniList(clock)
  const make = (id: number) =>
    createSharedBudget({ ...clock, shared: text.shared, instances: processes, processId: `process ${id}` })
  const budgets = Array.from({ length: processes }, (_, id) => make(id))

  async function send(budget: SharedBudget, priority: Priority = 'interactive', ms = 200): Promise<void> {
    const permit = await budget.acquire(priority)
    await clock.sleep(ms / 2)
    const reply = aniList.receive()
    await clock.sleep(ms / 2)
    budget.learn(reply)
    permit.release()
  }
  return { clock, text, aniList, budgets, make, send }
}

type Budgets = [SharedBudget, SharedBudget]

describe('one budget for several processes', () => {
  test('two that each want all send 30 in the first minute together, and none is refused', async () => {
    const { clock, aniList, budgets, send } = setUp()
    const all = budgets.flatMap((budget) => Array.from({ length: 30 }, () => send(budget)))
    await Promise.race([Promise.all(all), clock.sleep(60_000)])
    expect(aniList.received.length).toBe(30)
    await Promise.all(all)
    expect(aniList).toMatchObject({ refused: 0, received: { length: 60 } })
  })

  test('what one is refused holds for the other', async () => {
    const { clock, aniList, budgets, send } = setUp()
    const [one, other] = budgets as Budgets
    await send(one)
    one.learn({ status: 429, headers: new Headers({ 'retry-after': '30' }) })
    await clock.sleep(100)
    const told: number[] = []
    const began = clock.now()
    const permit = await other.acquire('interactive', { onWait: (until) => told.push(until - began) })
    expect(clock.now() - began).toBeGreaterThan(30_000)
    expect(told[0]).toBeGreaterThan(30_000)
    permit.giveBack()
    expect(aniList.received).toHaveLength(1)
  })

  test('four are under way at once over all processes', async () => {
    const { clock, budgets } = setUp()
    const granted: { at: number; permit: Permit }[] = []
    for (const budget of [...budgets, ...budgets, ...budgets, ...budgets]) {
      void budget.acquire('interactive').then((permit) => granted.push({ at: clock.now(), permit }))
    }
    await clock.sleep(10_000)
    expect(granted).toHaveLength(4)
    granted[0]?.permit.release()
    await clock.sleep(500)
    expect(granted, 'the other process sees that one has ended').toHaveLength(5)
  })

  test('a process that is killed gives its places back when its leases lapse', async () => {
    const { clock, budgets, make } = setUp({ processes: 1 })
    const doomed = budgets[0] as SharedBudget
    for (let i = 0; i < 4; i++) await doomed.acquire('interactive')
    // Killed: it renews nothing any more.
    void doomed.stop()
    const began = clock.now()
    const permit = await make(1).acquire('interactive')
    expect(clock.now() - began).toBeGreaterThan(10_000)
    expect(clock.now() - began).toBeLessThan(16_000)
    permit.release()
  })

  test('a request that takes long keeps its place', async () => {
    const { clock, budgets } = setUp()
    const [one, other] = budgets as Budgets
    const permits: Permit[] = []
    for (let i = 0; i < 4; i++) permits.push(await one.acquire('interactive'))
    let granted = false
    const turn = other.acquire('interactive').then((permit) => {
      granted = true
      permit.release()
    })
    await clock.sleep(55_000)
    expect(granted).toBe(false)
    for (const permit of permits) permit.release()
    await turn
    expect(granted).toBe(true)
  })

  test('who leaves the queue takes nothing along, also when just then it would have been his turn', async () => {
    const { clock, budgets } = setUp()
    const [one] = budgets as Budgets
    const abort = new AbortController()
    const turn = one.acquire('interactive', { signal: abort.signal })
    // While the shared ledger is being asked.
    await clock.sleep(4)
    abort.abort(new Error('gone'))
    await expect(turn).rejects.toThrow('gone')
    await clock.sleep(1_000)
    expect(one.snapshot()).toMatchObject({ used: 0, inFlight: 0, waiting: 0 })
  })
})

describe('while the shared text is out of reach', () => {
  test('each goes on with its part of what is left', async () => {
    const { clock, text, aniList, budgets, send } = setUp({ processes: 2 })
    const [one, other] = budgets as Budgets
    for (let i = 0; i < 5; i++) await Promise.all([send(one), send(other)])
    const before = aniList.received.length
    text.loseReach()
    const all = budgets.flatMap((budget) => Array.from({ length: 30 }, () => send(budget)))
    await clock.sleep(40_000)
    const sentAlone = aniList.received.length - before
    expect(sentAlone, 'twice ten, less what was told too late to be known').toBeLessThanOrEqual(20)
    expect(sentAlone).toBeGreaterThanOrEqual(16)
    await clock.sleep(600_000)
    expect(aniList).toMatchObject({ refused: 0 })
    text.regain()
    await Promise.all(all)
    expect(aniList).toMatchObject({ refused: 0, received: { length: before + 60 } })
  })

  test('a process that has not looked for a while waits until the minute is surely over', async () => {
    const { clock, text, aniList, budgets, send } = setUp({ processes: 2 })
    const [busy, idle] = budgets as Budgets
    await send(idle)
    await clock.sleep(120_000)
    await Promise.all(Array.from({ length: 30 }, () => send(busy)))
    text.loseReach()
    const lost = clock.now()
    await send(idle)
    expect(clock.now() - lost).toBeGreaterThan(60_000)
    expect(aniList.refused).toBe(0)
  })

  test('one that shares with nobody goes on at once', async () => {
    const { clock, text, budgets, send } = setUp({ processes: 1 })
    const only = budgets[0] as SharedBudget
    text.loseReach()
    await send(only)
    expect(clock.now()).toBeLessThan(1_000)
  })

  test('what was sent alone counts for all afterwards, though the shared memory was lost', async () => {
    const { text, clock, aniList, budgets, send } = setUp({ processes: 2 })
    const [one, other] = budgets as Budgets
    await Promise.all([send(one), send(other)])
    text.loseReach()
    await Promise.all(Array.from({ length: 10 }, () => send(one)))
    text.forget()
    text.regain()
    await clock.sleep(3_000)
    await Promise.all(Array.from({ length: 40 }, () => send(other)))
    expect(aniList.refused).toBe(0)
    expect(aniList.most()).toBeLessThanOrEqual(30)
  })
})

interface Call {
  readonly at: number
  readonly process: number
  readonly priority: Priority
  readonly ms: number
}

const call: fc.Arbitrary<Call> = fc.record({
  at: fc.oneof(fc.constantFrom(0, 1000, 60_000), fc.nat(150_000)),
  process: fc.nat(2),
  priority: fc.constantFrom<Priority>('interactive', 'background'),
  ms: fc.oneof(fc.constant(2), fc.nat(20_000)),
})
const outage = fc.record({ at: fc.nat(150_000), ms: fc.nat(60_000) })

test('whatever the arrivals and outages: no more than 30 in any minute, nobody refused, everyone served in the end', async () => {
  await fc.assert(
    fc.asyncProperty(
      // Many, so that there is always someone who would send too much.
      fc.noBias(fc.array(call, { minLength: 60, maxLength: 120, size: 'max' })),
      fc.array(outage, { minLength: 1, maxLength: 3 }),
      async (calls, outages) => {
        const { clock, text, aniList, budgets, send } = setUp({ processes: 3 })
        const disturb = outages.map(async ({ at, ms }) => {
          await clock.sleep(at)
          text.loseReach()
          await clock.sleep(ms)
          text.regain()
        })
        const served = calls.map(async ({ at, process, priority, ms }) => {
          await clock.sleep(at)
          await send(budgets[process] as SharedBudget, priority, ms)
        })
        await Promise.all([...disturb, ...served])
        expect(aniList.most()).toBeLessThanOrEqual(30)
        expect(aniList).toMatchObject({ refused: 0, received: { length: calls.length } })
        // The last of them is told to the others a moment later.
        await clock.sleep(5_000)
        await Promise.all(budgets.map((budget) => budget.stop()))
      },
    ),
    { numRuns: 8, endOnFailure: true },
  )
})
