import { describe, expect, test } from 'vitest'
import { createVirtualClock } from '../../test/support/virtual-clock.ts'
import { createRateBudget, type Permit, type Priority, type RateBudgetOptions } from './rate-budget.ts'

function setUp(options: Partial<RateBudgetOptions> = {}) {
  const clock = createVirtualClock({ startAt: 0, auto: false })
  const budget = createRateBudget({ now: clock.now, sleep: clock.sleep, ...options })
  const log: string[] = []

  /** Joins the queue; the log tells when it was granted, in seconds. */
  function ask(name: string, priority: Priority = 'interactive', signal?: AbortSignal) {
    const permit = budget.acquire(priority, { signal })
    permit.then(
      () => log.push(`${name} ${clock.now() / 1000}`),
      (reason) => log.push(`${name} left: ${reason.message}`),
    )
    return permit
  }
  /** Sends `count` requests one after the other, each over at once. */
  async function send(count: number, priority: Priority = 'interactive') {
    for (let sent = 0; sent < count; sent++) {
      const permit = budget.acquire(priority)
      await clock.advance(sent % 8 === 7 ? 1000 : 0)
      const { release } = await permit
      release()
    }
  }
  function reply(status: number, headers: Record<string, string> = {}) {
    budget.learn({ status, headers: new Headers(headers) })
  }
  return { clock, budget, log, ask, send, reply }
}

describe('rate budget: the minute', () => {
  test('the 31st request waits until the first one ended a minute ago, and a second for AniList rounding', async () => {
    const { clock, ask, send, log } = setUp()
    await send(30)
    ask('31st')
    await clock.advance(61_000 - clock.now() - 1)
    expect(log).toEqual([])
    await clock.advance(1)
    expect(log).toEqual(['31st 61'])
  })

  test('a request counts from its end, since AniList counts somewhere between its two ends', async () => {
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

  test('a permit that is given back costs nothing, and ends only once', async () => {
    const { budget, ask } = setUp()
    const permit = await ask('unsent')
    expect(budget.snapshot()).toMatchObject({ used: 1, inFlight: 1 })
    permit.giveBack()
    permit.giveBack()
    permit.release()
    expect(budget.snapshot()).toMatchObject({ used: 0, inFlight: 0, waiting: 0 })
  })
})

describe('rate budget: bursts', () => {
  test('four are under way at once; the fifth goes when one of them ends', async () => {
    const { clock, ask, log } = setUp()
    const [first] = ['a', 'b', 'c', 'd', 'e'].map((name) => ask(name))
    await clock.advance(5000)
    expect(log).toEqual(['a 0', 'b 0', 'c 0', 'd 0'])
    ;(await first)?.release()
    await clock.settle()
    expect(log.at(-1)).toBe('e 5')
  })

  test('the ninth request of a second waits for the next one', async () => {
    const { clock, ask, log, budget } = setUp()
    for (const name of '12345678') (await ask(name)).release()
    ask('9')
    expect(budget.snapshot()).toMatchObject({ waiting: 1, opensAt: 1000 })
    await clock.advance(1000)
    expect(log.at(-1)).toBe('9 1')
  })
})

describe('rate budget: priorities', () => {
  test('interactive work goes first, and within a priority who came first', async () => {
    const { clock, ask, log } = setUp({ atOnce: 1 })
    let permit: Permit = await ask('running')
    const waiting = [
      ask('b1', 'background'),
      ask('i1'),
      ask('b2', 'background'),
      ask('i2', 'interactive'),
    ] as const
    for (const next of [waiting[1], waiting[3], waiting[0], waiting[2]]) {
      permit.release()
      permit = await next
    }
    await clock.settle()
    expect(log).toEqual(['running 0', 'i1 0', 'i2 0', 'b1 0', 'b2 0'])
  })

  test('background work leaves five requests of the minute to people', async () => {
    const { clock, ask, send, log } = setUp()
    await send(25, 'background')
    ask('background', 'background')
    ask('person')
    await clock.advance(10_000)
    expect(log).toEqual(['person 3'])
  })

  test('a tight limit leaves background work one request', async () => {
    const { ask } = setUp({ perMinute: 4 })
    await ask('background', 'background')
  })
})

describe('rate budget: leaving the queue', () => {
  test('who aborts gets the reason that he gave, and the others move up', async () => {
    const { clock, ask, log, budget } = setUp({ atOnce: 1 })
    const { release } = await ask('running')
    const abort = new AbortController()
    ask('impatient', 'interactive', abort.signal)
    ask('patient')
    abort.abort(new Error('too slow'))
    release()
    await clock.settle()
    expect(log).toEqual(['running 0', 'impatient left: too slow', 'patient 0'])
    expect(budget.snapshot()).toMatchObject({ inFlight: 1, waiting: 0 })
  })

  test('who comes aborted never queues, and an abort after the grant changes nothing', async () => {
    const { budget, ask, clock } = setUp({ atOnce: 1 })
    await expect(ask('late', 'interactive', AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone')
    const abort = new AbortController()
    await ask('granted', 'interactive', abort.signal)
    ask('waiting')
    abort.abort()
    await clock.settle()
    expect(budget.snapshot()).toMatchObject({ inFlight: 1, waiting: 1 })
  })

  test('when nobody waits any more, no timer is left', async () => {
    const { clock, ask, send } = setUp()
    await send(30)
    const abort = new AbortController()
    ask('31st', 'interactive', abort.signal).catch(() => undefined)
    expect(clock.sleepers).toBe(1)
    abort.abort()
    expect(clock.sleepers).toBe(0)
  })
})

describe('rate budget: what AniList says', () => {
  test.each<[string, Record<string, string>, number]>([
    ['Retry-After', { 'Retry-After': '30' }, 31],
    ['X-RateLimit-Reset', { 'X-RateLimit-Reset': '45' }, 46],
    ['nothing but the status', {}, 61],
  ])('a 429 with %s: nothing is sent before the block ends', async (_, headers, seconds) => {
    const { clock, ask, reply, log } = setUp()
    reply(429, headers)
    ask('blocked')
    await clock.advance(seconds * 1000 - 1)
    expect(log).toEqual([])
    await clock.advance(1)
    expect(log).toEqual([`blocked ${seconds}`])
  })

  test('requests that were under way together and are refused together teach one lesson', async () => {
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

  test('a second block in the middle of the first prolongs it', async () => {
    const { clock, ask, reply, log } = setUp()
    reply(429, { 'Retry-After': '30' })
    ask('blocked')
    await clock.advance(20_000)
    reply(429, { 'Retry-After': '30' })
    await clock.advance(40_000)
    expect(log).toEqual(['blocked 51'])
  })

  test.each<[string, string, string, number]>([
    ['the limit in force shows', '30', '4', 26],
    ['90 shows while 30 are in force', '90', '64', 26],
    ['nobody else is there', '30', '29', 1],
    ['AniList has begun a new minute', '30', '30', 1],
  ])('others at our address, where %s', async (_, limit, remaining, used) => {
    const { budget, ask, reply } = setUp()
    const { release } = await ask('first')
    reply(200, { 'X-RateLimit-Limit': limit, 'X-RateLimit-Remaining': remaining })
    release()
    expect(budget.snapshot()).toMatchObject({ limit: 30, used })
  })

  test('what others have used up opens again a minute after we saw it', async () => {
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

  test('a lower limit holds for those who already wait', async () => {
    const { clock, ask, reply, log } = setUp()
    const permits = await Promise.all(['a', 'b', 'c', 'd'].map((name) => ask(name)))
    ask('waiting')
    reply(200, { 'X-RateLimit-Limit': '4' })
    for (const { release } of permits) release()
    await clock.advance(61_000)
    expect(log.at(-1)).toEqual('waiting 61')
  })
})

test('those who wait are told until when, once, and again when that changes; short waits are not worth it', async () => {
  const { clock, budget, send, reply } = setUp()
  const told: number[] = []
  await send(29)
  budget.acquire('interactive', { onWait: (until) => told.push(until / 1000) })
  budget.acquire('interactive', { onWait: (until) => told.push(until / 1000) })
  budget.acquire('background')
  expect(told).toEqual([61])
  await clock.advance(20_000)
  reply(429, { 'Retry-After': '120' })
  expect(told).toEqual([61, 144])
  expect(budget.snapshot().opensAt).toBe(144_000)
})
