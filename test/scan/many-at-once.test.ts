import { afterEach, describe, expect, test } from 'vitest'
import { defaultSearch } from '../../src/core/search.ts'
import { type Instance, startInstance } from '../support/instance.ts'

let instance: Instance
afterEach(() => instance.close())

/** Many cold scans of 500 entries at once, each from its own address. In seconds. */
async function scanAtOnce(count: number) {
  instance = await startInstance({ sandbox: { scale: 20_000, limit: 30 } })
  const { clock, services, sandbox } = instance
  const startedAt = clock.now()
  const seconds = () => (clock.now() - startedAt) / 1000
  const untold = new Set<string>()
  const ends = await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const name = `scale500-${n + 1}`
      const request = { name, search: defaultSearch, partial: false, caller: `address:10.0.0.${n}` }
      untold.add(name)
      const listener = services.scanRuns.join(request, {
        onChange: () => seconds() <= 4 && untold.delete(name),
      })
      await listener.ended()
      listener.leave()
      return seconds()
    }),
  )
  const refused = sandbox.requests.filter(({ status }) => status === 429).length
  return { ends: ends.sort((a, b) => a - b), untold: [...untold], refused }
}

// AniList allows 30 requests a minute, and each list costs one: a hundred cannot be answered in three minutes.
describe.each([
  [10, 30],
  [30, 130],
  [99, 320],
])('%i cold scans at once', (count, lastWithin) => {
  test('are answered one after another, and everyone is told about the wait', async () => {
    const { ends, untold, refused } = await scanAtOnce(count)
    const last = ends.at(-1) as number
    expect(ends[0]).toBeLessThan(10)
    expect(ends[Math.floor(count / 2)]).toBeLessThan(0.62 * last)
    expect(last).toBeLessThan(lastWithin)
    expect(untold).toEqual([])
    expect(refused).toBe(0)
  })
})

test('policy: room for new visitors: next to 50 addresses that ask for 30 scans each', async () => {
  instance = await startInstance({ sandbox: { scale: 20_000, limit: 30 } })
  const { clock, services } = instance
  async function scan(name: string, caller: string): Promise<number> {
    const startedAt = clock.now()
    const listener = services.scanRuns.join({ name, search: defaultSearch, partial: false, caller })
    await listener.ended()
    return (clock.now() - startedAt) / 1000
  }
  for (let n = 0; n < 30; n++) {
    for (let hog = 0; hog < 50; hog++) {
      try {
        scan(`scale${300 + hog}-${n}`, `address:10.0.0.${hog}`).catch(() => {})
      } catch {
        // The queue is full.
      }
    }
    // Requests of the first ones are queued before the others arrive.
    await clock.settle()
  }
  await clock.sleep(3_000)
  for (const n of [1, 2, 3]) {
    expect(await scan(`scale500-${n}`, `address:10.0.1.${n}`)).toBeLessThan(60)
    await clock.sleep(10_000)
  }
})
