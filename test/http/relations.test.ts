import { describe, expect, test } from 'vitest'
import { type Service, startService } from './service.ts'

interface Reply {
  readonly media: readonly { readonly id: number }[]
  readonly expansions: readonly Expansion[]
  readonly hints?: readonly Expansion[]
  readonly requests: number
}
interface Expansion {
  readonly id: number
  readonly relations: readonly { readonly to: number; readonly kind: string }[]
}

async function ask({ app }: Service, ids: readonly number[], more: object = {}): Promise<Reply> {
  const payload = { ids, ...more }
  const reply = await app.inject({ method: 'POST', url: '/api/v1/relations', payload })
  expect(reply.statusCode).toBe(200)
  return reply.json()
}

/** Shingeki no Kyojin and its second season. */
const [first, second] = [16498, 20958]
/** An ID that AniList does not have. */
const madeUp = [900_000_001, 900_000_002]

describe('known relations', () => {
  test('cost no request, and contain no title that is unknown', async () => {
    const service = await startService()
    const reply = await ask(service, [first, ...madeUp], { knownOnly: true })
    expect(reply).toEqual({ media: [], expansions: [], hints: [], requests: 0 })
    expect(service.services.anilist.requestCount).toBe(0)
  })

  test('include the next relations', async () => {
    const service = await startService()
    await ask(service, [first])
    await ask(service, [second])
    const before = service.services.anilist.requestCount
    const reply = await ask(service, [first], { knownOnly: true })
    expect(reply.expansions.map(({ id }) => id)).toEqual(expect.arrayContaining([first, second]))
    expect(reply.media.map(({ id }) => id)).toContain(second)
    expect(service.services.anilist.requestCount).toBe(before)
  })

  test('are hints without titles once they are outdated', async () => {
    const service = await startService()
    await ask(service, [first])
    await ask(service, [second])
    await service.clock.advance(25 * 3_600_000)
    const reply = await ask(service, [first], { knownOnly: true })
    expect([reply.media, reply.expansions]).toEqual([[], []])
    expect(reply.hints?.map(({ id }) => id)).toEqual(expect.arrayContaining([first, second]))
  })
})

describe('unknown IDs', () => {
  test('cost one request an hour, and leave no rows', async () => {
    const service = await startService()
    const { anilist, catalogue, store } = service.services
    for (const passed of [0, 0, 3_600_000 - 1]) {
      await service.clock.advance(passed)
      expect((await ask(service, madeUp)).expansions).toEqual(madeUp.map((id) => ({ id, relations: [] })))
      expect(anilist.requestCount).toBe(1)
    }
    await service.clock.advance(1)
    await ask(service, madeUp)
    expect(anilist.requestCount).toBe(2)
    expect(await catalogue.has(madeUp[0] as number)).toBe(false)
    expect(await store.db.selectFrom('expansion').selectAll().execute()).toEqual([])
    expect(await store.db.selectFrom('media').selectAll().execute()).toEqual([])
    // Asking for their details must not cost a request.
    expect((await service.app.inject(`/api/v1/media/${madeUp[0]}`)).statusCode).toBe(404)
    expect(anilist.requestCount).toBe(2)
  })
})
