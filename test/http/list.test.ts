import { describe, expect, test } from 'vitest'
import { signIn } from './browser.ts'
import { type Service, type ServiceOptions, startService } from './service.ts'

const completed = 457

async function startSignedIn(login = 'collector', options: ServiceOptions = {}) {
  const service = await startService(options)
  const browser = await signIn(service, login)
  const entryOf = (mediaId: number) => service.sandbox.list(login).find((entry) => entry.mediaId === mediaId)
  return { ...service, browser, login, entryOf, ...asking(service, browser.writeHeaders) }
}

function asking({ app }: Service, headers: Readonly<Record<string, string>>) {
  const ask = (method: 'POST' | 'PATCH', url: string, payload: object, more: Record<string, string> = {}) =>
    app.inject({ method, url, payload, headers: { ...headers, ...more } })
  return {
    add: (payload: object, key?: string) =>
      ask('POST', '/api/v1/list', payload, key === undefined ? {} : { 'idempotency-key': key }),
    undo: (additionId: string) => ask('POST', '/api/v1/list/undo', { additionId }),
    update: (payload: object) => ask('PATCH', '/api/v1/list', payload),
  }
}

describe('adding', () => {
  test('adds missing titles as planned, and leaves entries that exist', async () => {
    const { add, entryOf } = await startSignedIn()
    const before = entryOf(completed)
    const reply = await add({ mediaIds: [1, completed, 99_999_999] })
    expect(reply.statusCode).toBe(200)
    expect(reply.headers['cache-control']).toBe('no-store')
    expect(reply.json()).toEqual({
      additionId: expect.stringMatching(/^[\w-]{16}$/),
      results: [
        {
          mediaId: 1,
          outcome: 'added',
          entry: { status: 'PLANNING', score: 0, progress: 0, private: false },
        },
        {
          mediaId: completed,
          outcome: 'already-listed',
          entry: { status: 'COMPLETED', score: 5, progress: before?.progress, private: false },
        },
        { mediaId: 99_999_999, outcome: 'failed', code: 'media-not-found' },
      ],
    })
    expect(entryOf(1)?.status).toBe('PLANNING')
    expect(entryOf(completed)).toBe(before)
  })

  test('accepts another status', async () => {
    const { add, entryOf } = await startSignedIn()
    await add({ mediaIds: [1], status: 'CURRENT' })
    expect(entryOf(1)?.status).toBe('CURRENT')
  })

  test('accepts a score and the day of completion, and affects the next scan', async () => {
    const { app, add, browser } = await startSignedIn('casual')
    const scan = async () =>
      (await app.inject({ url: '/api/v1/scans/casual', headers: browser.headers })).json()
    const before = await scan()
    const mediaId: number = before.missing[0].media.id
    const reply = await add({ mediaIds: [mediaId], status: 'COMPLETED', score: 8, completedOn: '2026-11-24' })
    expect(reply.json().results[0]).toMatchObject({
      outcome: 'added',
      entry: { status: 'COMPLETED', score: 8 },
    })
    expect((await scan()).list.watched).toBe(before.list.watched + 1)
  })

  test('passes on the idempotency key', async () => {
    const { add } = await startSignedIn()
    await add({ mediaIds: [1] }, 'a-key')
    const other = await add({ mediaIds: [5] }, 'a-key')
    expect([other.statusCode, other.json().code]).toEqual([422, 'idempotency-key-reused'])
  })

  test('affects the next scan', async () => {
    const { app, add, browser } = await startSignedIn('casual')
    const scan = async () =>
      (await app.inject({ url: '/api/v1/scans/casual', headers: browser.headers })).json()
    const before = await scan()
    const ids: number[] = before.missing.map(({ media }: { media: { id: number } }) => media.id)
    await add({ mediaIds: ids.slice(0, 3) })
    const after = await scan()
    expect(after.list.planned).toBe(before.list.planned + 3)
    expect(after.missing).toHaveLength(before.missing.length - 3)
  })

  test('returns an error with Retry-After when AniList is unavailable', async () => {
    const { add, sandbox } = await startSignedIn()
    sandbox.script(['outage'])
    const reply = await add({ mediaIds: [1] })
    expect([reply.statusCode, reply.json().code]).toEqual([503, 'anilist-disabled'])
  })

  test('returns an error when AniList refuses the token, and deletes the token', async () => {
    let dead = false
    const { add, services, sandbox } = await startSignedIn('collector', {
      fetch: async (input, init) => (dead ? invalidToken() : fetch(input, init)),
    })
    dead = true
    const reply = await add({ mediaIds: [1] }, 'a-key')
    expect([reply.statusCode, reply.json().code]).toEqual([409, 'anilist-not-connected'])
    expect(await services.store.db.selectFrom('anilistToken').selectAll().execute()).toEqual([])
    dead = false
    expect((await add({ mediaIds: [1] }, 'a-key')).json().code).toBe('anilist-not-connected')
    expect(sandbox.list('collector').some(({ mediaId }) => mediaId === 1)).toBe(false)
  })
})

/** AniList's reply to a revoked token. */
function invalidToken(): Response {
  return Response.json({ data: null, errors: [{ message: 'Invalid token', status: 400 }] }, { status: 400 })
}

describe('undoing', () => {
  test('removes what was added', async () => {
    const { add, undo, entryOf } = await startSignedIn()
    const { additionId } = (await add({ mediaIds: [1, completed] })).json()
    const reply = await undo(additionId)
    expect([reply.statusCode, reply.json()]).toEqual([
      200,
      {
        results: [
          { mediaId: 1, outcome: 'removed' },
          { mediaId: completed, outcome: 'untouched' },
        ],
      },
    ])
    expect([entryOf(1), entryOf(completed)?.status]).toEqual([undefined, 'COMPLETED'])
  })
})

describe('updating', () => {
  test('moves an entry on', async () => {
    const { update, entryOf } = await startSignedIn()
    const reply = await update({ mediaId: 10379, status: 'CURRENT', progress: 6 })
    expect([reply.statusCode, reply.json()]).toEqual([
      200,
      {
        mediaId: 10379,
        outcome: 'updated',
        entry: { status: 'CURRENT', score: 0, progress: 6, private: false },
      },
    ])
    expect(entryOf(10379)).toMatchObject({ status: 'CURRENT', progress: 6 })
  })

  const refusals: readonly (readonly [story: string, payload: object, status: number, code: string])[] = [
    ['back to planned', { mediaId: 10379, status: 'PLANNING' }, 409, 'entry-would-be-lowered'],
    ['beyond the last episode', { mediaId: 10379, progress: 5000 }, 409, 'progress-beyond-end'],
    ['if its title is not on the list', { mediaId: 1, status: 'CURRENT' }, 404, 'entry-not-listed'],
  ]
  test.each(refusals)('refuses to change an entry %s', async (_story, payload, status, code) => {
    const { update, sandbox, login } = await startSignedIn()
    const before = sandbox.list(login)
    const reply = await update(payload)
    expect([reply.statusCode, reply.json().code]).toEqual([status, code])
    expect(sandbox.list(login)).toEqual(before)
  })

  test('says that a change which AniList refuses has to be made on AniList', async () => {
    const { update, sandbox, login } = await startSignedIn()
    const before = sandbox.list(login)
    sandbox.script(['slow', 'bad-request'])
    const reply = await update({ mediaId: 10379, progress: 6 })
    expect([reply.statusCode, reply.json().code]).toEqual([502, 'anilist-bad-request'])
    expect(reply.json().detail).toMatch(/Make the change on AniList/)
    expect(sandbox.list(login)).toEqual(before)
  })
})

describe('refuses', () => {
  const bad: readonly (readonly [story: string, payload: object])[] = [
    ['no titles', { mediaIds: [] }],
    ['too many titles', { mediaIds: Array.from({ length: 501 }, (_, n) => n + 1) }],
    ['a title that is not a number', { mediaIds: ['1'] }],
    ['a fractional title', { mediaIds: [1.5] }],
    ['a number too large for AniList', { mediaIds: [2 ** 31] }],
    ['an unknown status', { mediaIds: [1], status: 'WATCHED' }],
    ['an unknown field', { mediaIds: [1], private: true }],
    ['a score of 0', { mediaIds: [1], status: 'COMPLETED', score: 0 }],
    ['a score for a planned title', { mediaIds: [1], score: 8 }],
    ['progress in a completed title', { mediaIds: [1], status: 'COMPLETED', progress: 3 }],
    ['no such day', { mediaIds: [1], status: 'COMPLETED', completedOn: '2026-02-30' }],
    ['a completion day for a planned title', { mediaIds: [1], completedOn: '2026-11-24' }],
    ['a list', [1]],
  ]
  test.each(bad)('%s', async (_story, payload) => {
    const { add, sandbox } = await startSignedIn()
    const requests = sandbox.requests.length
    const reply = await add(payload)
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'request-invalid'])
    expect(sandbox.requests).toHaveLength(requests)
  })

  test.each(['', 'a b', 'ü', 'x'.repeat(129)])('the key "%s"', async (key) => {
    const { add } = await startSignedIn()
    const reply = await add({ mediaIds: [1] }, key)
    expect([reply.statusCode, reply.json().code]).toEqual([400, 'request-invalid'])
  })

  test.each<['POST' | 'PATCH', string, object]>([
    ['POST', '/api/v1/list', { mediaIds: [1] }],
    ['POST', '/api/v1/list/undo', { additionId: 'A'.repeat(16) }],
    ['PATCH', '/api/v1/list', { mediaId: 1, status: 'CURRENT' }],
  ])('%s %s without a session, and without the CSRF token', async (method, url, payload) => {
    const { app, browser, sandbox } = await startSignedIn()
    const requests = sandbox.requests.length
    const anyone = await app.inject({ method, url, payload })
    expect([anyone.statusCode, anyone.json().code]).toEqual([401, 'sign-in-required'])
    const headers = { ...browser.headers, 'sec-fetch-site': 'same-origin' }
    const forged = await app.inject({ method, url, payload, headers })
    expect([forged.statusCode, forged.json().code]).toEqual([403, 'csrf-token-invalid'])
    expect(sandbox.requests).toHaveLength(requests)
  })
})
