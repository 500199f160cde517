import { describe, expect, test, vi } from 'vitest'
import type { ListEntry } from '../../src/core/list.ts'
import { defaultSearch } from '../../src/core/search.ts'
import { KnownRelations, scanHere } from '../../web/data/browser-scan/scan-here.ts'
import type { ScanOptions } from '../../web/data/results-search.ts'
import type { ScanAnswer, ScanProgress } from '../../web/data/scan.ts'
import { scanPath } from '../../web/data/scan.ts'
import { type Service, type ServiceOptions, startService } from '../http/service.ts'
import type { Catalogue } from '../support/graph.ts'
import { naiveSearch } from '../support/naive-search.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'

interface ServiceForBrowser extends Service {
  readonly url: string
  /** The requested paths, AniList's included. */
  readonly asked: readonly string[]
}

/** A service on a port of its own, and a `fetch` that sends an `Origin` as a browser does. */
async function startForBrowser(options: ServiceOptions = {}): Promise<ServiceForBrowser> {
  const service = await startService(options)
  const plain = globalThis.fetch
  const asked: string[] = []
  vi.stubGlobal('fetch', (input: string, init?: RequestInit) => {
    const headers = new Headers(init?.headers)
    if (!headers.has('user-agent')) asked.push(new URL(input).pathname)
    if (!headers.has('referer')) headers.set('referer', `${service.config.publicUrl}/`)
    return plain(input, { ...init, headers })
  })
  return { ...service, url: await service.listen(), asked }
}

function scanOf(
  { sandbox, url, clock }: ServiceForBrowser,
  name: string,
  options: ScanOptions = {},
  onProgress?: (progress: ScanProgress) => void,
  known?: KnownRelations,
): Promise<ScanAnswer> {
  const scan = { name, options, anilistUrl: sandbox.graphqlUrl, serverUrl: url }
  return scanHere(scan, onProgress, known, clock)
}

/** The part of an answer that only depends on the list and the catalogue. */
function plain({ upstream, generatedAt, ...answer }: ScanAnswer): unknown {
  return JSON.parse(JSON.stringify(answer))
}

describe('a scan in the browser', () => {
  test.each<[name: string, options: ScanOptions]>([
    ['casual', {}],
    ['completionist', {}],
    ['collector', {}],
    ['casual', { depth: 1 }],
    ['casual', { adult: true, music: true, throughDropped: true, fromPlanned: true }],
    ['completionist', { relations: ['SIDE_STORY', 'SPIN_OFF', 'ALTERNATIVE'] }],
    ['scale500', {}],
    ['scale2000', { relations: ['SIDE_STORY'] }],
  ])('answers for %s with %j as the server does', async (name, options) => {
    const service = await startForBrowser({
      clock: createVirtualClock(),
      sandbox: { scale: 5000, limit: 100_000 },
    })
    const here = await scanOf(service, name, options)
    expect(service.services.anilist.requestCount).toBe(0)
    const { statusCode, body } = await service.app.inject(scanPath(name, options))
    expect(statusCode).toBe(200)
    expect(plain(here)).toEqual(plain(JSON.parse(body)))
    if (name !== 'completionist') expect(here.missing.length).toBeGreaterThan(0)
  })

  describe.each([1, 2, 3, 'all'] as const)('where AniList answers relations %s levels deep', (nesting) => {
    test.each([
      [10, false],
      [4, true],
      [1, false],
      [10, true],
      [4, false],
      [1, true],
    ])(
      'and takes %i pages at once, nested lists thinned: %s, finds what is missing',
      async (aliases, thin) => {
        const service = await startForBrowser({
          clock: createVirtualClock(),
          sandbox: { scale: 5000, limit: 100_000, nesting, aliases, thin },
        })
        const { catalogue, list } = service.sandbox
        const expected = naiveSearch(
          catalogue as unknown as Catalogue,
          list('scale500').filter((entry) => !entry.private) as unknown as ListEntry[],
          defaultSearch,
        )
        const ids = ({ missing }: ScanAnswer) => missing.map(({ media }) => media.id).sort((a, b) => a - b)
        const right = expected.missing.map(({ id }) => id)
        const { anilist } = service.services
        expect(ids(await scanOf(service, 'scale500'))).toEqual(right)
        expect(anilist.requestCount).toBe(0)
        const { body } = await service.app.inject(scanPath('scale500', {}))
        expect(ids(JSON.parse(body))).toEqual(right)
        // Warm, and with a catalogue of expired rows.
        const before = anilist.requestCount
        const warm = await scanOf(service, 'scale500')
        expect([ids(warm), warm.upstream.requests]).toEqual([right, 1])
        await service.clock.sleep(25 * 3_600_000)
        expect(ids(await scanOf(service, 'scale500'))).toEqual(right)
        expect(anilist.requestCount).toBe(before)
      },
    )
  })

  test('costs the server no request to AniList, and the page one if the server’s catalogue is complete', async () => {
    const service = await startForBrowser()
    const { sandbox, services } = service
    const cold = await scanOf(service, 'casual')
    expect(cold.upstream.requests).toBe(sandbox.requests.length)
    expect(services.anilist.requestCount).toBe(0)
    expect(await services.catalogue.find(cold.missing.map(({ media }) => media.id))).toEqual({
      media: [],
      expansions: new Map(),
    })
    await service.app.inject(scanPath('casual', {}))
    const before = services.anilist.requestCount
    const warm = await scanOf(service, 'casual')
    expect(warm.upstream.requests).toBe(1)
    expect(services.anilist.requestCount).toBe(before)
  })

  test('sends AniList no more requests than the server may', async () => {
    const service = await startForBrowser({
      clock: createVirtualClock(),
      sandbox: { scale: 5000, limit: 100_000 },
    })
    const { missing, upstream } = await scanOf(service, 'scale2000')
    const reach = Math.max(...missing.map(({ distance }) => distance))
    expect(upstream.requests).toBeLessThanOrEqual(3 + Math.ceil(reach / 2))
  })

  test('does not read twice what the browser remembers', async () => {
    const service = await startForBrowser()
    const known = new KnownRelations(0)
    await scanOf(service, 'casual', {}, undefined, known)
    const again = await scanOf(service, 'casual', { depth: 1 }, undefined, known)
    expect(again.upstream.requests).toBe(1)
  })

  test('asks the server once if the catalogue is complete, and again if chains pass through the list', async () => {
    const service = await startForBrowser({
      clock: createVirtualClock(),
      sandbox: { scale: 5000, limit: 100_000 },
    })
    await service.app.inject(scanPath('scale500', {}))
    const asked = service.asked.length
    await scanOf(service, 'scale500')
    const [list, ...relations] = service.asked.slice(asked)
    expect([list, ...new Set(relations)]).toEqual(['/graphql', '/api/v1/relations'])
    expect(relations.length).toBeLessThanOrEqual(4)
  })

  test('waits for AniList’s allowance, and reports it', async () => {
    const service = await startForBrowser({ clock: createVirtualClock() })
    const told: ScanProgress[] = []
    service.sandbox.script(['rate-limited'])
    const { missing } = await scanOf(service, 'casual', {}, (progress) => told.push(progress))
    expect(missing.length).toBeGreaterThan(0)
    expect(told.filter(({ waitingUntil }) => waitingUntil !== undefined)).toHaveLength(1)
  })

  test('is left to the server if that takes too long', async () => {
    const service = await startForBrowser({ clock: createVirtualClock() })
    const startedAt = service.clock.now()
    service.sandbox.script(Array.from({ length: 100 }, () => 'rate-limited' as const))
    await expect(scanOf(service, 'casual')).rejects.toThrow("AniList's rate limit has been reached")
    expect(service.clock.now() - startedAt).toBeLessThanOrEqual(90_000)
  })

  test('reports franchises as it finds them', async () => {
    const service = await startForBrowser()
    const told: ScanProgress[] = []
    await scanOf(service, 'casual', {}, (progress) => told.push(progress))
    expect(told.map(({ phase }) => phase)).toEqual([
      'list',
      'relations',
      ...told.slice(2).map(() => 'relations'),
    ])
    expect(told.at(-1)?.franchises?.length).toBeGreaterThan(0)
  })

  test.each(['nobody', 'private-person'])(
    'leaves it to the server to explain what is wrong with %s',
    async (name) => {
      const service = await startForBrowser()
      await expect(scanOf(service, name)).rejects.toThrow()
    },
  )

  test.each([
    'server-error',
    'truncated',
    'empty',
    'reset',
    'outage',
    'errors-beside-data',
    'wrong-types',
  ] as const)('leaves it to the server where AniList answers %s', async (fault) => {
    const service = await startForBrowser()
    service.sandbox.script([fault])
    await expect(scanOf(service, 'casual')).rejects.toThrow()
  })
})

test('relations of more titles than one request may ask for are refused', async () => {
  const { app } = await startService()
  const ids = Array.from({ length: 501 }, (_, at) => at + 1)
  const reply = await app.inject({ method: 'POST', url: '/api/v1/relations', payload: { ids } })
  expect([reply.statusCode, reply.json().code]).toEqual([400, 'request-invalid'])
})
