import { describe, expect, test } from 'vitest'
import { signIn } from './browser.ts'
import { type Service, startService } from './service.ts'

/** A service that has scanned casual's list. */
async function startScanned(options: Parameters<typeof startService>[0] = {}): Promise<Service> {
  const service = await startService(options)
  const { statusCode } = await service.app.inject('/api/v1/scans/casual')
  expect(statusCode).toBe(200)
  return service
}

describe('details of a title', () => {
  test('are synopsis, studios and end date', async () => {
    const { app, services } = await startScanned()
    const id = await firstMissing(app)
    expect(await services.catalogue.has(id)).toBe(true)
    const reply = await app.inject(`/api/v1/media/${id}`)
    expect(reply.statusCode).toBe(200)
    expect(reply.json()).toEqual({
      id,
      synopsis: [expect.stringMatching(/\w/)],
      studios: [expect.stringMatching(/\w/)],
      endDate: expect.objectContaining({ year: expect.any(Number) }),
    })
    expect(reply.headers['cache-control']).toBe('public, max-age=3600')
  })

  test('cost one request to AniList, however many clients ask', async () => {
    const { app, services } = await startScanned()
    const id = await firstMissing(app)
    const before = services.anilist.requestCount
    for (let asked = 0; asked < 3; asked++) await app.inject(`/api/v1/media/${id}`)
    expect(services.anilist.requestCount).toBe(before + 1)
  })

  test('leave the queue with the last client that waits for them', async () => {
    const service = await startScanned()
    const id = await firstMissing(service.app)
    const url = `${await service.listen()}/api/v1/media/${id}`
    service.sandbox.script(['rate-limited'])
    const { budget, anilist } = service.services
    const before = anilist.requestCount
    const askers = [new AbortController(), new AbortController()]
    const asked = askers.map(({ signal }) => fetch(url, { signal }).catch(() => 'left'))
    await expect.poll(() => budget.snapshot().waiting.interactive).toBe(1)
    for (const asker of askers) asker.abort()
    expect(await Promise.all(asked)).toEqual(['left', 'left'])
    await expect.poll(() => budget.snapshot().waiting.interactive).toBe(0)
    await service.clock.advance(60_000)
    expect(anilist.requestCount).toBe(before + 1)
  })

  test('are refused for titles that no scan has found, so that AniList cannot be read through this server', async () => {
    const { app, services } = await startService()
    const before = services.anilist.requestCount
    const reply = await app.inject('/api/v1/media/16498')
    expect(reply.statusCode).toBe(404)
    expect(reply.json()).toMatchObject({ code: 'media-unknown' })
    expect(services.anilist.requestCount).toBe(before)
  })

  test('are available for titles on lists once their relations were loaded, as by the page', async () => {
    const { app, services } = await startScanned()
    // No title that the scan had to read leads there.
    const onTheList = '/api/v1/media/16498'
    expect((await app.inject(onTheList)).statusCode).toBe(404)
    const { statusCode } = await app.inject({
      method: 'POST',
      url: '/api/v1/relations',
      payload: { ids: [16498] },
    })
    expect([statusCode, await services.catalogue.has(16498)]).toEqual([200, true])
    expect((await app.inject(onTheList)).json()).toMatchObject({ id: 16498, studios: ['Wit Studio'] })
  })

  test('are refused for titles that are only on a list, private or not, even after its scan', async () => {
    const service = await startService()
    const { app, sandbox } = service
    const { headers } = await signIn(service, 'private-person')
    const own = await app.inject({ url: '/api/v1/scans/private-person', headers })
    expect(own.statusCode).toBe(200)
    const missing = new Set<number>(
      own.json().missing.map(({ media }: { media: { id: number } }) => media.id),
    )
    const beside = new Set(
      sandbox.catalogue.relations.flatMap(({ from, to }) => [
        missing.has(from) && to,
        missing.has(to) && from,
      ]),
    )
    const alone = sandbox.list('private-person').filter(({ mediaId }) => !beside.has(mediaId))
    expect(alone).not.toEqual([])
    for (const { mediaId } of alone) {
      expect([mediaId, (await app.inject(`/api/v1/media/${mediaId}`)).statusCode]).toEqual([mediaId, 404])
    }
  })

  test.each(['0', '-1', '1.5', '01', 'abc', '9999999999', '1e3'])('are refused for the ID %s', async (id) => {
    const { app } = await startService()
    const reply = await app.inject(`/api/v1/media/${id}`)
    expect(reply.statusCode).toBe(400)
    expect(reply.json()).toMatchObject({ code: 'request-invalid' })
  })

  test('have no markup, whatever AniList returns', async () => {
    const description = 'One <b>hero</b>.<script>alert(1)</script><br><br>Two &amp; three.'
    const { app } = await startScanned({ fetch: withDescription(description) })
    const reply = await app.inject(`/api/v1/media/${await firstMissing(app)}`)
    expect(reply.json().synopsis).toEqual(['One hero.', 'Two & three.'])
  })

  test('count as scans in the rate limit, since each may cost a request to AniList', async () => {
    const { app } = await startService({ config: { rateLimitPerMinute: 4 } })
    const ask = async () => (await app.inject('/api/v1/media/1')).statusCode
    expect([await ask(), await ask(), await ask()]).toEqual([404, 404, 429])
  })
})

async function firstMissing(app: Service['app']): Promise<number> {
  const { missing } = (await app.inject('/api/v1/scans/casual')).json()
  return missing[0].media.id
}

/** AniList, with a different description for every title. */
function withDescription(description: string): typeof fetch {
  return async (input, init) => {
    const reply = await fetch(input, init)
    if (!String(init?.body).includes('MediaDetails')) return reply
    const body = (await reply.json()) as { data: { Media: { description: string } } }
    body.data.Media.description = description
    return Response.json(body, { headers: reply.headers })
  }
}
