import { describe, expect, test } from 'vitest'
import { anime, seasons } from '../../test/support/graph.ts'
import { createHeldUpstream } from '../../test/support/held-upstream.ts'
import { createVirtualClock } from '../../test/support/virtual-clock.ts'
import { withHold } from './hold.ts'

function startHold() {
  const clock = createVirtualClock({ auto: false })
  const upstream = createHeldUpstream({
    entries: [],
    media: [anime(1), anime(2)],
    relations: seasons(1, 2),
    now: clock.now,
  })
  return { clock, upstream, ...withHold(upstream.services) }
}

const options = { priority: 'interactive', kinds: ['SEQUEL'] } as const

test('requests of a greedy scan go in the background, and it joins the loader with its first load', async () => {
  const { upstream } = startHold()
  const priorities: (string | undefined)[] = []
  const { services } = withHold(
    {
      ...upstream.services,
      readList: (name, asked) => {
        priorities.push(asked.priority)
        return upstream.services.readList(name, asked)
      },
    },
    () => true,
  )
  void services.readList('casual', options)
  const reader = services.relations.join()
  expect([priorities, upstream.readers()]).toEqual([['background'], 0])
  void reader.load([1], options)
  expect(upstream.readers()).toBe(1)
})

test('a scan that becomes greedy while its request waits is queued again, in the background', async () => {
  const { clock, upstream } = startHold()
  let isGreedy = false
  const priorities: (string | undefined)[] = []
  const { services, hold } = withHold(
    {
      ...upstream.services,
      readList: (name, asked) => {
        priorities.push(asked.priority)
        return upstream.services.readList(name, asked)
      },
    },
    () => isGreedy,
  )
  services.relations.join()
  void services.readList('casual', options)
  isGreedy = true
  hold.requeue()
  await clock.settle()
  expect(priorities).toEqual(['interactive', 'background'])
  expect(upstream.requests.map((one) => one.state())).toEqual(['given up', 'queued'])
  expect(upstream.readers()).toBe(0)
})

describe('a closed hold', () => {
  test('holds new requests back until it opens', async () => {
    const { clock, upstream, services, hold } = startHold()
    hold.close()
    const list = services.readList('casual', options)
    await clock.settle()
    expect(upstream.requests).toEqual([])
    hold.open()
    await clock.settle()
    upstream.requests[0]?.answer()
    expect((await list).user.name).toBe('casual')
  })

  test('takes a request out of the queue and puts it back later', async () => {
    const { clock, upstream, services, hold } = startHold()
    const list = services.readList('casual', options)
    hold.close()
    await clock.settle()
    hold.open()
    await clock.settle()
    expect(upstream.requests.map((one) => one.state())).toEqual(['given up', 'queued'])
    upstream.requests[1]?.answer()
    await list
  })

  test('lets a sent request finish', async () => {
    const { upstream, services, hold } = startHold()
    let counted = 0
    const list = services.readList('casual', { ...options, onSend: () => counted++ })
    upstream.requests[0]?.send()
    hold.close()
    upstream.requests[0]?.answer()
    await list
    expect([upstream.sent, counted]).toEqual([['list casual'], 1])
  })

  test('stops a request whose retry falls into it', async () => {
    const { clock, upstream } = startHold()
    let sendAgain = () => {}
    const { services, hold } = withHold({
      ...upstream.services,
      readList(name, call) {
        sendAgain = () => call.onSend?.()
        return upstream.services.readList(name, call)
      },
    })
    const list = services.readList('casual', options)
    upstream.requests[0]?.send()
    hold.close()
    sendAgain()
    await clock.settle()
    expect(upstream.requests[0]?.state()).toBe('given up')
    hold.open()
    await clock.settle()
    upstream.requests[1]?.answer()
    await list
  })

  test('ends with the scan itself', async () => {
    const { services, hold } = startHold()
    const scan = new AbortController()
    hold.close()
    const list = expect(services.readList('casual', { ...options, signal: scan.signal })).rejects.toThrow(
      'enough',
    )
    scan.abort(new Error('enough'))
    await list
  })

  test('frees the reader of a scan that waits for it', async () => {
    const { clock, upstream, services, hold } = startHold()
    const reader = services.relations.join()
    const load = reader.load([1], options)
    hold.close()
    await clock.settle()
    expect(upstream.readers()).toBe(0)
    hold.open()
    await clock.settle()
    expect(upstream.readers()).toBe(1)
    upstream.requests.at(-1)?.answer()
    expect([...(await load).expansions.keys()]).toEqual([1])
    reader.leave()
    expect(upstream.readers()).toBe(0)
  })
})

test('failures that are not caused by the hold are passed on', async () => {
  const { upstream, services } = startHold()
  const list = expect(services.readList('casual', options)).rejects.toThrow('lost')
  upstream.requests[0]?.fail(new Error('lost'))
  await list
})
