import { afterEach, describe, expect, test } from 'vitest'
import type { Scan } from '../../src/scan/run-scan.ts'
import { type Instance, reach, rest, startInstance } from '../support/instance.ts'

// AniList allows 30 requests a minute: the counts below are the promise that we keep of them.
const sandbox = { scale: 20_000, limit: 30 }

let instance: Instance
afterEach(() => instance.close())

function refusals(): number {
  return instance.sandbox.requests.filter(({ status }) => status === 429).length
}

test.each(['casual', 'scale50', 'scale500', 'scale2000', 'scale2000-2', 'scale2000-3'])(
  'a cold scan of %s takes at most 3 + ⌈L/2⌉ requests and is never refused; a warm one takes exactly 1',
  async (name) => {
    instance = await startInstance({ sandbox })
    const cold = await instance.scan(name)
    expect(cold.upstream.requests).toBe(instance.sandbox.requests.length)
    expect(cold.upstream.requests).toBeLessThanOrEqual(3 + Math.ceil(reach(cold) / 2))
    expect(refusals()).toBe(0)
    const warm = await instance.scan(name)
    expect(warm.upstream.requests).toBe(1)
    expect(warm.answer.missing).toEqual(cold.answer.missing)
  },
)

describe('twenty scans at once', () => {
  const lists = { 'of one list': () => 'scale500', 'of twenty lists': (n: number) => `scale500-${n + 1}` }

  test.each(Object.entries(lists))('%s share their requests, and none starves', async (_, name) => {
    instance = await startInstance({ sandbox })
    const startedAt = instance.clock.now()
    const scans = await Promise.all(
      Array.from({ length: 20 }, async (_, n): Promise<Scan> => instance.scan(name(n))),
    )
    const far = Math.max(...scans.map(reach))
    expect(far).toBeGreaterThan(10)
    expect(instance.sandbox.requests.length).toBeLessThanOrEqual(25 + Math.ceil(far / 2))
    expect(refusals()).toBe(0)
    // All of them within the two minutes that so many requests need at 30 a minute.
    expect(instance.clock.now() - startedAt).toBeLessThan(125_000)
  })
})

test('no request is above the complexity cap, or would be refused without a Referer', async () => {
  instance = await startInstance({ sandbox })
  await instance.scan('scale2000')
  for (const { complexity, status } of instance.sandbox.requests) {
    expect(complexity).toBeLessThanOrEqual(500)
    expect(status).toBe(200)
  }
})

test('what an earlier scan of somebody else read is not asked for again', async () => {
  instance = await startInstance({ sandbox })
  const first = await instance.scan('scale500')
  await rest(instance)
  const again = await instance.scan('scale500')
  expect(again.upstream).toMatchObject({ requests: 1 })
  expect(again.upstream.cachedMedia).toBeGreaterThan(first.answer.missing.length / 2)
})

test('what is older than the age limit is asked for again', async () => {
  instance = await startInstance({ sandbox })
  const first = await instance.scan('scale50')
  await instance.clock.sleep(25 * 3_600_000)
  const later = await instance.scan('scale50')
  expect(later.upstream.requests).toBe(first.upstream.requests)
})
