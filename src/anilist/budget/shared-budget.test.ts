import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createVirtualClock, type VirtualClock } from '../../../test/support/virtual-clock.ts'
import type { AniListError } from '../errors.ts'
import type { AcquireOptions, Permit, Priority } from './rate-budget.ts'
import { createSharedBudget, type SharedBudget, type SharedText } from './shared-budget.ts'

/** Each process has its own clock, and the shared text (-1) another one. */
function clockLead(process: number): number {
  return (process + 2) * 3_600_000
}

/** A shared text in memory, with the latency of a network, that can become unreachable and lose its contents. */
function createMemoryText(clock: VirtualClock, latencyMs = 3) {
  let text: string | undefined
  let version = 0
  let awaySince: number | undefined

  async function hop(): Promise<void> {
    if (awaySince !== undefined) throw new Error('out of reach')
    await clock.sleep(latencyMs)
    if (awaySince !== undefined) throw new Error('out of reach')
  }

  const dead = new Set<number>()
  const sharedBy = (process: number): SharedText => ({
    get awaySince() {
      return awaySince === undefined ? undefined : awaySince + clockLead(process)
    },
    async update(change) {
      for (;;) {
        if (dead.has(process)) await new Promise(() => {})
        await hop()
        const before = version
        const next = change(text, clock.now() + clockLead(-1))
        await hop()
        if (version !== before) continue
        version++
        text = next.text
        return next.result
      }
    },
  })
  return {
    sharedBy,
    /** The process neither reads nor writes any more. */
    kill: (process: number) => dead.add(process),
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

/** AniList as its documentation describes it: a minute that starts with the first request, and a block of one minute. */
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
    /** The largest number of requests within any minute. */
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
    createSharedBudget({
      ...{ now: () => clock.now() + clockLead(id), sleep: clock.sleep },
      ...{ shared: text.sharedBy(id), instances: processes, processId: `process ${id}` },
    })
  const budgets = Array.from({ length: processes }, (_, id) => make(id))

  async function send(
    budget: SharedBudget,
    priority: Priority = 'interactive',
    ms = 200,
    options: AcquireOptions = {},
  ): Promise<void> {
    const permit = await budget.acquire(priority, options)
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
  test('two that each want everything send their share of the first minute together, and none is refused', async () => {
    const { clock, aniList, budgets, send } = setUp()
    const all = budgets.flatMap((budget) => Array.from({ length: 30 }, () => send(budget)))
    await Promise.race([Promise.all(all), clock.sleep(60_000)])
    expect(aniList.received.length).toBeGreaterThanOrEqual(27)
    expect(aniList.received.length).toBeLessThanOrEqual(30)
    await Promise.all(all)
    expect(aniList).toMatchObject({ refused: 0, received: { length: 60 } })
  })

  test('a refusal in one applies to the other', async () => {
    const { clock, aniList, budgets, send } = setUp()
    const [one, other] = budgets as Budgets
    await send(one)
    one.learn({ status: 429, headers: new Headers({ 'retry-after': '30' }) })
    await clock.sleep(100)
    const told: number[] = []
    const began = clock.now()
    const permit = await other.acquire('interactive', {
      onWait: (until) => told.push(until - clockLead(1) - began),
    })
    expect(clock.now() - began).toBeGreaterThan(30_000)
    expect(told[0]).toBeGreaterThan(30_000)
    permit.giveBack()
    expect(aniList.received).toHaveLength(1)
  })

  test('four are in flight at once across all processes', async () => {
    const { clock, budgets } = setUp()
    const granted: { at: number; permit: Permit }[] = []
    for (const budget of [...budgets, ...budgets, ...budgets, ...budgets]) {
      void budget.acquire('interactive').then((permit) => granted.push({ at: clock.now(), permit }))
    }
    await clock.sleep(10_000)
    expect(granted).toHaveLength(4)
    granted[0]?.permit.release()
    await clock.sleep(2500)
    expect(granted, 'the other process notices that one has ended').toHaveLength(5)
  })

  test('a killed process returns its places when its leases expire', async () => {
    const { clock, budgets, make } = setUp({ processes: 1 })
    const doomed = budgets[0] as SharedBudget
    for (let i = 0; i < 4; i++) await doomed.acquire('interactive')
    // Killed: it no longer renews anything.
    void doomed.stop()
    const began = clock.now()
    const permit = await make(1).acquire('interactive')
    expect(clock.now() - began).toBeGreaterThan(10_000)
    expect(clock.now() - began).toBeLessThan(17_000)
    permit.release()
  })

  test('a long request keeps its place', async () => {
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

  test('leaving the queue costs nothing, even if its turn comes at that moment', async () => {
    const { clock, budgets } = setUp()
    const [one] = budgets as Budgets
    const abort = new AbortController()
    const turn = one.acquire('interactive', { signal: abort.signal })
    // While the shared ledger is being read.
    await clock.sleep(4)
    abort.abort(new Error('gone'))
    await expect(turn).rejects.toThrow('gone')
    await clock.sleep(1_000)
    expect(one.snapshot()).toMatchObject({ used: 0, inFlight: 0, callers: 0 })
  })
})

describe('one queue for several processes', () => {
  /** Sends nothing for some seconds, then records the order. */
  async function queue(processes = 2) {
    const all = setUp({ processes })
    const log: string[] = []
    all.budgets[0]?.learn({ status: 429, headers: new Headers({ 'retry-after': '5' }) })
    await all.clock.sleep(100)
    function wait(
      process: number,
      name: string,
      options: AcquireOptions,
      priority: Priority = 'interactive',
    ) {
      const since = (options.since ?? 0) + clockLead(process)
      return all.send(all.budgets[process] as SharedBudget, priority, 200, { ...options, since }).then(
        () => log.push(name),
        (error: AniListError) => log.push(`${name} ${error.code}`),
      )
    }
    return { ...all, log, wait }
  }

  test('turns depend on the caller and the age of the job, wherever it waits', async () => {
    const { log, wait } = await queue()
    await Promise.all([
      ...[2, 4, 6, 8].map((since) => wait(0, `greedy ${since}`, { caller: 'greedy', since })),
      ...[3, 5].map((since) => wait(1, `greedy ${since}`, { caller: 'greedy', since })),
      wait(1, 'a', { caller: 'a', since: 9 }),
      wait(0, 'b', { caller: 'b', since: 7 }),
      wait(1, 'c', { caller: 'c', since: 1 }),
    ])
    expect(log.slice(0, 4)).toEqual(['c', 'greedy 2', 'b', 'a'])
    expect(log.slice(4)).toEqual([3, 4, 5, 6, 8].map((since) => `greedy ${since}`))
  })

  test("a caller's requests in one process count in all", async () => {
    const { clock, budgets, log, wait } = await queue()
    for (let n = 0; n < 14; n++) {
      const leave = new AbortController()
      void budgets[n % 2]?.acquire('interactive', { caller: 'greedy', signal: leave.signal }).catch(() => {})
      leave.abort()
    }
    await clock.sleep(100)
    await Promise.all([
      wait(0, 'greedy', { caller: 'greedy', since: clock.now() }),
      wait(1, 'stranger', { caller: 'stranger', since: clock.now() + 30_000 }),
    ])
    expect(log).toEqual(['stranger', 'greedy'])
  })

  test('jobs finish one after another', async () => {
    const { clock, budgets, send } = setUp({ processes: 4 })
    const since = clock.now()
    const seconds = await Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        const caller = String.fromCharCode(97 + n)
        const budget = budgets[n % 4] as SharedBudget
        for (let step = 0; step < 5; step++)
          await send(budget, 'interactive', 100, { caller, since: since + clockLead(n % 4) })
        return (clock.now() - since) / 1000
      }),
    )
    expect(seconds[0]).toBeLessThan(12)
    expect(seconds[5]).toBeLessThan(70)
    expect(seconds).toEqual(seconds.toSorted((x, y) => x - y))
  })

  test('a caller may have thirty requests across all, and there is room for a hundred and fifty', async () => {
    const { clock, budgets, log, wait } = await queue()
    for (let n = 0; n < 32; n++) void wait(n % 2, `own ${n}`, { caller: 'own', since: n })
    await clock.sleep(1500)
    expect(log.sort()).toEqual(['own 30 anilist-queue-share-full', 'own 31 anilist-queue-share-full'])
    for (let n = 0; n < 130; n++) void wait(n % 2, `other ${n}`, { caller: `other ${n}`, since: 100 })
    await clock.sleep(1500)
    expect(log.slice(2).sort()).toEqual(
      Array.from({ length: 10 }, (_, n) => `own ${n + 20} anilist-queue-full`).sort(),
    )
    const counts = budgets.map((budget) => budget.snapshot().waiting.interactive)
    expect(counts).toEqual([75, 75])
  })

  test('the urgent reserve applies across all', async () => {
    const { clock, budgets, send } = setUp()
    const [busy, other] = budgets as Budgets
    for (let n = 0; n < 60; n++) void send(busy).catch(() => {})
    await clock.sleep(58_000)
    const began = clock.now()
    await send(other, 'urgent')
    expect(clock.now() - began).toBeLessThan(2_000)
  })

  test('nobody waits for the turns of a killed process', async () => {
    const { clock, text, log, wait } = await queue(3)
    for (let n = 0; n < 20; n++) void wait(2, 'of the dead', { caller: `dead ${n}`, since: n })
    void wait(0, 'a', { caller: 'a', since: 100 })
    void wait(1, 'b', { caller: 'b', since: 101 })
    await clock.sleep(1000)
    text.kill(2)
    await clock.sleep(7_000)
    expect(log).toEqual(['a', 'b'])
  })
})

describe('while the shared text is unreachable', () => {
  test('each continues with its part of what is left', async () => {
    const { clock, text, aniList, budgets, send } = setUp({ processes: 2 })
    const [one, other] = budgets as Budgets
    for (let i = 0; i < 5; i++) await Promise.all([send(one), send(other)])
    const before = aniList.received.length
    text.loseReach()
    const all = budgets.flatMap((budget) => Array.from({ length: 30 }, () => send(budget)))
    await clock.sleep(55_000)
    const sentAlone = aniList.received.length - before
    expect(sentAlone, 'two times ten, minus the urgent reserve').toBeLessThanOrEqual(20)
    expect(sentAlone).toBeGreaterThanOrEqual(14)
    await clock.sleep(600_000)
    expect(aniList).toMatchObject({ refused: 0 })
    text.regain()
    await Promise.all(all)
    expect(aniList).toMatchObject({ refused: 0, received: { length: before + 60 } })
  })

  test('a process that has not read it for a while waits until the minute is surely over', async () => {
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

  test('a single process continues immediately', async () => {
    const { clock, text, budgets, send } = setUp({ processes: 1 })
    const only = budgets[0] as SharedBudget
    text.loseReach()
    await send(only)
    expect(clock.now()).toBeLessThan(1_000)
  })

  test('requests sent alone count for all afterwards, even if the shared memory was lost', async () => {
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

test('whatever the arrivals and outages: at most 30 in any minute, nobody refused, everyone served in the end', async () => {
  await fc.assert(
    fc.asyncProperty(
      // Enough that the limit would always be exceeded without the budget.
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
        // The others learn about the last of them a moment later.
        await clock.sleep(5_000)
        await Promise.all(budgets.map((budget) => budget.stop()))
      },
    ),
    { numRuns: 8, endOnFailure: true },
  )
})
