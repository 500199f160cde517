import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createVirtualClock } from '../../../test/support/virtual-clock.ts'
import { createRateBudget, type Priority } from './rate-budget.ts'

interface Call {
  readonly at: number
  readonly priority: Priority
  /** The time from the permit to AniList, and from there to the reply. */
  readonly there: number
  readonly back: number
  /** How long before its arrival at AniList a request was abandoned. */
  readonly lostMs: number | undefined
}

const call: fc.Arbitrary<Call> = fc.record({
  // Crowds at round moments, as well as stragglers.
  at: fc.oneof(fc.constantFrom(0, 1000, 60_000), fc.nat(150_000)),
  priority: fc.constantFrom<Priority>('urgent', 'interactive', 'background'),
  there: fc.oneof(fc.constant(0), fc.constant(1500), fc.nat(3000)),
  back: fc.oneof(fc.constant(0), fc.constant(100), fc.nat(30_000)),
  lostMs: fc.option(fc.nat(2000), { nil: undefined, freq: 10 }),
})

/** AniList's reply to a request at `now`. */
type Answer = (now: number) => { readonly status: number; readonly headers: Headers }

/** Lets the calls arrive, and records what happens in which order. */
async function play(calls: readonly Call[], answer: Answer) {
  const clock = createVirtualClock({ startAt: 0 })
  const budget = createRateBudget(clock)
  const arrived: Record<Priority, number[]> = { urgent: [], interactive: [], background: [] }
  const granted: Record<Priority, number[]> = { urgent: [], interactive: [], background: [] }
  const sent: { readonly at: number; readonly limit: number; readonly inFlight: number }[] = []
  const reached: { readonly at: number }[] = []
  const statuses: number[] = []
  let blockedUntil = 0
  let sentWhileBlocked = 0

  async function run({ at, priority, there, back, lostMs }: Call, id: number): Promise<void> {
    await clock.sleep(at)
    arrived[priority].push(id)
    const permit = await budget.acquire(priority)
    granted[priority].push(id)
    if (clock.now() < blockedUntil) sentWhileBlocked++
    const { limit, inFlight } = budget.snapshot()
    sent.push({ at: clock.now(), limit, inFlight })
    if (lostMs === undefined) await clock.sleep(there)
    else {
      await clock.sleep(Math.max(there - lostMs, 0))
      permit.release(false)
      await clock.sleep(lostMs)
    }
    reached.push({ at: clock.now() })
    const reply = answer(clock.now())
    if (lostMs !== undefined) return
    await clock.sleep(back)
    statuses.push(reply.status)
    if (reply.status === 429) {
      blockedUntil = Math.max(blockedUntil, clock.now() + Number(reply.headers.get('retry-after')) * 1000)
    }
    budget.learn(reply)
    permit.release()
  }

  await Promise.all(calls.map(run))
  return { arrived, granted, sent, reached, statuses, sentWhileBlocked, left: budget.snapshot() }
}

/** How many were sent in the `ms` up to and including each one. */
function windows(sent: readonly { readonly at: number }[], ms: number): number[] {
  return sent.map(({ at }) => sent.filter((other) => other.at <= at && other.at > at - ms).length)
}

const quiet: Answer = () => ({ status: 200, headers: new Headers() })

test("whatever the latencies: AniList's limits per minute and per second are kept, and everyone is served", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 90 }), async (calls) => {
      const { arrived, granted, reached, sent, left } = await play(calls, quiet)
      expect(Math.max(0, ...windows(reached, 60_000))).toBeLessThanOrEqual(30)
      expect(Math.max(0, ...windows(reached, 1000))).toBeLessThanOrEqual(5)
      expect(Math.max(0, ...sent.map(({ inFlight }) => inFlight))).toBeLessThanOrEqual(5)
      expect(granted).toEqual(arrived)
      expect(left).toMatchObject({ inFlight: 0, callers: 0 })
    }),
    { numRuns: 60 },
  )
})

test('whatever AniList replies: the assumed limit is kept, nothing is sent during a block, and everyone is served', async () => {
  const answers = fc.array(
    fc.record({
      status: fc.constantFrom(200, 200, 200, 200, 429, 500),
      limit: fc.constantFrom('90', '30', '12', '60', 'nonsense'),
      remaining: fc.nat(90).map(String),
      retryAfter: fc.integer({ min: 1, max: 90 }).map(String),
    }),
    { minLength: 1, maxLength: 20 },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(call, { maxLength: 60 }), answers, async (calls, script) => {
      let asked = 0
      const { arrived, granted, sent, sentWhileBlocked, left } = await play(calls, () => {
        const { status, limit, remaining, retryAfter } = script[asked++ % script.length] as (typeof script)[0]
        const headers = new Headers({ 'x-ratelimit-limit': limit, 'x-ratelimit-remaining': remaining })
        if (status === 429) headers.set('retry-after', retryAfter)
        return { status, headers }
      })
      const counts = windows(sent, 60_000)
      sent.forEach(({ limit }, index) => {
        expect(counts[index]).toBeLessThanOrEqual(limit)
      })
      expect(sentWhileBlocked).toBe(0)
      expect(granted).toEqual(arrived)
      expect(left).toMatchObject({ inFlight: 0, callers: 0 })
    }),
    { numRuns: 60 },
  )
})

/**
 * AniList as its documentation describes it: a minute that starts with the first request, five a second, and a block of one
 * minute.
 */
function aniList(inForce: number, headerLimit: number): Answer {
  let minute = { began: Number.NEGATIVE_INFINITY, count: 0 }
  let second: number[] = []
  let blockedUntil = Number.NEGATIVE_INFINITY
  return (now) => {
    if (now >= minute.began + 60_000) minute = { began: now, count: 0 }
    minute.count++
    second = [...second.filter((at) => at > now - 1000), now]
    if ((minute.count > inForce || second.length > 5) && now >= blockedUntil) blockedUntil = now + 60_000
    const refused = now < blockedUntil
    const headers = new Headers({
      'x-ratelimit-limit': String(headerLimit),
      'x-ratelimit-remaining': String(Math.max(headerLimit - minute.count, 0)),
    })
    if (refused) headers.set('retry-after', String(Math.ceil((blockedUntil - now) / 1000)))
    return { status: refused ? 429 : 200, headers }
  }
}

test.each([
  [30, 90],
  [30, 30],
  [90, 90],
])(
  'alone on an AniList that allows %i and claims %i, no request is refused',
  async (inForce, headerLimit) => {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 90 }), async (calls) => {
        const { statuses } = await play(calls, aniList(inForce, headerLimit))
        expect(statuses.filter((status) => status === 429)).toEqual([])
      }),
      { numRuns: 40 },
    )
  },
)

test('an AniList that silently allows only 20 refuses once, then each time more was tried, which gets rarer and rarer', async () => {
  const crowd = Array.from(
    { length: 400 },
    (_, n): Call => ({ at: n * 2600, priority: 'interactive', there: 0, back: 10, lostMs: undefined }),
  )
  const { statuses } = await play(crowd, aniList(20, 90))
  const refused = statuses.flatMap((status, index) => (status === 429 ? [index] : []))
  expect(refused[0]).toBe(20)
  // Requests that were in flight together are refused together.
  const between = refused
    .slice(1)
    .flatMap((index, n) => Math.max(index - (refused[n] as number) - 1, 0) || [])
  expect(between).toEqual(between.toSorted((a, b) => a - b))
  expect(between.at(-1)).toBeGreaterThan(3 * (between[0] as number))
})
