import { afterEach, describe, expect, test, vi } from 'vitest'
import { franchises } from '../../src/sandbox/franchises/index.ts'
import type { Scan } from '../../src/scan/run-scan.ts'
import { type Instance, reach, rest, startInstance } from '../support/instance.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// AniList allows 30 requests a minute, so these counts are what we promise.
const sandbox = { scale: 20_000, limit: 30 }

let instance: Instance
afterEach(async () => {
  vi.unstubAllGlobals()
  await instance.close()
})

function refusals(): number {
  return instance.sandbox.requests.filter(({ status }) => status === 429).length
}

const lists = ['casual', 'scale50', 'scale500', 'scale2000', 'scale2000-2', 'scale2000-3']

describe.each([2, 3, 'all'] as const)('if AniList returns relations %s levels deep', (nesting) => {
  test.each(lists)(
    'a cold scan of %s takes at most 3 + ⌈L/2⌉ requests and is never refused; a warm one takes exactly 1',
    async (name) => {
      instance = await startInstance({ sandbox: { ...sandbox, nesting } })
      const cold = await instance.scan(name)
      expect(cold.upstream.requests).toBe(instance.sandbox.requests.length)
      expect(cold.upstream.requests).toBeLessThanOrEqual(3 + Math.ceil(reach(cold) / 2))
      expect(refusals()).toBe(0)
      const warm = await instance.scan(name)
      expect(warm.upstream.requests).toBe(1)
      expect(warm.answer.missing).toEqual(cold.answer.missing)
    },
  )
})

test.each(lists)('if it returns one level, a cold scan of %s takes at most 3 + L', async (name) => {
  instance = await startInstance({ sandbox: { ...sandbox, nesting: 1 } })
  const { upstream, answer } = await instance.scan(name)
  expect(upstream.requests).toBeLessThanOrEqual(
    3 + Math.max(...answer.missing.map(({ distance }) => distance)),
  )
  expect((await instance.scan(name)).upstream.requests).toBe(1)
})

describe('requests saved by hints', () => {
  test.each(['scale2000', 'scale2000-2', 'scale2000-3'])(
    'a scan of %s with outdated rows takes at most 5, and finds what was added since',
    async (name) => {
      const databaseUrl = `sqlite:${temporaryFolder()}/catalogue.db`
      instance = await startInstance({ sandbox, databaseUrl })
      const before = await instance.scan(name)
      // As if the last title of each chain did not exist yet when the catalogue read it.
      const last = before.answer.missing.filter(({ distance }) => distance === 5).map(({ media }) => media.id)
      expect(last.length).toBeGreaterThan(5)
      const { db } = instance.services.store
      for (const { mediaId, relations } of await db.selectFrom('expansion').selectAll().execute()) {
        const left = (JSON.parse(relations) as [number, string][]).filter(([to]) => !last.includes(to))
        const row = { relations: JSON.stringify(left) }
        await db.updateTable('expansion').set(row).where('mediaId', '=', mediaId).execute()
      }
      await db.deleteFrom('expansion').where('mediaId', 'in', last).execute()
      await instance.clock.sleep(25 * 3_600_000)
      const stale = await instance.scan(name)
      expect(stale.answer.missing.map(({ media }) => media.id)).toEqual(
        before.answer.missing.map(({ media }) => media.id),
      )
      expect(stale.upstream.requests).toBeLessThanOrEqual(5)
    },
  )

  test.each(franchises.map(({ media: [first] }) => [first?.title.romaji, first?.id]))(
    'a cold scan for someone who watched the first title of %s takes at most 3',
    async (_, first) => {
      instance = await startInstance({ sandbox: {} })
      const entry = {
        mediaId: first as number,
        status: 'COMPLETED',
        score: 0,
        progress: 0,
        private: false,
      } as const
      const user = { id: 1, name: 'someone', avatarUrl: null, showsAdult: false, scoreFormat: null }
      // Loading the list is one request. Here it has no relations, so they are loaded in its place.
      const list = { user, entries: [entry], fragment: { media: [], expansions: new Map() } }
      const { upstream } = await instance.scan(list)
      expect(upstream.requests).toBeLessThanOrEqual(3)
    },
  )

  test.each(['casual', 'completionist'])('a cold scan of %s takes at most 3', async (name) => {
    instance = await startInstance({ sandbox: {} })
    expect((await instance.scan(name)).upstream.requests).toBeLessThanOrEqual(3)
  })
})

test('replies about relations are smaller than 2 MB, and all replies to a cold scan of 2,000 entries smaller than 8 MB', async () => {
  const sizes: number[] = []
  const plain = globalThis.fetch
  vi.stubGlobal('fetch', async (...request: Parameters<typeof fetch>) => {
    const reply = await plain(...request)
    sizes.push((await reply.clone().arrayBuffer()).byteLength)
    return reply
  })
  instance = await startInstance({ sandbox })
  await instance.scan('scale2000')
  const [list = 0, ...relations] = sizes
  expect(list).toBeGreaterThan(1e6)
  expect(Math.max(...relations)).toBeLessThan(2e6)
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(8e6)
})

describe('twenty scans at once', () => {
  const names = { 'of one list': () => 'scale500', 'of twenty lists': (n: number) => `scale500-${n + 1}` }

  test.each(Object.entries(names))('%s share their requests, and all finish', async (_, name) => {
    instance = await startInstance({ sandbox })
    const startedAt = instance.clock.now()
    const scans = await Promise.all(
      Array.from({ length: 20 }, async (_, n): Promise<Scan> => instance.scan(name(n))),
    )
    const far = Math.max(...scans.map(reach))
    expect(far).toBeGreaterThan(10)
    expect(instance.sandbox.requests.length).toBeLessThanOrEqual(25 + Math.ceil(far / 2))
    expect(refusals()).toBe(0)
    // All within the two minutes that so many requests take at 30 a minute.
    expect(instance.clock.now() - startedAt).toBeLessThan(125_000)
  })
})

test('no request exceeds the complexity limit, or would be refused without a Referer', async () => {
  instance = await startInstance({ sandbox })
  await instance.scan('scale2000')
  for (const { complexity, status } of instance.sandbox.requests) {
    expect(complexity).toBeLessThanOrEqual(500)
    expect(status).toBe(200)
  }
})

test("what another person's scan has loaded is not requested again", async () => {
  instance = await startInstance({ sandbox })
  const first = await instance.scan('scale500')
  await rest(instance)
  const again = await instance.scan('scale500')
  expect(again.upstream).toMatchObject({ requests: 1 })
  expect(again.upstream.cachedMedia).toBeGreaterThan(first.answer.missing.length / 2)
})

test('what is older than the age limit is requested again, all in one request', async () => {
  instance = await startInstance({ sandbox })
  await instance.scan('scale50')
  await instance.clock.sleep(25 * 3_600_000)
  const { upstream } = await instance.scan('scale50')
  expect(upstream.requests).toBe(2)
})
