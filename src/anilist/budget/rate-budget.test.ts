import { describe, expect, test } from 'vitest'
import { createVirtualClock } from '../../../test/support/virtual-clock.ts'
import type { AniListError } from '../errors.ts'
import {
  type AcquireOptions,
  createRateBudget,
  type Priority,
  type RateBudgetOptions,
} from './rate-budget.ts'

function setUp(options: Partial<RateBudgetOptions> = {}) {
  const clock = createVirtualClock({ startAt: 0, auto: false })
  const budget = createRateBudget({ now: clock.now, sleep: clock.sleep, ...options })
  const log: string[] = []

  /** Joins the queue. The log says when it was granted, in seconds. */
  function ask(name: string, priority: Priority = 'interactive', options: AcquireOptions = {}) {
    const permit = budget.acquire(priority, options)
    permit.then(
      () => log.push(`${name} ${clock.now() / 1000}`),
      (reason) => log.push(`${name} left: ${reason.message}`),
    )
    return permit
  }
  /** Sends `count` requests one after another, each finished immediately. */
  async function send(count: number, priority: Priority = 'interactive') {
    for (let sent = 0; sent < count; sent++) {
      const permit = budget.acquire(priority)
      let granted = false
      void permit.then(() => {
        granted = true
      })
      for (await clock.settle(); !granted; ) await clock.advance(100)
      const { release } = await permit
      release()
    }
  }
  function reply(status: number, headers: Record<string, string> = {}) {
    budget.learn({ status, headers: new Headers(headers) })
  }
  return { clock, budget, log, ask, send, reply }
}

const nobody = { urgent: 0, interactive: 0, background: 0 }

describe('rate budget: the minute', () => {
  test('the 28th request waits until the first one ended a minute ago, and another second because AniList rounds', async () => {
    const { clock, ask, send, log } = setUp()
    await send(27)
    ask('28th')
    await clock.advance(61_000 - clock.now() - 1)
    expect(log).toEqual([])
    await clock.advance(1)
    expect(log).toEqual(['28th 61'])
  })

  test('a request counts from its end, because AniList may count it at any moment before', async () => {
    const { clock, ask, log } = setUp({ perMinute: 1 })
    const { release } = await ask('slow')
    await clock.advance(50_000)
    release()
    ask('next')
    await clock.advance(60_999)
    expect(log).toEqual(['slow 0'])
    await clock.advance(1)
    expect(log).toEqual(['slow 0', 'next 111'])
  })

  test('a returned permit costs nothing, and ends only once', async () => {
    const { budget, ask } = setUp()
    const permit = await ask('unsent')
    expect(budget.snapshot()).toMatchObject({ used: 1, inFlight: 1 })
    permit.giveBack()
    permit.giveBack()
    permit.release()
    expect(budget.snapshot()).toMatchObject({ used: 0, inFlight: 0, waiting: nobody })
  })
})

describe('rate budget: bursts', () => {
  test('four are in flight at once; the fifth is sent when one of them is surely outside the same second', async () => {
    const { clock, ask, log } = setUp()
    const [first] = ['a', 'b', 'c', 'd', 'e'].map((name) => ask(name))
    await clock.advance(5000)
    expect(log).toEqual(['a 0', 'b 0', 'c 0', 'd 0'])
    ;(await first)?.release()
    await clock.advance(1199)
    expect(log).toHaveLength(4)
    await clock.advance(1)
    expect(log.at(-1)).toBe('e 6.2')
  })

  test('a request without a reply may still be on its way', async () => {
    const { clock, ask, log } = setUp({ burst: 1 })
    const { release } = await ask('aborted')
    release(false)
    ask('next')
    await clock.advance(3200)
    expect(log).toEqual(['aborted 0', 'next 3.2'])
  })

  test('the first ten after a pause are sent within three seconds', async () => {
    const { clock, send } = setUp()
    await send(10)
    expect(clock.now()).toBeLessThanOrEqual(3000)
  })
})

describe('rate budget: classes', () => {
  test('urgent requests go first, then interactive ones, and within a class the oldest job', async () => {
    const { clock, ask, log } = setUp({ burst: 1 })
    const running = await ask('running')
    const waiting = [
      ask('b1', 'background'),
      ask('i2', 'interactive', { since: -1 }),
      ask('b2', 'background'),
      ask('i1', 'interactive', { since: -2 }),
      ask('u', 'urgent'),
    ]
    for (const permit of waiting) void permit.then(({ release }) => release())
    running.release()
    await clock.advance(waiting.length * 1200)
    expect(log.map((line) => line.split(' ')[0])).toEqual(['running', 'u', 'i1', 'i2', 'b1', 'b2'])
  })

  test('three requests per minute, and one per burst, are reserved for urgent requests', async () => {
    const { clock, ask, send, log } = setUp()
    await send(27)
    ask('scan')
    ask('sign-in', 'urgent')
    await clock.settle()
    expect(log).toEqual([`sign-in ${clock.now() / 1000}`])
  })

  test('urgent requests beyond half of the minute have no priority', async () => {
    const { clock, ask, send, log } = setUp()
    await send(15, 'urgent')
    ask('write', 'urgent', { since: clock.now() })
    ask('scan', 'interactive', { since: clock.now() - 1 })
    await clock.advance(30_000)
    expect(log.map((line) => line.split(' ')[0])).toEqual(['scan', 'write'])
  })

  test('background requests leave eight per minute to people', async () => {
    const { clock, ask, send, log } = setUp()
    await send(22, 'background')
    ask('background', 'background')
    ask('person')
    await clock.advance(1200)
    expect(log.map((line) => line.split(' ')[0])).toEqual(['person'])
  })

  test('requests beyond four fifths of the share are spread over the minute', async () => {
    const { clock, send } = setUp()
    await send(22)
    expect(clock.now()).toBeLessThan(8_000)
    const moments: number[] = []
    for (let sent = 0; sent < 4; sent++) {
      await send(1)
      moments.push(clock.now())
    }
    const gaps = moments.slice(1).map((moment, index) => moment - (moments[index] as number))
    expect(Math.min(...gaps)).toBeGreaterThan(5_000)
    expect(Math.max(...gaps)).toBeLessThan(14_000)
  })

  test('a low limit leaves background requests one per minute', async () => {
    const { ask } = setUp({ perMinute: 1 })
    await ask('background', 'background')
  })
})

describe('rate budget: a full queue', () => {
  async function fill(callers: number, each: number) {
    const all = setUp()
    // Nothing can be sent for a minute.
    all.reply(429, { 'Retry-After': '60' })
    const refused: unknown[] = []
    for (let caller = 0; caller < callers; caller++) {
      for (let n = 0; n < each; n++) {
        all.budget
          .acquire('interactive', { caller: `c${caller}`, since: n })
          .catch((error: AniListError) => refused.push([error.code, caller]))
      }
    }
    await all.clock.settle()
    return { ...all, refused }
  }

  test('one caller may have thirty requests in it, and the next is refused with Retry-After', async () => {
    const { budget, refused, clock } = await fill(1, 30)
    expect(refused).toEqual([])
    const next = budget.acquire('interactive', { caller: 'c0', since: 30 })
    await expect(next).rejects.toMatchObject({ code: 'anilist-queue-share-full', transient: false })
    const retryAfterMs = await next.catch((error: AniListError) => error.retryAfterMs as number)
    // Requests are sent after the block, at half the pace, and those beyond a caller's share at half of that.
    expect(retryAfterMs).toBeGreaterThan(61_000 + 61_000)
    expect(retryAfterMs).toBeLessThan(61_000 + 4 * 61_000 + 1)
    const other = new AbortController()
    budget.acquire('interactive', { caller: 'other', signal: other.signal }).catch(() => {})
    await clock.settle()
    expect(budget.snapshot()).toMatchObject({ waiting: { interactive: 31 }, callers: 2 })
  })

  test('it has room for a hundred and fifty, and a newcomer replaces the last in the order', async () => {
    const { budget, refused, clock } = await fill(6, 25)
    expect(refused).toEqual([])
    budget.acquire('interactive', { caller: 'newcomer' }).catch(() => refused.push('newcomer'))
    budget.acquire('urgent').catch(() => refused.push('sign-in'))
    await clock.settle()
    // The 25th job of some callers, although it came first.
    expect(refused).toEqual([
      ['anilist-queue-full', 5],
      ['anilist-queue-full', 4],
    ])
    budget.acquire('background').catch(({ code }: AniListError) => refused.push(code))
    await clock.settle()
    expect(refused.at(-1)).toBe('anilist-queue-full')
    expect(budget.snapshot().waiting).toEqual({ urgent: 1, interactive: 149, background: 0 })
  })
})

describe('rate budget: leaving the queue', () => {
  test('an abort rejects with its reason, and the others move up', async () => {
    const { clock, ask, log, budget } = setUp({ burst: 1 })
    const { release } = await ask('running')
    const abort = new AbortController()
    ask('impatient', 'interactive', { signal: abort.signal })
    ask('patient')
    abort.abort(new Error('too slow'))
    release()
    await clock.advance(1200)
    expect(log).toEqual(['running 0', 'impatient left: too slow', 'patient 1.2'])
    expect(budget.snapshot()).toMatchObject({ inFlight: 1, waiting: nobody })
  })

  test('an aborted signal never queues, and an abort after the grant changes nothing', async () => {
    const { budget, ask, clock } = setUp({ burst: 1 })
    await expect(
      ask('late', 'interactive', { signal: AbortSignal.abort(new Error('gone')) }),
    ).rejects.toThrow('gone')
    const abort = new AbortController()
    await ask('granted', 'interactive', { signal: abort.signal })
    ask('waiting')
    abort.abort()
    await clock.settle()
    expect(budget.snapshot()).toMatchObject({ inFlight: 1, waiting: { ...nobody, interactive: 1 } })
  })

  test('no timer is left when nobody waits', async () => {
    const { clock, ask, send } = setUp()
    await send(27)
    const abort = new AbortController()
    ask('28th', 'interactive', { signal: abort.signal }).catch(() => undefined)
    expect(clock.sleepers).toBe(1)
    abort.abort()
    expect(clock.sleepers).toBe(0)
  })
})

describe("rate budget: AniList's replies", () => {
  test.each<[string, Record<string, string>, number]>([
    ['Retry-After', { 'Retry-After': '30' }, 31],
    ['X-RateLimit-Reset', { 'X-RateLimit-Reset': '45' }, 46],
    ['only the status', {}, 61],
  ])('a 429 with %s: sends nothing before the block ends', async (_, headers, seconds) => {
    const { clock, ask, reply, log } = setUp()
    reply(429, headers)
    ask('blocked')
    await clock.advance(seconds * 1000 - 1)
    expect(log).toEqual([])
    await clock.advance(1)
    expect(log).toEqual([`blocked ${seconds}`])
  })

  test('requests that were in flight together and are refused together count as one refusal', async () => {
    const { ask, reply, budget } = setUp()
    const permits = await Promise.all(['a', 'b', 'c', 'd'].map((name) => ask(name)))
    for (const { release } of permits) {
      reply(429, { 'Retry-After': '60' })
      release()
    }
    expect(budget.snapshot().limit).toBe(15)
  })

  test.each([
    ['a whole minute', '60', 15],
    ['a few seconds', '3', 30],
  ])('a block of %s', async (_, seconds, limit) => {
    const { reply, budget } = setUp()
    reply(429, { 'Retry-After': seconds })
    expect(budget.snapshot().limit).toBe(limit)
  })

  test('a second block during the first one prolongs it', async () => {
    const { clock, ask, reply, log } = setUp()
    reply(429, { 'Retry-After': '30' })
    ask('blocked')
    await clock.advance(20_000)
    reply(429, { 'Retry-After': '30' })
    await clock.advance(40_000)
    expect(log).toEqual(['blocked 51'])
  })

  test.each<[string, string, string, number]>([
    ['the limit in force is sent', '30', '4', 26],
    ['90 is sent while 30 is in force', '90', '64', 26],
    ['there are none', '30', '29', 1],
    ['AniList has started a new minute', '30', '30', 1],
  ])('other clients at our address: %s', async (_, limit, remaining, used) => {
    const { budget, ask, reply } = setUp()
    const { release } = await ask('first')
    reply(200, { 'X-RateLimit-Limit': limit, 'X-RateLimit-Remaining': remaining })
    release()
    expect(budget.snapshot()).toMatchObject({ limit: 30, used })
  })

  test('requests of other clients count for a minute from when we saw them', async () => {
    const { clock, ask, reply, log } = setUp()
    const { release } = await ask('first')
    reply(200, { 'X-RateLimit-Limit': '30', 'X-RateLimit-Remaining': '0' })
    release()
    ask('second')
    await clock.advance(60_999)
    expect(log).toEqual(['first 0'])
    await clock.advance(1)
    expect(log).toEqual(['first 0', 'second 61'])
  })

  test('a lower limit applies to requests that already wait', async () => {
    const { clock, ask, reply, log } = setUp()
    const permits = await Promise.all(['a', 'b', 'c', 'd'].map((name) => ask(name)))
    ask('waiting')
    reply(200, { 'X-RateLimit-Limit': '4' })
    for (const { release } of permits) release()
    await clock.advance(61_000)
    expect(log.at(-1)).toEqual('waiting 61')
  })
})

describe('rate budget: progress', () => {
  test('short waits are not reported', async () => {
    const { budget, clock } = setUp()
    let told = 0
    for (let n = 0; n < 6; n++) void budget.acquire('interactive', { onWait: () => told++ })
    await clock.settle()
    expect([budget.snapshot().waiting.interactive, told]).toEqual([2, 0])
  })

  test('waiting callers are told their position and time, and again when those change', async () => {
    const { clock, budget, reply } = setUp()
    const told: [name: string, until: number, place: number][] = []
    const wait = (name: string, options: AcquireOptions = {}) =>
      budget
        .acquire('interactive', {
          ...{ caller: name, onWait: (until, place) => told.push([name, until / 1000, place]) },
          ...options,
        })
        .catch(() => {})
    reply(429, { 'Retry-After': '60' })
    wait('first')
    expect(told).toEqual([['first', 61, 1]])
    const abort = new AbortController()
    wait('second', { signal: abort.signal })
    wait('third')
    expect(told.splice(0)).toEqual([
      ['first', 61, 1],
      ['second', 61, 2],
      ['third', 61, 3],
    ])
    abort.abort()
    expect(told.splice(0)).toEqual([['third', 61, 2]])
    await clock.advance(20_000)
    expect(told).toEqual([])
    reply(429, { 'Retry-After': '120' })
    expect(told).toEqual([
      ['first', 141, 1],
      ['third', 141, 2],
    ])
    expect(budget.snapshot().opensAt).toBe(141_000)
  })

  test('the time is right even for a wait of several minutes', async () => {
    const { clock, budget, send } = setUp()
    await send(27)
    const waits = Array.from({ length: 60 }, (_, n) => {
      const wait = { told: [] as number[], sent: 0 }
      const onWait = (until: number) => wait.told.push(until)
      void budget
        .acquire('interactive', { caller: `c${String(n).padStart(2, '0')}`, onWait })
        .then(({ release }) => {
          wait.sent = clock.now()
          release()
        })
      return wait
    })
    await clock.advance(240_000)
    for (const { told, sent } of waits) expect(Math.abs((told[0] as number) - sent)).toBeLessThan(10_000)
    expect(waits.at(-1)?.sent).toBeGreaterThan(120_000)
  })

  test('the time takes into account that jobs ahead need several requests, as recent jobs did', async () => {
    const { clock, budget } = setUp()
    async function work(caller: string, onWait?: AcquireOptions['onWait']) {
      const since = clock.now()
      for (let n = 0; n < 5; n++) (await budget.acquire('interactive', { caller, since, onWait })).release()
      return clock.now()
    }
    const before = Promise.all(Array.from({ length: 20 }, (_, n) => work(`a${n}`)))
    await clock.advance(400_000)
    await before
    const others = Array.from({ length: 20 }, (_, n) => work(`b${n}`))
    let told = 0
    const last = work('c', (until) => {
      told ||= until - clock.now()
    })
    await clock.advance(400_000)
    await Promise.all([...others, last])
    // Twenty jobs ahead: at 27 a minute, their first requests take a minute, and all of them four.
    expect(told).toBeGreaterThan(2 * 61_000)
  })
})
