import { describe, expect, test } from 'vitest'
import { createVirtualClock } from './virtual-clock.ts'

describe('a virtual clock that runs by itself', () => {
  test('sleeping takes no time and moves the clock', async () => {
    const clock = createVirtualClock({ startAt: 1000 })
    await clock.sleep(60_000)
    expect(clock.now()).toBe(61_000)
  })

  test('sleepers wake in the order of their moments, then of arrival, each at its own moment', async () => {
    const clock = createVirtualClock({ startAt: 0 })
    const woken: [string, number][] = []
    const sleeper = async (name: string, ms: number) => {
      await clock.sleep(ms)
      woken.push([name, clock.now()])
    }
    await Promise.all([sleeper('late', 30), sleeper('first', 10), sleeper('second', 10), sleeper('soon', 0)])
    expect(woken).toEqual([
      ['soon', 0],
      ['first', 10],
      ['second', 10],
      ['late', 30],
    ])
  })

  test('everything that a sleeper triggers runs before the next one wakes', async () => {
    const clock = createVirtualClock({ startAt: 0 })
    const order: string[] = []
    const first = clock.sleep(1).then(async () => {
      for (let step = 0; step < 20; step++) await Promise.resolve()
      order.push('all that the first triggered')
      await clock.sleep(1)
      order.push('the first again')
    })
    const second = clock.sleep(3).then(() => order.push('the second'))
    await Promise.all([first, second])
    expect(order).toEqual(['all that the first triggered', 'the first again', 'the second'])
  })

  test('an aborted sleep rejects with the reason and no longer moves the clock', async () => {
    const clock = createVirtualClock({ startAt: 0 })
    const abort = new AbortController()
    const long = clock.sleep(1_000_000, abort.signal)
    abort.abort(new Error('left'))
    await expect(long).rejects.toThrow('left')
    await expect(clock.sleep(1, abort.signal)).rejects.toThrow('left')
    await clock.sleep(5)
    expect([clock.now(), clock.sleepers]).toEqual([5, 0])
  })

  test('it stands still while held', async () => {
    const clock = createVirtualClock({ startAt: 0 })
    const release = clock.hold()
    let woke = false
    const sleeper = clock.sleep(10).then(() => {
      woke = true
    })
    for (let turn = 0; turn < 10; turn++) await clock.settle()
    expect(woke).toBe(false)
    release()
    release()
    await sleeper
    expect(clock.now()).toBe(10)
  })

  test.each([
    ['is read to its end', (reply: Response) => reply.text()],
    ['is cancelled', (reply: Response) => reply.body?.cancel()],
    ['has no body', () => undefined, new Response(null, { status: 204 })],
  ])(
    'it stands still during a fetch, until the reply %s',
    async (_, finish, reply = new Response('body')) => {
      const clock = createVirtualClock({ startAt: 0 })
      const sleeper = clock.sleep(1000)
      const response = await clock.holding(async () => {
        for (let turn = 0; turn < 10; turn++) await clock.settle()
        return reply
      })('http://localhost')
      expect([response.status, clock.now()]).toEqual([reply.status, 0])
      await finish(response)
      await sleeper
      expect(clock.now()).toBe(1000)
    },
  )

  test('it continues after a fetch that fails, or whose body breaks off', async () => {
    const clock = createVirtualClock({ startAt: 0 })
    const refused = clock.holding(() => Promise.reject(new Error('refused')))
    await expect(refused('http://localhost')).rejects.toThrow('refused')
    const torn = new ReadableStream({ pull: (controller) => controller.error(new Error('torn')) })
    const response = await clock.holding(async () => new Response(torn))('http://localhost')
    await expect(response.text()).rejects.toThrow('torn')
    await clock.sleep(7)
    expect(clock.now()).toBe(7)
  })
})

describe('a virtual clock moved by hand', () => {
  test('time moves only when told, and wakes every sleeper on the way', async () => {
    const clock = createVirtualClock({ startAt: 0, auto: false })
    const woken: number[] = []
    const ticking = (async () => {
      for (let tick = 0; tick < 3; tick++) {
        await clock.sleep(100)
        woken.push(clock.now())
      }
    })()
    await clock.settle()
    expect(woken).toEqual([])
    await clock.advance(250)
    expect([woken, clock.now()]).toEqual([[100, 200], 250])
    await clock.advance(50)
    await ticking
    expect(woken).toEqual([100, 200, 300])
  })
})
