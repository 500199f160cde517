import { describe, expect, test } from 'vitest'
import { createVirtualClock } from '../../test/support/virtual-clock.ts'
import type { GraphFragment } from '../core/graph.ts'
import { RelationLoader, type RelationLoaderOptions } from './relation-loader.ts'
import type { RelationReply } from './relation-pages.ts'

interface Sent {
  readonly ids: number[]
  readonly part: number | undefined
  readonly signal: AbortSignal
  readonly answer: () => void
  readonly fail: (error: Error) => void
}

/** A loader whose requests the test answers. Every ID n has one sequel, n + 1000. */
function setUp(options: Partial<RelationLoaderOptions> = {}) {
  const clock = createVirtualClock({ auto: false })
  const sent: Sent[] = []
  const kept: RelationReply[] = []
  const loader = new RelationLoader({
    capacity: () => 500,
    send: async (gather, { signal, part }) => {
      const ids = await gather()
      return await new Promise((resolve, reject) => {
        const abort = signal as AbortSignal
        abort.addEventListener('abort', () => reject(abort.reason))
        const answer = () => resolve(answerTo(ids))
        sent.push({ ids: [...ids], part, signal: abort, answer, fail: reject })
      })
    },
    keep: async (reply) => {
      kept.push(reply)
    },
    sleep: clock.sleep,
    holdMs: 3000,
    ...options,
  })
  return { loader, sent, kept, clock }
}

/** Every ID from 9000 on does not exist. */
function answerTo(ids: readonly number[]): RelationReply {
  const there = ids.filter((id) => id < 9000)
  return {
    media: [],
    expansions: new Map(there.map((id) => [id, [{ from: id, to: id + 1000, kind: 'SEQUEL' as const }]])),
    gone: ids.filter((id) => id >= 9000),
    hints: new Map(),
  }
}

const interactive = { priority: 'interactive', kinds: ['SEQUEL'] } as const
const tick = () => new Promise((resolve) => setImmediate(resolve))
const idsOf = async (load: Promise<GraphFragment>) => [...(await load).expansions.keys()]

describe('when requests are sent', () => {
  test('a single scan does not wait for others', async () => {
    const { loader, sent } = setUp()
    loader.join().load([1, 2], interactive)
    await tick()
    expect(sent.map(({ ids }) => ids)).toEqual([[1, 2]])
  })

  test('IDs wait while another scan is busy, then travel together, each once', async () => {
    const { loader, sent } = setUp()
    const [one, other] = [loader.join(), loader.join()]
    const first = one.load([1, 2], interactive)
    await tick()
    expect(sent).toEqual([])
    const second = other.load([2, 3], interactive)
    await tick()
    expect(sent.map(({ ids }) => ids)).toEqual([[1, 2, 3]])
    await tick()
    sent[0]?.answer()
    expect(await idsOf(first)).toEqual([1, 2])
    expect(await idsOf(second)).toEqual([2, 3])
  })

  test('a shared request counts in equal parts for the callers that share it', async () => {
    const { loader, sent } = setUp()
    const callers = ['address:1', 'address:1', 'address:2']
    const readers = callers.map((caller) => ({ reader: loader.join(), caller }))
    for (const { reader, caller } of readers) reader.load([1], { ...interactive, caller })
    await tick()
    expect(sent.map(({ part }) => part)).toEqual([1 / 2])
  })

  test('a scan that ends no longer makes others wait', async () => {
    const { loader, sent } = setUp()
    const [one, other] = [loader.join(), loader.join()]
    one.load([1], interactive)
    other.leave()
    await tick()
    expect(sent.map(({ ids }) => ids)).toEqual([[1]])
  })

  test('a scan that waits for a reply counts as busy, because its next IDs will come soon', async () => {
    const { loader, sent } = setUp()
    const [one, other] = [loader.join(), loader.join()]
    const first = one.load([1], interactive)
    const second = other.load([2], interactive)
    await tick()
    sent[0]?.answer()
    await Promise.all([first, second])
    one.load([3], interactive)
    await tick()
    expect(sent).toHaveLength(1)
    other.load([4], interactive)
    await tick()
    expect(sent.map(({ ids }) => ids)).toEqual([
      [1, 2],
      [3, 4],
    ])
  })

  test('a scan does not wait for busy ones in the background, and its ids come first', async () => {
    const { loader, sent } = setUp({ capacity: () => 2 })
    const background = { ...interactive, priority: 'background' } as const
    const [busy, slow] = [loader.join(), loader.join()]
    const loads = [busy.load([1], background), slow.load([2], background)]
    await tick()
    sent[0]?.answer()
    await Promise.all(loads)
    const late = loader.join()
    slow.load([3], background)
    late.load([4], interactive)
    await tick()
    expect(sent.map(({ ids }) => ids)).toEqual([
      [1, 2],
      [4, 3],
    ])
  })

  test('IDs that fill a request do not wait', async () => {
    const { loader, sent } = setUp()
    loader.join()
    loader.join().load(
      Array.from({ length: 500 }, (_, n) => n + 1),
      interactive,
    )
    await tick()
    expect(sent).toHaveLength(1)
  })

  test('a slow scan makes others wait no longer than the hold', async () => {
    const { loader, sent, clock } = setUp()
    loader.join()
    loader.join().load([1], interactive)
    await clock.advance(2999)
    await tick()
    expect(sent).toHaveLength(0)
    await clock.advance(1)
    await tick()
    expect(sent.map(({ ids }) => ids)).toEqual([[1]])
  })

  test('IDs in flight are not requested again', async () => {
    const { loader, sent, clock } = setUp()
    const [one, other] = [loader.join(), loader.join()]
    const first = one.load([1, 2], interactive)
    await clock.advance(3000)
    const second = other.load([2, 5], interactive)
    await clock.advance(3000)
    await tick()
    expect(sent.map(({ ids }) => ids)).toEqual([[1, 2]])
    await tick()
    sent[0]?.answer()
    expect(await idsOf(first)).toEqual([1, 2])
    expect(await idsOf(second)).toEqual([2])
    one.leave()
    const rest = other.load([5], interactive)
    await tick()
    sent[1]?.answer()
    expect(await idsOf(rest)).toEqual([5])
    await tick()
    expect(sent).toHaveLength(2)
  })
})

describe('space in a request', () => {
  const numbers = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n)

  test('is offered to look-ahead with everything the scans want, and filled to the limit', async () => {
    const asked: unknown[] = []
    const { loader, sent } = setUp({
      hints: {
        goesOn: () => undefined,
        propose: async (ids, scans, most) => {
          asked.push([ids.length, scans.length, most])
          return numbers(5000, 999)
        },
      },
    })
    loader.join().load(numbers(1, 490), interactive)
    await tick()
    expect(asked).toEqual([[490, 1, 10]])
    await tick()
    expect(sent.map(({ ids }) => ids)).toEqual([[...numbers(1, 490), ...numbers(5000, 10)]])
  })

  test('is filled with continuing chains first, then look-ahead, then ends of chains', async () => {
    const { loader, sent } = setUp({ hints: { goesOn: (id) => id % 2 === 0, propose: async () => [1001] } })
    loader.join().load(numbers(1, 600), interactive)
    await tick()
    const even = numbers(1, 300).map((n) => 2 * n)
    const odd = numbers(0, 199).map((n) => 2 * n + 1)
    await tick()
    expect(sent.map(({ ids }) => ids)).toEqual([[...even, 1001, ...odd]])
  })

  test('what does not fit waits for the first reply', async () => {
    const { loader, sent } = setUp()
    const reader = loader.join()
    const load = reader.load(numbers(1, 510), interactive)
    await tick()
    expect(sent.map(({ ids }) => ids.length)).toEqual([500])
    await tick()
    sent[0]?.answer()
    expect(await idsOf(load)).toHaveLength(500)
    reader.load([...numbers(501, 10), 2001], interactive)
    await tick()
    expect(sent[1]?.ids).toEqual([...numbers(501, 10), 2001])
  })

  test('a full request is sent without look-ahead', async () => {
    const { loader, sent } = setUp({
      hints: { goesOn: () => undefined, propose: async () => Promise.reject(new Error('asked')) },
    })
    loader.join().load(numbers(1, 500), interactive)
    await tick()
    expect(sent).toHaveLength(1)
  })

  test('IDs in flight are not proposed for a second request', async () => {
    const { loader, sent, clock } = setUp({
      hints: { goesOn: () => undefined, propose: async () => [1, 50] },
    })
    const [one, other] = [loader.join(), loader.join()]
    one.load([1], interactive)
    await clock.advance(3000)
    other.load([2], interactive)
    await clock.advance(3000)
    await tick()
    expect(sent.map(({ ids }) => ids)).toEqual([[1, 50], [2]])
  })

  test('a scan that wants a proposed ID waits for that request', async () => {
    const { loader, sent, clock } = setUp({ hints: { goesOn: () => undefined, propose: async () => [50] } })
    const [one, other] = [loader.join(), loader.join()]
    one.load([1], interactive)
    await clock.advance(3000)
    const load = other.load([50], interactive)
    await clock.advance(3000)
    await tick()
    expect(sent.map(({ ids }) => ids)).toEqual([[1, 50]])
    await tick()
    sent[0]?.answer()
    expect(await idsOf(load)).toEqual([50])
  })
})

describe('the result of a load', () => {
  test('is saved before anyone gets it', async () => {
    let allow = () => {}
    const { loader, sent } = setUp({ keep: () => new Promise((resolve) => (allow = () => resolve())) })
    let told = false
    const load = loader
      .join()
      .load([1], interactive)
      .then(() => (told = true))
    await tick()
    sent[0]?.answer()
    await tick()
    expect(told).toBe(false)
    allow()
    await load
    expect(told).toBe(true)
  })

  test('has only what was requested; what look-ahead proposed goes only to the catalogue', async () => {
    const { loader, sent, kept } = setUp({ hints: { goesOn: () => undefined, propose: async () => [77, 1] } })
    const load = loader.join().load([1], interactive)
    await tick()
    expect(sent[0]?.ids).toEqual([1, 77])
    await tick()
    sent[0]?.answer()
    expect(await idsOf(load)).toEqual([1])
    expect(kept.map(({ expansions }) => [...expansions.keys()])).toEqual([[1, 77]])
  })

  test('has an ID that AniList does not have as read, without relations', async () => {
    const { loader, sent } = setUp()
    const load = loader.join().load([1, 9001], interactive)
    await tick()
    sent[0]?.answer()
    expect((await load).expansions.get(9001)).toEqual([])
  })

  test('saves that an ID does not exist if a list led to it, not if anybody may have invented it', async () => {
    const { loader, sent, kept } = setUp({ hints: { goesOn: () => undefined, propose: async () => [9003] } })
    const [lookup, scan] = [loader.join(), loader.join()]
    const loads = [
      lookup.load([9001], interactive),
      scan.load([9002], { ...interactive, read: () => undefined }),
    ]
    await tick()
    sent[0]?.answer()
    await Promise.all(loads)
    await tick()
    expect(sent[0]?.ids).toEqual([9001, 9002, 9003])
    expect(kept.map(({ gone }) => gone)).toEqual([[9002]])
  })

  test('has what arrived while the scan was busy', async () => {
    const { loader, sent } = setUp({ capacity: () => 2 })
    const reader = loader.join()
    const load = reader.load([1, 2, 3, 4], interactive)
    await tick()
    for (const request of sent) request.answer()
    const first = await idsOf(load)
    await tick()
    const rest = [1, 2, 3, 4].filter((id) => !first.includes(id))
    expect(await idsOf(reader.load(rest, interactive))).toEqual(rest)
    expect(rest).toHaveLength(2)
    await tick()
    expect(sent).toHaveLength(2)
  })

  test('is an error for every scan in a failed request, and the loader continues', async () => {
    const { loader, sent } = setUp()
    const [one, other] = [loader.join(), loader.join()]
    const loads = [one.load([1], interactive), other.load([2], interactive)]
    await tick()
    sent[0]?.fail(new Error('outage'))
    expect((await Promise.allSettled(loads)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    other.leave()
    const again = one.load([1], interactive)
    await tick()
    sent[1]?.answer()
    expect(await idsOf(again)).toEqual([1])
  })

  test('is an error if it cannot be saved, since a crash would lose what callers already know', async () => {
    const { loader, sent } = setUp({ keep: async () => Promise.reject(new Error('disk full')) })
    const load = loader.join().load([1], interactive)
    await tick()
    sent[0]?.answer()
    await expect(load).rejects.toThrow('disk full')
  })
})

describe('aborting', () => {
  test('cancels a request that nobody waits for, and its IDs can be requested again', async () => {
    const { loader, sent } = setUp()
    const abort = new AbortController()
    const reader = loader.join()
    const load = reader.load([1], { ...interactive, signal: abort.signal })
    abort.abort(new Error('left'))
    await expect(load).rejects.toThrow('left')
    await tick()
    expect(sent[0]?.signal.aborted).toBe(true)
    const again = reader.load([1], interactive)
    await tick()
    sent[1]?.answer()
    expect(await idsOf(again)).toEqual([1])
  })

  test('keeps a request that others still wait for', async () => {
    const { loader, sent } = setUp()
    const abort = new AbortController()
    const [one, other] = [loader.join(), loader.join()]
    const left = one.load([1], { ...interactive, signal: abort.signal })
    const stays = other.load([1], interactive)
    abort.abort(new Error('left'))
    await expect(left).rejects.toThrow('left')
    await tick()
    expect(sent[0]?.signal.aborted).toBe(false)
    await tick()
    sent[0]?.answer()
    expect(await idsOf(stays)).toEqual([1])
  })

  test('before loading sends nothing', async () => {
    const { loader, sent } = setUp()
    const load = loader.join().load([1], { ...interactive, signal: AbortSignal.abort(new Error('left')) })
    await expect(load).rejects.toThrow('left')
    await tick()
    expect(sent).toEqual([])
  })
})

test('a reader allows one load at a time, and none after leaving', async () => {
  const { loader } = setUp()
  const reader = loader.join()
  reader.load([1], interactive)
  expect(() => reader.load([2], interactive)).toThrow('one load at a time')
  reader.leave()
  expect(() => reader.load([2], interactive)).toThrow('one load at a time')
})
