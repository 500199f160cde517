import { describe, expect, test } from 'vitest'
import { signIn } from './browser.ts'
import { startService } from './service.ts'

const day = 86_400_000
/** Attack on Titan, of which several seasons are missing from casual's list. */
const attackOnTitan = 16498

async function startSignedIn() {
  const service = await startService()
  const { app } = service
  const { headers, writeHeaders } = await signIn(service, 'casual')
  const scan = async (name = 'casual') => {
    const answer = (await app.inject({ url: `/api/v1/scans/${name}`, headers })).json()
    const missing: { media: { id: number }; franchise: number }[] = answer.missing
    return {
      ids: missing.map(({ media }) => media.id),
      franchise: missing.filter(({ franchise }) => franchise === attackOnTitan).map(({ media }) => media.id),
      ignored: answer.hidden.ignored as number,
    }
  }
  return {
    ...service,
    headers,
    writeHeaders,
    scan,
    list: async () => (await app.inject({ url: '/api/v1/ignores', headers })).json().ignores,
    ignore: (...ignores: object[]) =>
      app.inject({ method: 'POST', url: '/api/v1/ignores', headers: writeHeaders, payload: { ignores } }),
    unignore: (scope: string, mediaId: number | string) =>
      app.inject({ method: 'DELETE', url: `/api/v1/ignores/${scope}/${mediaId}`, headers: writeHeaders }),
  }
}

describe('ignored titles', () => {
  test('can be listed and restored', async () => {
    const { ignore, unignore, list } = await startSignedIn()
    expect(await list()).toEqual([])
    await ignore({ mediaId: 30 })
    const saved = await ignore({ mediaId: 5 }, { scope: 'franchise', mediaId: 1 })
    const createdAt = '2026-01-01T00:00:00.000Z'
    const both = [
      { scope: 'franchise', mediaId: 1, until: null, createdAt },
      { scope: 'title', mediaId: 5, until: null, createdAt },
    ]
    // The reply contains only what was sent, not everything there is.
    expect([saved.statusCode, saved.json()]).toEqual([200, { ignores: both }])
    expect((await unignore('title', 30)).statusCode).toBe(204)
    expect(await list()).toEqual(both)
    expect((await unignore('title', 1)).statusCode).toBe(204)
    expect((await unignore('title', 5)).statusCode).toBe(204)
    expect(await list()).toEqual(both.slice(0, 1))
  })

  test("are hidden from scans of the owner's list immediately, and counted", async () => {
    const { scan, ignore, unignore } = await startSignedIn()
    const before = await scan()
    const [first = 0, ...others] = before.franchise
    await ignore({ mediaId: first })
    expect(await scan()).toEqual({
      ids: before.ids.filter((id) => id !== first),
      franchise: others,
      ignored: 1,
    })
    await unignore('title', first)
    expect(await scan()).toEqual(before)
  })

  test('may be a whole franchise', async () => {
    const { scan, ignore } = await startSignedIn()
    const before = await scan()
    expect(before.franchise.length).toBeGreaterThan(1)
    await ignore({ scope: 'franchise', mediaId: attackOnTitan })
    const after = await scan()
    expect([after.franchise, after.ignored]).toEqual([[], before.franchise.length])
  })

  test('say for each title whether it is ignored itself, or through which title of its franchise', async () => {
    const { app, headers, scan, ignore } = await startSignedIn()
    await ignore({ scope: 'franchise', mediaId: attackOnTitan })
    const left = (await scan()).ids
    await ignore({ mediaId: left[0] })
    const reply = await app.inject({ url: '/api/v1/scans/casual?showHidden=true', headers })
    const titles: { media: { id: number }; rule: string; ignoredThrough?: number }[] =
      reply.json().hiddenTitles
    const ignored = titles.filter(({ rule }) => rule === 'ignored')
    expect(ignored.find(({ media }) => media.id === left[0])).not.toHaveProperty('ignoredThrough')
    const through = ignored.filter(({ media }) => media.id !== left[0])
    expect(new Set(through.map(({ ignoredThrough }) => ignoredThrough))).toEqual(new Set([attackOnTitan]))
  })

  test('may be snoozed until a date', async () => {
    const { scan, ignore, list, clock } = await startSignedIn()
    const before = await scan()
    const until = new Date(clock.now() + day).toISOString()
    await ignore({ mediaId: before.ids[0], until })
    expect([(await scan()).ignored, (await list())[0].until]).toEqual([1, until])
    await clock.advance(day)
    expect([(await scan()).ignored, await list()]).toEqual([0, []])
  })

  test('are not hidden from other lists, nor from scans by others', async () => {
    const { app, scan, ignore } = await startSignedIn()
    const before = await scan('collector')
    const anyone = async () => (await app.inject('/api/v1/scans/casual?fresh=true')).json().hidden.ignored
    await ignore({ mediaId: before.ids[0] }, { scope: 'franchise', mediaId: attackOnTitan })
    expect(await scan('collector')).toEqual(before)
    expect(await anyone()).toBe(0)
  })

  test('are in the export, and are deleted with the account', async () => {
    const { app, ignore, headers, writeHeaders, list, services } = await startSignedIn()
    await ignore({ mediaId: 5 })
    const file = (await app.inject({ url: '/api/v1/account', headers })).json()
    expect(file.ignored).toEqual(await list())
    await app.inject({ method: 'DELETE', url: '/api/v1/account', headers: writeHeaders })
    expect(await services.store.db.selectFrom('ignored').selectAll().execute()).toEqual([])
  })
})

describe('refuses', () => {
  const bad: readonly (readonly [story: string, ignores: object[]])[] = [
    ['nothing', []],
    ['too much', Array.from({ length: 501 }, (_, n) => ({ mediaId: n + 1 }))],
    ['no title', [{ scope: 'title' }]],
    ['an invalid title', [{ mediaId: 0 }]],
    ['an invalid scope', [{ mediaId: 1, scope: 'studio' }]],
    ['an invalid date', [{ mediaId: 1, until: 'tomorrow' }]],
    ['an unknown field', [{ mediaId: 1, reason: 'dull' }]],
  ]
  test.each(bad)('ignoring %s', async (_story, ignores) => {
    const { ignore, list } = await startSignedIn()
    const reply = await ignore(...ignores)
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'request-invalid'])
    expect(await list()).toEqual([])
  })

  test.each([
    ['studio', 1],
    ['title', 0],
    ['title', 'x'],
    ['title', '9999999999'],
  ])('restoring %s %s', async (scope, mediaId) => {
    const { unignore } = await startSignedIn()
    expect((await unignore(scope, mediaId)).statusCode).toBe(400)
  })

  test('requests without a session, and writes without the CSRF token', async () => {
    const { app, headers, list } = await startSignedIn()
    const payload = { ignores: [{ mediaId: 1 }] }
    expect((await app.inject('/api/v1/ignores')).statusCode).toBe(401)
    const anyone = await app.inject({ method: 'POST', url: '/api/v1/ignores', payload })
    expect(anyone.statusCode).toBe(401)
    const forged = { ...headers, 'sec-fetch-site': 'same-origin' }
    const reply = await app.inject({ method: 'POST', url: '/api/v1/ignores', payload, headers: forged })
    expect([reply.statusCode, reply.json().code]).toEqual([403, 'csrf-token-invalid'])
    expect(await list()).toEqual([])
  })
})
