import { describe, expect, test } from 'vitest'
import { createVirtualClock } from '../../test/support/virtual-clock.ts'
import type { GraphFragment } from '../core/graph.ts'
import { RelationLoader, type RelationLoaderOptions } from './relation-loader.ts'
import type { RelationRequest } from './relation-pages.ts'

/** A loader whose requests are answered by hand; every id n has one sequel, n + 1000. */
function setUp(options: Partial<RelationLoaderOptions> = {}) {
  const clock = createVirtualClock({ auto: false })
  const sent: { ids: number[]; answer: () => void; fail: (error: Error) => void; signal: AbortSignal }[] = []
  const kept: GraphFragment[] = []
  const loader = new RelationLoader({
    send: (request, { signal }) =>
      new Promise((resolve, reject) => {
        const abort = signal as AbortSignal
        abort.addEventListener('abort', () => reject(abort.reason))
        sent.push({
          ids: request.pages.flat(),
          answer: () => resolve(answerTo(request)),
          fail: reject,
          signal: abort,
        })
      }),
    keep: async (fragment) => {
      kept.push(fragment)
    },
    sleep: clock.sleep,
    holdMs: 3000,
    ...options,
  })
  return { loader, sent, kept, clock }
}

function answerTo(request: RelationRequest): GraphFragment {
  const expansions = new Map(
    request.pages.flat().map((id) => [id, [{ from: id, to: id + 1000, kind: 'SEQUEL' as const }]]),
  )
  return { media: [], expansions }
}

const interactive = { priority: 'interactive' } as const
const idsOf = async (load: Promise<GraphFragment>) => [...(await load).expansions.keys()]

describe('when requests are sent', () => {
  test('a scan alone does not wait for anyone', () => {
    const { loader, sent } = setUp()
    loader.take().load([1, 2], interactive)
    expect(sent.map(({ ids }) => ids)).toEqual([[1, 2]])
  })

  test('ids wait as long as another scan is busy, then travel together, each once', async () => {
    const { loader, sent } = setUp()
    const [one, other] = [loader.take(), loader.take()]
    const first = one.load([1, 2], interactive)
    expect(sent).toEqual([])
    const second = other.load([2, 3], interactive)
    expect(sent.map(({ ids }) => ids)).toEqual([[1, 2, 3]])
    sent[0]?.answer()
    expect(await idsOf(first)).toEqual([1, 2])
    expect(await idsOf(second)).toEqual([2, 3])
  })

  test('a scan that ends no longer keeps the others waiting', () => {
    const { loader, sent } = setUp()
    const [one, other] = [loader.take(), loader.take()]
    one.load([1], interactive)
    other.leave()
    expect(sent.map(({ ids }) => ids)).toEqual([[1]])
  })

  test('a scan that waits for a reply counts as busy: its next ids come soon', async () => {
    const { loader, sent } = setUp()
    const [one, other] = [loader.take(), loader.take()]
    const first = one.load([1], interactive)
    const second = other.load([2], interactive)
    sent[0]?.answer()
    await Promise.all([first, second])
    one.load([3], interactive)
    expect(sent).toHaveLength(1)
    other.load([4], interactive)
    expect(sent.map(({ ids }) => ids)).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  test('ids that fill a request do not wait', () => {
    const { loader, sent } = setUp()
    loader.take()
    loader.take().load(
      Array.from({ length: 800 }, (_, n) => n + 1),
      interactive,
    )
    expect(sent).toHaveLength(1)
  })

  test('nobody waits for a slow scan longer than the hold', async () => {
    const { loader, sent, clock } = setUp()
    loader.take()
    loader.take().load([1], interactive)
    await clock.advance(2999)
    expect(sent).toHaveLength(0)
    await clock.advance(1)
    expect(sent.map(({ ids }) => ids)).toEqual([[1]])
  })

  test('what is under way is not asked for again', async () => {
    const { loader, sent, clock } = setUp()
    const [one, other] = [loader.take(), loader.take()]
    const first = one.load([1, 2], interactive)
    await clock.advance(3000)
    const second = other.load([2, 5], interactive)
    await clock.advance(3000)
    expect(sent.map(({ ids }) => ids)).toEqual([[1, 2], [5]])
    for (const request of sent) request.answer()
    expect(await idsOf(first)).toEqual([1, 2])
    expect(await idsOf(second)).toEqual([2, 5])
  })
})

describe('what a load answers', () => {
  test('it is kept before anyone is told', async () => {
    let allow = () => {}
    const { loader, sent } = setUp({ keep: () => new Promise((resolve) => (allow = () => resolve())) })
    let told = false
    const load = loader
      .take()
      .load([1], interactive)
      .then(() => (told = true))
    sent[0]?.answer()
    await new Promise((resolve) => setImmediate(resolve))
    expect(told).toBe(false)
    allow()
    await load
    expect(told).toBe(true)
  })

  test('only what was asked for, whatever else travelled along', async () => {
    const ahead = {
      media: [],
      expansions: new Map([
        [1, []],
        [77, []],
      ]),
    }
    const { loader, kept } = setUp({ send: async () => ahead })
    expect(await idsOf(loader.take().load([1], interactive))).toEqual([1])
    expect(kept).toEqual([ahead])
  })

  test('a failure reaches every scan that the request served, and the loader goes on', async () => {
    const { loader, sent } = setUp()
    const [one, other] = [loader.take(), loader.take()]
    const loads = [one.load([1], interactive), other.load([2], interactive)]
    sent[0]?.fail(new Error('outage'))
    expect((await Promise.allSettled(loads)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    other.leave()
    const again = one.load([1], interactive)
    sent[1]?.answer()
    expect(await idsOf(again)).toEqual([1])
  })

  test('what cannot be kept fails the load: nothing may be told that a crash would lose', async () => {
    const { loader, sent } = setUp({ keep: async () => Promise.reject(new Error('disk full')) })
    const load = loader.take().load([1], interactive)
    sent[0]?.answer()
    await expect(load).rejects.toThrow('disk full')
  })
})

describe('leaving early', () => {
  test('a request that nobody waits for is given up, and its ids can be asked for anew', async () => {
    const { loader, sent } = setUp()
    const abort = new AbortController()
    const seat = loader.take()
    const load = seat.load([1], { ...interactive, signal: abort.signal })
    abort.abort(new Error('left'))
    await expect(load).rejects.toThrow('left')
    expect(sent[0]?.signal.aborted).toBe(true)
    const again = seat.load([1], interactive)
    sent[1]?.answer()
    expect(await idsOf(again)).toEqual([1])
  })

  test('a request that others still wait for goes on', async () => {
    const { loader, sent } = setUp()
    const abort = new AbortController()
    const [one, other] = [loader.take(), loader.take()]
    const left = one.load([1], { ...interactive, signal: abort.signal })
    const stays = other.load([1], interactive)
    abort.abort(new Error('left'))
    await expect(left).rejects.toThrow('left')
    expect(sent[0]?.signal.aborted).toBe(false)
    sent[0]?.answer()
    expect(await idsOf(stays)).toEqual([1])
  })

  test('who has left before asking is not asked for', async () => {
    const { loader, sent } = setUp()
    const load = loader.take().load([1], { ...interactive, signal: AbortSignal.abort(new Error('left')) })
    await expect(load).rejects.toThrow('left')
    expect(sent).toEqual([])
  })
})

test('a seat takes one load at a time, and none after it was left', () => {
  const { loader } = setUp()
  const seat = loader.take()
  seat.load([1], interactive)
  expect(() => seat.load([2], interactive)).toThrow('one load at a time')
  seat.leave()
  expect(() => seat.load([2], interactive)).toThrow('one load at a time')
})
