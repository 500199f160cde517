import { describe, expect, test } from 'vitest'
import { signIn } from './browser.ts'
import { openEvents } from './event-client.ts'
import { type Service, startService } from './service.ts'

/** Without anything that differs between viewers. */
const own = '/api/v1/scans/private-person?adult=false'

async function startSignedIn() {
  const service = await startService()
  const owner = await signIn(service, 'private-person')
  const other = await signIn(service, 'casual')
  return { ...service, owner, other }
}

/** Which requests since `from` carried a token. */
function authorized({ sandbox }: Pick<Service, 'sandbox'>, from: number): boolean[] {
  return sandbox.requests.slice(from).map(({ authenticated }) => authenticated)
}

describe("policy: data loaded with a token is never shown to or cached for anyone else: a private person's scan", () => {
  test('counts private entries for its owner', async () => {
    const { app, sandbox, owner } = await startSignedIn()
    const { entries } = (await app.inject({ url: own, headers: owner.headers })).json().list
    expect(entries).toBe(sandbox.list('private-person').length)
  })

  test('is refused to everyone else, before and after its owner has seen it', async () => {
    const { app, owner, other } = await startSignedIn()
    const statuses = async () =>
      Promise.all(
        [{}, other.headers].map(async (headers) => (await app.inject({ url: own, headers })).statusCode),
      )
    expect(await statuses()).toEqual([403, 403])
    expect((await app.inject({ url: own, headers: owner.headers })).statusCode).toBe(200)
    expect(await statuses()).toEqual([403, 403])
    expect((await app.inject({ url: `${own}&fresh=true` })).statusCode).toBe(403)
  })

  test('is refused as a stream too, even with the ID of its run', async () => {
    const { app, listen, owner, services } = await startSignedIn()
    const url = (await listen()) + own
    await app.inject({ url: own, headers: owner.headers })
    const stream = await openEvents(url, `${'A'.repeat(12)}.1`)
    const { data } = await stream.first(({ event }) => event !== 'progress')
    expect(data.code).toBe('anilist-user-private')
    expect(services.scanRuns.counts().begun).toBe(2)
  })

  test('must not be cached', async () => {
    const { app, owner } = await startSignedIn()
    const { headers } = await app.inject({ url: own, headers: owner.headers })
    expect(headers['cache-control']).toBe('no-store')
  })

  test('is loaded with the token, which no other scan gets', async () => {
    const { app, sandbox, owner } = await startSignedIn()
    const before = sandbox.requests.length
    await app.inject({ url: own, headers: owner.headers })
    expect(authorized({ sandbox }, before)[0]).toBe(true)
    const between = sandbox.requests.length
    await app.inject('/api/v1/scans/casual')
    expect(authorized({ sandbox }, between).some(Boolean)).toBe(false)
  })

  test('is repeated as a public scan after disconnecting', async () => {
    const { app, services, owner } = await startSignedIn()
    await app.inject({ url: own, headers: owner.headers })
    const me = (await app.inject({ url: '/api/v1/auth/me', headers: owner.headers })).json()
    expect(me.name).toBe('private-person')
    const gone = await app.inject({
      method: 'DELETE',
      url: '/api/v1/account/anilist',
      headers: owner.writeHeaders,
    })
    expect(gone.statusCode).toBeLessThan(300)
    expect((await app.inject({ url: `${own}&fresh=true`, headers: owner.headers })).statusCode).toBe(403)
    expect(services.scanRuns.counts().begun).toBe(2)
  })
})

test('titles that were just added or ignored are no longer missing, although the last answer is cached', async () => {
  const service = await startService()
  const { headers, writeHeaders } = await signIn(service, 'casual')
  const missing = async () => {
    const { missing } = (await service.app.inject({ url: '/api/v1/scans/casual', headers })).json()
    return missing.map(({ media }: { media: { id: number } }) => media.id)
  }
  const write = (url: string, payload: object) =>
    service.app.inject({ method: 'POST', url, headers: writeHeaders, payload })
  const [added, ignored, ...rest] = await missing()
  expect((await write('/api/v1/list', { mediaIds: [added] })).json().results).toMatchObject([
    { outcome: 'added' },
  ])
  expect(await missing()).not.toContain(added)
  const ignores = [{ scope: 'title', mediaId: ignored, until: null }]
  expect((await write('/api/v1/ignores', { ignores })).statusCode).toBe(200)
  expect(await missing()).toEqual(rest)
})

/** `collector` shows adult titles on AniList, `casual` does not. The list of `casual` leads to one. */
describe('adult titles', () => {
  const cases: readonly (readonly [
    name: string,
    login: string | undefined,
    query: string,
    hidden: number,
  ])[] = [
    ['are hidden without a session', undefined, '', 1],
    ['are shown if the viewer shows them on AniList', 'collector', '', 0],
    ['are hidden if the viewer hides them on AniList', 'casual', '', 1],
    ['are hidden if the query says so', 'collector', '&adult=false', 1],
    ['are shown if the query says so', 'casual', '&adult=true', 0],
  ]
  test.each(cases)('%s', async (_name, login, query, hidden) => {
    const service = await startService()
    const headers = login === undefined ? {} : (await signIn(service, login)).headers
    const url = `/api/v1/scans/casual?relations=SIDE_STORY,PARENT,SPIN_OFF,ALTERNATIVE${query}`
    expect((await service.app.inject({ url, headers })).json().hidden.adult).toBe(hidden)
  })
})
