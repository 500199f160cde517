import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { defaultSearch } from '../../src/core/search.ts'
import { toScanAnswer } from '../../src/scan/scan-answer.ts'
import { startService } from './service.ts'

const path = '/api/v1/scans/casual'

describe('the answer', () => {
  test('is the same as on the command line', async () => {
    const { app, services } = await startService()
    const reply = await app.inject(path)
    const scan = await services.scan({ list: 'casual', search: defaultSearch, priority: 'interactive' })
    const { upstream, ...expected } = toScanAnswer(scan, { showHidden: false })
    const answer = reply.json()
    expect(reply.statusCode).toBe(200)
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(answer).toEqual({ ...expected, upstream: answer.upstream })
    expect(answer.missing.length).toBeGreaterThan(20)
    expect(answer.upstream.requests).toBeGreaterThan(0)
  })

  const options: readonly (readonly [
    name: string,
    query: string,
    changes: (search: typeof defaultSearch) => object,
  ])[] = [
    ['with a depth', 'depth=1', () => ({ depth: 1 })],
    ['without a depth limit', 'depth=all', () => ({})],
    ['with other relations', 'relations=SIDE_STORY,PARENT', () => ({ relations: ['SIDE_STORY', 'PARENT'] })],
    [
      'with relations that include SEQUEL anyway',
      'relations=SEQUEL,SPIN_OFF',
      () => ({ relations: ['SPIN_OFF'] }),
    ],
    ['with adult titles', 'adult=true', () => ({ adult: true })],
    ['with music', 'music=true', () => ({ music: true })],
    ['through dropped titles', 'throughDropped=true', () => ({ throughDropped: true })],
    ['from planned titles', 'fromPlanned=true', () => ({ fromPlanned: true })],
    [
      'in another watch order',
      'order=essential&relations=ALTERNATIVE',
      () => ({ order: 'essential', relations: ['ALTERNATIVE'] }),
    ],
  ]
  test.each(options)('%s', async (_name, query, changes) => {
    const { app, services } = await startService()
    const { json } = await app.inject(`/api/v1/scans/collector?${query}`)
    const search = { ...defaultSearch, ...changes(defaultSearch) }
    const scan = await services.scan({ list: 'collector', search, priority: 'interactive' })
    expect(json().missing).toEqual(toScanAnswer(scan, { showHidden: false }).missing)
  })

  test('has the hidden titles only if requested', async () => {
    const { app } = await startService()
    const plain = (await app.inject('/api/v1/scans/collector')).json()
    const shown = (await app.inject('/api/v1/scans/collector?showHidden=true')).json()
    expect(plain).not.toHaveProperty('hiddenTitles')
    const count = Object.values<number>(plain.hidden).reduce((a, b) => a + b)
    expect(count).toBeGreaterThan(0)
    expect(shown.hiddenTitles).toHaveLength(count)
  })

  test('has whole franchises only if requested', async () => {
    const { app } = await startService()
    const plain = (await app.inject(path)).json()
    const full = (await app.inject(`${path}?include=franchises`)).json()
    const { franchises, upcoming, generatedAt, ...rest } = full
    expect(rest).toEqual(plain)
    expect(generatedAt).toBe('2026-01-01T00:00:00.000Z')
    expect(upcoming.map(({ state }: { state: string }) => state)).toEqual(['planned', 'watched'])
    const missing = franchises.flatMap(({ media }: { media: { id: number; state: string }[] }) =>
      media.filter(({ state }) => state === 'missing').map(({ id }) => id),
    )
    expect(missing).toEqual(plain.missing.map(({ media }: { media: { id: number } }) => media.id))
  })

  test('accepts a name in any case, as AniList does', async () => {
    const { app, sandbox } = await startService()
    const small = await app.inject(path)
    const requests = sandbox.requests.length
    const capital = await app.inject('/api/v1/scans/CASUAL')
    expect(capital.json()).toEqual(small.json())
    expect(sandbox.requests).toHaveLength(requests)
  })
})

describe('a repeated request', () => {
  test('gets the same answer for 30 seconds, with its age', async () => {
    const { app, sandbox, clock } = await startService()
    await app.inject(path)
    const requests = sandbox.requests.length
    await clock.advance(29_000)
    const again = await app.inject(path)
    expect(again.headers.age).toBe('29')
    expect(sandbox.requests).toHaveLength(requests)
    await clock.advance(1_000)
    const anew = await app.inject(path)
    expect(anew.headers.age).toBe('0')
    expect(sandbox.requests).toHaveLength(requests + 1)
  })

  test('gets a new answer with fresh=true', async () => {
    const { app, sandbox } = await startService()
    await app.inject(path)
    const requests = sandbox.requests.length
    await app.inject(`${path}?fresh=true`)
    expect(sandbox.requests).toHaveLength(requests + 1)
  })

  test('policy: bounded memory: gets the same answer for every depth that no chain reaches', async () => {
    const { app, services } = await startService()
    const all = await app.inject(path)
    for (const depth of [101, 999_999]) {
      expect((await app.inject(`${path}?depth=${depth}`)).json()).toEqual(all.json())
    }
    expect(services.scanRuns.counts().begun).toBe(1)
  })

  test('gets a 304 if the client has the answer', async () => {
    const { app } = await startService()
    const { etag } = (await app.inject(path)).headers
    const same = await app.inject({ url: path, headers: { 'if-none-match': String(etag) } })
    expect([same.statusCode, same.body]).toEqual([304, ''])
    const other = await app.inject({ url: path, headers: { 'if-none-match': 'W/"other"' } })
    expect(other.statusCode).toBe(200)
    const parts = await app.inject({
      url: `${path}?include=franchises`,
      headers: { 'if-none-match': String(etag) },
    })
    expect(parts.statusCode).toBe(200)
  })

  test('has the same content in every encoding', async () => {
    const { app } = await startService()
    const plain = await app.inject(path)
    const br = await app.inject({ url: path, headers: { 'accept-encoding': 'gzip, br' } })
    const gzip = await app.inject({ url: path, headers: { 'accept-encoding': 'gzip, br;q=0' } })
    expect([plain, br, gzip].map(({ headers }) => headers['content-encoding'])).toEqual([
      undefined,
      'br',
      'gzip',
    ])
    expect(brotliDecompressSync(br.rawPayload).toString()).toBe(plain.body)
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain.body)
    expect(br.headers.vary).toContain('accept-encoding')
  })

  test('has no body for HEAD', async () => {
    const { app } = await startService()
    const head = await app.inject({ method: 'HEAD', url: path })
    expect([head.statusCode, head.body]).toEqual([200, ''])
  })
})

describe('if AniList', () => {
  const cases: readonly (readonly [name: string, user: string, status: number, code: string])[] = [
    ['has no such user', 'nobody', 404, 'anilist-user-not-found'],
    ['shows the list only to its owner', 'private-person', 403, 'anilist-user-private'],
  ]
  test.each(cases)('%s', async (_name, user, status, code) => {
    const { app } = await startService()
    const reply = await app.inject(`/api/v1/scans/${user}`)
    expect(reply.statusCode).toBe(status)
    expect(reply.json()).toMatchObject({ status, code })
  })

  test('is unavailable: 503 with Retry-After', async () => {
    const { app, sandbox } = await startService()
    sandbox.script(['outage'])
    const reply = await app.inject(path)
    expect(reply.statusCode).toBe(503)
    expect(reply.json().code).toBe('anilist-disabled')
    expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0)
  })
})
