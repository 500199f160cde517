import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createBreaker } from '../../src/anilist/breaker.ts'
import { createRateBudget } from '../../src/anilist/budget/rate-budget.ts'
import { AniListError } from '../../src/anilist/errors.ts'
import { createTransport, type TransportOptions, type TransportRequest } from '../../src/anilist/transport.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { type Responder, sends, sendsJson, startUpstream } from './scripted-upstream.ts'

const schema = z.object({ Media: z.object({ id: z.int() }) })
const works = sendsJson(200, { data: { Media: { id: 1 } } })
const disabled = sendsJson(403, { data: null, errors: [{ message: 'temporarily disabled', status: 403 }] })

/** Gives these responses one after another, then repeats the last one. */
const inTurn = (...responders: [Responder, ...Responder[]]): Responder => {
  return (reply, nth) => (responders[nth - 1] ?? responders.at(-1) ?? works)(reply, nth)
}

async function setUp(respond: Responder, options: Partial<TransportOptions> = {}) {
  const { url, requests } = await startUpstream(respond)
  const clock = createVirtualClock({ startAt: 0 })
  const budget = createRateBudget(clock)
  const transport = createTransport({
    ...{
      url,
      userAgent: 'Sequel Finder for AniList/1.0 (+https://example.org)',
      referer: 'https://example.org/',
    },
    ...{ now: clock.now, sleep: clock.sleep, fetch: clock.holding(fetch), random: () => 0.5, budget },
    ...options,
  })
  const ask = (call: Partial<TransportRequest<z.output<typeof schema>>> = {}) =>
    transport.request({ query: '{ Media(id: 1) { id } }', schema, ...call })
  return { clock, budget, transport, requests, ask }
}

describe('a request', () => {
  test('identifies the application, and carries the operation', async () => {
    const { ask, requests } = await setUp(works)
    const operation = { query: 'query Q { x }', variables: { id: 1 }, operationName: 'Q' }
    expect(await ask({ ...operation, token: 'abc.def-ghi' })).toEqual({ Media: { id: 1 } })
    expect(requests).toEqual([
      {
        method: 'POST',
        headers: expect.objectContaining({
          'user-agent': 'Sequel Finder for AniList/1.0 (+https://example.org)',
          referer: 'https://example.org/',
          authorization: 'Bearer abc.def-ghi',
          accept: 'application/json',
          'content-type': 'application/json',
        }),
        body: operation,
      },
    ])
  })

  test('without a token has no Authorization header', async () => {
    const { ask, requests } = await setUp(works)
    await ask()
    expect(requests[0]?.headers).not.toHaveProperty('authorization')
    expect(requests[0]?.body).toEqual({ query: '{ Media(id: 1) { id } }', variables: {} })
  })

  const body = JSON.stringify({ data: { Media: { id: 2 } } })
  test.each<[string, Responder]>([
    ['plain', sends(200, body)],
    ['gzip', sends(200, gzipSync(body), { 'content-encoding': 'gzip' })],
    ['brotli', sends(200, brotliCompressSync(body), { 'content-encoding': 'br' })],
    ['with a byte order mark', sends(200, `\ufeff${body}`)],
    ['with an empty list of errors', sendsJson(200, { data: { Media: { id: 2 } }, errors: [] })],
    [
      'in chunks that split a character',
      (reply) => {
        const [before, after] = [Buffer.from('{"é":0,"data":{"Media":'), Buffer.from('{"id":2}}}')]
        reply.write(before.subarray(0, 3), () => reply.write(before.subarray(3), () => reply.end(after)))
      },
    ],
  ])('reads a reply: %s', async (_, respond) => {
    const { ask } = await setUp(respond)
    expect(await ask()).toEqual({ Media: { id: 2 } })
  })
})

describe('retries', () => {
  test('succeeds after temporary failures, and counts each request when it is sent', async () => {
    const { ask, clock, transport, budget } = await setUp(inTurn(sends(502), sends(200, '<html>'), works))
    let sent = 0
    expect(await ask({ onSend: () => sent++ })).toEqual({ Media: { id: 1 } })
    expect([sent, transport.requestCount, budget.snapshot().used]).toEqual([3, 3, 3])
    expect(clock.now()).toBe(375 + 750)
  })

  test('passes on the caller and the start of its job to the budget', async () => {
    const { ask, budget } = await setUp(works)
    const asked: unknown[] = []
    const { acquire } = budget
    budget.acquire = (priority, options) => {
      asked.push([priority, options?.caller, options?.since])
      return acquire(priority, options)
    }
    await ask({ caller: 'account:ada', since: 5, priority: 'urgent' })
    expect(asked).toEqual([['urgent', 'account:ada', 5]])
  })

  test('makes fewer attempts if the caller wants that', async () => {
    const { ask, transport } = await setUp(sends(500))
    await expect(ask({ attempts: 1 })).rejects.toMatchObject({ code: 'anilist-server-error' })
    expect(transport.requestCount).toBe(1)
  })

  test('waits for the end of a 429 block, and reports when that is', async () => {
    const refused = sends(429, '', { 'retry-after': '42' })
    const { ask, clock, transport } = await setUp(inTurn(refused, works))
    const told: number[] = []
    expect(await ask({ onWait: (until) => told.push(until) })).toEqual({ Media: { id: 1 } })
    expect([told, clock.now(), transport.requestCount]).toEqual([[43_000], 43_000, 2])
  })

  test('a 429 next to data blocks as well', async () => {
    const refused = sendsJson(200, { data: {}, errors: [{ message: 'Too Many Requests.', status: 429 }] })
    const { ask, clock } = await setUp(inTurn(refused, works))
    await ask()
    expect(clock.now()).toBe(61_000)
  })

  test('the 31st request waits for the next minute instead of being refused', async () => {
    const { ask, clock, transport } = await setUp(works)
    await Promise.all(Array.from({ length: 31 }, () => ask()))
    expect(transport.requestCount).toBe(31)
    expect(clock.now()).toBeGreaterThanOrEqual(61_000)
  })
})

describe('the outage', () => {
  test('stops all requests for a minute, then sends one probe, and the rest after that', async () => {
    const { ask, clock, transport } = await setUp(inTurn(disabled, works))
    await expect(ask()).rejects.toMatchObject({ code: 'anilist-disabled', status: 403 })
    await expect(ask()).rejects.toMatchObject({ code: 'anilist-disabled', retryAfterMs: 60_000 })
    expect(transport.requestCount).toBe(1)

    await clock.sleep(60_000)
    const [probe, ...others] = await Promise.allSettled([ask(), ask(), ask()])
    expect(probe.status).toBe('fulfilled')
    expect(others.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await ask()
    expect(transport.requestCount).toBe(3)
  })

  test('requests in the queue are not sent, and cost nothing', async () => {
    const { ask, transport, budget } = await setUp(disabled)
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => ask()))
    expect(
      results.every((result) => result.status === 'rejected' && result.reason instanceof AniListError),
    ).toBe(true)
    expect(transport.requestCount).toBe(4)
    expect(budget.snapshot()).toMatchObject({ used: 4, inFlight: 0, callers: 0 })
  })

  test('is reported immediately, even if the budget would have made us wait', async () => {
    const { ask, clock, budget } = await setUp(disabled)
    await expect(ask()).rejects.toMatchObject({ code: 'anilist-disabled' })
    budget.learn({ status: 429, headers: new Headers() })
    await expect(ask()).rejects.toMatchObject({ code: 'anilist-disabled' })
    expect(clock.now()).toBe(0)
  })

  test('repeated failures stop requests as well, including retries', async () => {
    const { ask, transport } = await setUp(sends(500))
    for (let call = 0; call < 5; call++)
      await expect(ask()).rejects.toMatchObject({ code: 'anilist-server-error' })
    expect(transport.requestCount).toBe(10)
  })
})

describe('aborting', () => {
  test.each<[string, Responder]>([
    ['while waiting for the reply', () => undefined],
    ['while receiving the reply', (reply) => reply.write('{')],
  ])(
    "%s rejects with the caller's reason, and does not count as a failure of AniList",
    async (_, respond) => {
      const abort = new AbortController()
      const breaker = createBreaker({ now: () => 0, failures: 1 })
      const { ask, budget, transport } = await setUp(
        (reply, nth) => {
          respond(reply, nth)
          setImmediate(() => abort.abort(new Error('left')))
        },
        { breaker },
      )
      await expect(ask({ signal: abort.signal })).rejects.toThrow('left')
      expect([budget.snapshot().inFlight, transport.requestCount]).toEqual([0, 1])
      breaker.check()
    },
  )

  test('a request without a reply counts as one that may still reach AniList', async () => {
    const moments: number[] = []
    for (const respond of [works, (reply: Parameters<Responder>[0]) => void reply.destroy()]) {
      const { ask, budget } = await setUp(respond)
      await Promise.allSettled(Array.from({ length: 4 }, () => ask({ attempts: 1 })))
      moments.push(budget.snapshot().opensAt)
    }
    expect(moments).toEqual([1200, 3200])
  })

  test('before the start sends nothing', async () => {
    const { ask, transport } = await setUp(works)
    await expect(ask({ signal: AbortSignal.abort(new Error('left')) })).rejects.toThrow('left')
    expect(transport.requestCount).toBe(0)
  })

  test('just before a request is sent sends nothing, and costs nothing', async () => {
    const { ask, requests, budget, transport } = await setUp(works)
    const leave = new AbortController()
    const late = ask({ signal: leave.signal, onSend: () => leave.abort(new Error('too late')) })
    await expect(late).rejects.toThrow('too late')
    expect([requests.length, transport.requestCount, budget.snapshot().used]).toEqual([0, 0, 0])
  })

  test('works during a 429 block and between attempts', async () => {
    for (const status of [429, 500]) {
      const abort = new AbortController()
      const { ask, transport, clock } = await setUp(sends(status), {
        sleep: (ms, signal) => {
          abort.abort(new Error('left'))
          return clock.sleep(ms, signal)
        },
      })
      const onWait = () => abort.abort(new Error('left'))
      await expect(ask({ signal: abort.signal, onWait })).rejects.toThrow('left')
      expect(transport.requestCount).toBe(1)
    }
  })
})

test('an attempt has a timeout in real time by default', async () => {
  const { ask } = await setUp(() => undefined, { timeoutMs: 1 })
  await expect(ask({ attempts: 1 })).rejects.toMatchObject({ code: 'anilist-timeout' })
})

test('policy: outbound: size limits: an endless reply is abandoned after 128 MB', async () => {
  const megabyte = new Uint8Array(2 ** 20).fill(32)
  let sent = 0
  const endless = () =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        sent++
        // Without the limit, this test would end here instead of never.
        if (sent > 200) controller.close()
        else controller.enqueue(megabyte)
      },
    })
  const { ask } = await setUp(works, { fetch: async () => new Response(endless()) })
  await expect(ask({ attempts: 1 })).rejects.toMatchObject({ code: 'anilist-reply-too-large' })
  expect(sent).toBeLessThan(140)
})
