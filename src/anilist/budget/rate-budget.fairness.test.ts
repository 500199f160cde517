import { describe, expect, test } from 'vitest'
import { createVirtualClock } from '../../../test/support/virtual-clock.ts'
import { createRateBudget, type Priority } from './rate-budget.ts'

/** People and machines that use AniList, 100 ms away. Durations are in seconds. */
function setUp() {
  const clock = createVirtualClock({ startAt: 0 })
  const budget = createRateBudget(clock)

  /** The requests of one job, one after another. */
  async function work(requests: number, caller?: string, priority: Priority = 'interactive') {
    const since = clock.now()
    for (let n = 0; n < requests; n++) {
      const { release } = await budget.acquire(priority, { caller, since })
      await clock.sleep(100)
      release()
    }
    return (clock.now() - since) / 1000
  }
  /** A cold scan of 500 entries. */
  const scan = (caller?: string) => work(5, caller)
  const signIn = () => work(1, undefined, 'urgent')
  const addition = (caller: string) => work(2, caller, 'urgent')

  /** Starts a job each second, without waiting for earlier ones, until it is stopped. */
  function ask(what: () => Promise<number>) {
    let stopped = false
    async function go() {
      while (!stopped) {
        void what().catch(() => {})
        await clock.sleep(1000)
      }
    }
    void go()
    return () => {
      stopped = true
    }
  }
  return { clock, budget, scan, signIn, addition, ask }
}

describe.each([10, 30, 100])('%i concurrent cold scans from as many addresses', (count) => {
  test('finish one after another', async () => {
    const { scan } = setUp()
    const seconds = await Promise.all(Array.from({ length: count }, (_, n) => scan(`address ${n}`)))
    seconds.sort((a, b) => a - b)
    expect(seconds[0]).toBeLessThan(10)
    // In the time of half of all requests, plus those of jobs that run at the same time.
    const requestsOfHalf = (count / 2) * 5 + 4 * 4
    expect(seconds[count / 2 - 1]).toBeLessThan(Math.ceil(requestsOfHalf / 27) * 61)
    expect(seconds.at(-1)).toBeLessThan(Math.ceil((count * 5) / 27) * 61 + 15)
  })
})

test('of a hundred scans, half finish in half of the time', async () => {
  const { scan } = setUp()
  const seconds = await Promise.all(Array.from({ length: 100 }, (_, n) => scan(`address ${n}`)))
  seconds.sort((a, b) => a - b)
  // Give or take the four that run at the same time.
  expect((seconds[49] as number) / (seconds[99] as number)).toBeLessThanOrEqual(0.51)
})

test('a scan next to sixty from one address waits for few of their requests', async () => {
  const { clock, scan } = setUp()
  const theirs = Array.from({ length: 60 }, () => scan('greedy').catch(() => undefined))
  await clock.sleep(1000)
  expect(await scan('stranger')).toBeLessThan(5)
  await Promise.all(theirs)
})

test('an address that keeps coming back goes after one that is new', async () => {
  const { clock, scan } = setUp()
  let stopped = false
  async function comeBack() {
    while (!stopped) await scan('greedy')
  }
  const all = Array.from({ length: 3 }, comeBack)
  await clock.sleep(600_000)
  expect(await scan('stranger')).toBeLessThan(30)
  stopped = true
  await Promise.all(all)
})

describe.each([1, 50])('next to %i that start a scan each second', (count) => {
  test.each([5, 20, 70])('after %i s, a sign-in, an addition and a scan finish soon', async (after) => {
    const { clock, scan, signIn, addition, ask } = setUp()
    const stops = Array.from({ length: count }, (_, n) => ask(() => scan(`greedy ${n}`)))
    await clock.sleep(after * 1000)
    const seconds = await Promise.all([signIn(), addition('account:ada'), scan('stranger')])
    for (const stop of stops) stop()
    expect(seconds[0]).toBeLessThan(10)
    expect(seconds[1]).toBeLessThan(20)
    expect(seconds[2]).toBeLessThan(60)
  })
})

test('next to an account that adds titles each second, a sign-in, an addition and a scan finish soon', async () => {
  const { clock, scan, signIn, addition, ask } = setUp()
  const stop = ask(() => addition('account:greedy'))
  await clock.sleep(30_000)
  const seconds = await Promise.all([signIn(), addition('account:ada'), scan('stranger')])
  stop()
  expect(seconds[0]).toBeLessThan(10)
  expect(seconds[1]).toBeLessThan(20)
  expect(seconds[2]).toBeLessThan(60)
})

test('next to fifty accounts that add titles each second, scans still finish', async () => {
  const { clock, scan, addition, ask } = setUp()
  const stops = Array.from({ length: 50 }, (_, n) => ask(() => addition(`account:${n}`)))
  await clock.sleep(1000)
  expect(await scan('stranger')).toBeLessThan(120)
  for (const stop of stops) stop()
})

test('equal jobs in a row for hours wait equally long (Jain ≥ 0.9)', async () => {
  const { clock, scan } = setUp()
  async function visit(caller: string) {
    const waits: number[] = []
    while (clock.now() < 3_600_000) {
      waits.push(await scan(caller))
      await clock.sleep(60_000)
    }
    return waits.reduce((sum, wait) => sum + wait, 0) / waits.length
  }
  const means = await Promise.all(Array.from({ length: 12 }, (_, n) => visit(`address ${n}`)))
  const sum = means.reduce((all, mean) => all + mean, 0)
  const squares = means.reduce((all, mean) => all + mean ** 2, 0)
  expect(sum ** 2 / (means.length * squares)).toBeGreaterThanOrEqual(0.9)
})
