import { setTimeout } from 'node:timers/promises'
import type { InjectOptions } from 'fastify'
import { describe, expect, vi } from 'vitest'
import { endSessionsAsOperator } from '../../src/accounts/sessions/sessions.ts'
import type { RateBudget } from '../../src/anilist/budget/rate-budget.ts'
import { type Browser, signIn } from '../http/browser.ts'
import { type Service, startService } from '../http/service.ts'
import { engines, testOn } from '../store/databases.ts'
import { withRedis } from '../support/redis.ts'

/** Requests of every class that wait in the queue. */
function waitingAt({ snapshot }: Pick<RateBudget, 'snapshot'>): number {
  return Object.values(snapshot().waiting).reduce((sum, count) => sum + count, 0)
}

const bearerless = 'AniList was asked without a token'

/** The requests to AniList: the operation name of each that carries a token. */
function watchAniList() {
  const authorized: string[] = []
  let dryAfter: string | undefined
  const fetchWatched: typeof fetch = async (input, init) => {
    init?.signal?.throwIfAborted()
    const operationName = /"operationName":"(\w+)"/.exec(String(init?.body))?.[1] ?? ''
    if (new Headers(init?.headers).has('authorization')) authorized.push(operationName)
    const reply = await fetch(input, init)
    if (operationName !== dryAfter) return reply
    dryAfter = undefined
    const headers = new Headers(reply.headers)
    headers.set('x-ratelimit-remaining', '0')
    return new Response(await reply.arrayBuffer(), { status: reply.status, headers })
  }
  return {
    fetch: fetchWatched,
    authorized,
    /** After the reply to this operation, AniList's rate limit is used up for a minute, so later requests wait in the queue. */
    dryAfter(operation: string) {
      dryAfter = operation
    },
  }
}

/** Two instances on one database, and a person signed in on a device at each. */
async function startPair(databaseUrl: string, redisUrl?: string) {
  const aniList = watchAniList()
  const config = { databaseUrl, redisUrl, instances: 2 }
  const here = await startService({ config, fetch: aniList.fetch })
  const { graphqlUrl, authorizeUrl, tokenUrl } = here.sandbox
  const there = await startService({
    config: { ...config, anilistApiUrl: graphqlUrl, anilistAuthUrl: authorizeUrl, anilistTokenUrl: tokenUrl },
    clock: here.clock,
    fetch: aniList.fetch,
  })
  // With a shared budget, the second sign-in waits for the burst limit, on a clock that stands still.
  const device = await pass(here, signIn(here, 'newcomer'), 20)
  const other = await pass(here, signIn(there, 'newcomer'), 20)
  const anime = here.sandbox.catalogue.media.filter(({ type }) => type === 'ANIME').map(({ id }) => id)
  return { aniList, here, there, device, other, anime }
}
type Pair = Awaited<ReturnType<typeof startPair>>

const add = ({ writeHeaders }: Browser, key: string, mediaIds: readonly number[]): InjectOptions => ({
  ...{ method: 'POST', url: '/api/v1/list', payload: { mediaIds } },
  headers: { ...writeHeaders, 'idempotency-key': key },
})
const undo = ({ writeHeaders: headers }: Browser, additionId: string): InjectOptions => ({
  ...{ method: 'POST', url: '/api/v1/list/undo', payload: { additionId }, headers },
})
const scan = ({ headers }: Browser, accept = 'application/json'): InjectOptions => ({
  ...{ url: '/api/v1/scans/newcomer?fresh=true', headers: { ...headers, accept } },
})

/** Moves the clock on until AniList's rate limit has let the requests through. */
async function pass<T>({ clock }: Service, happened: Promise<T>, stepMs = 1_000): Promise<T> {
  let isOver = false
  void happened.finally(() => {
    isOver = true
  })
  while (!isOver) await Promise.all([clock.advance(stepMs), setTimeout(5)])
  return happened
}

/** Uses the token in every possible way. One addition is half done, and everything else waits for AniList or in the queue. */
async function beginAll({ aniList, here, device, anime }: Pair) {
  const done = await pass(here, here.app.inject(add(device, 'done', anime.slice(0, 1))), 20)
  const { additionId } = done.json()
  aniList.dryAfter('AddEntries')
  const half = here.app.inject(add(device, 'half', anime.slice(0, 60)))
  // The first mutation is done, the second one waits.
  const { budget } = here.services
  while (here.sandbox.list('newcomer').length < 2 || waitingAt(budget) < 1)
    await Promise.all([here.clock.advance(20), setTimeout(5)])
  const replies = Promise.all([
    half,
    here.app.inject(add(device, 'queued', anime.slice(60, 65))),
    here.app.inject(undo(device, additionId)),
    here.app.inject(scan(device)),
    here.app.inject(scan(device, 'text/event-stream')),
  ])
  await vi.waitFor(() => expect(here.services.scanRuns.counts().listeners).toBe(2), 10_000)
  // With Redis, new requests also wait until the queue has been read.
  await vi.waitFor(() => expect(waitingAt(budget)).toBe(2), 10_000)
  return { replies, written: here.sandbox.list('newcomer').length }
}

/** The code at the end of a reply: of the problem, or of the event that reports it. */
function codeOf({ body }: { readonly body: string }): string | undefined {
  return /"code":"([\w-]+)","requestId"/.exec(body)?.[1]
}

/** Ways to end the session, at one of the instances. */
const ways: readonly (readonly [
  story: string,
  end: (at: Service, pair: Pair) => Promise<unknown>,
  code: string,
])[] = [
  [
    'signed out',
    ({ app }, { device: { writeHeaders: headers } }) =>
      app.inject({ method: 'POST', url: '/api/v1/auth/logout', headers }),
    'session-ended',
  ],
  [
    'ended from another device',
    async ({ app }, { device, other: { writeHeaders: headers } }) => {
      const me = await app.inject({ url: '/api/v1/auth/me', headers: device.headers })
      await app.inject({ method: 'DELETE', url: `/api/v1/auth/sessions/${me.json().sessionId}`, headers })
    },
    'session-ended',
  ],
  [
    'ended by deleting the account',
    ({ app }, { other: { writeHeaders: headers } }) =>
      app.inject({ method: 'DELETE', url: '/api/v1/account', headers }),
    'session-ended',
  ],
  [
    'disconnected from AniList',
    ({ app }, { other: { writeHeaders: headers } }) =>
      app.inject({ method: 'DELETE', url: '/api/v1/account/anilist', headers }),
    'anilist-not-connected',
  ],
]

describe.each(engines)('policy: ending a session takes effect immediately on %s', (engine) => {
  const test = testOn(engine)

  describe.each(['here', 'at another instance'] as const)('ended %s', (place) => {
    test.for(ways)('%s', async ([, end, code], { url }) => {
      const pair = await startPair(url)
      const { aniList, here, there } = pair
      const { replies, written } = await beginAll(pair)
      const sent = aniList.authorized.length
      await end(place === 'here' ? here : there, pair)
      if (place !== 'here') await here.clock.advance(1_000)
      const [half, queued, undone, scanned, streamed] = await within(replies)
      expect([queued, undone, scanned, streamed].map(codeOf)).toEqual([code, code, code, code])
      if (code === 'session-ended') expect(codeOf(half)).toBe(code)
      else expect(outcomes(half)).toEqual({ added: written - 1, 'already-listed': 1, [code]: 60 - written })
      await here.clock.advance(300_000)
      expect(aniList.authorized.slice(sent), bearerless).toEqual([])
      expect(waitingAt(here.services.budget)).toBe(0)
    })
  })

  test('ended by an operator, on the command line', async ({ url }) => {
    const pair = await startPair(url)
    const { aniList, here, there } = pair
    const { replies } = await beginAll(pair)
    const sent = aniList.authorized.length
    const { store, accounts } = there.services
    expect(await endSessionsAsOperator({ store, audit: accounts.audit }, 'newcomer')).toBe(2)
    await here.clock.advance(1_000)
    expect((await within(replies)).map(codeOf)).toEqual(Array(5).fill('session-ended'))
    await here.clock.advance(300_000)
    expect(aniList.authorized.slice(sent), bearerless).toEqual([])
  })

  test('ended by reusing a refresh token', async ({ url }) => {
    const pair = await startPair(url)
    const { here, device } = pair
    const { writeHeaders: headers } = device
    const refresh = () => here.app.inject({ method: 'POST', url: '/api/v1/auth/refresh', headers })
    expect((await refresh()).statusCode).toBe(200)
    const { replies } = await beginAll(pair)
    await here.clock.advance(11_000)
    expect((await refresh()).json().code).toBe('refresh-token-reused')
    expect((await within(replies)).map(codeOf)).toEqual(Array(5).fill('session-ended'))
    expect((await refresh()).json().code).toBe('refresh-token-unknown')
  })

  test('does not affect other sessions of the same account', async ({ url }) => {
    const pair = await startPair(url)
    const { here, there, device, other } = pair
    const { replies } = await beginAll(pair)
    const stays = Promise.all([here, there].map(({ app }) => app.inject(scan(other))))
    await here.app.inject({ method: 'POST', url: '/api/v1/auth/logout', headers: device.writeHeaders })
    expect((await within(replies)).map(codeOf)).toEqual(Array(5).fill('session-ended'))
    const replied = await pass(here, stays)
    expect(replied.map(({ statusCode }) => statusCode)).toEqual([200, 200])
  })

  test('leaves additions that can be continued and undone after signing in again', async ({ url }) => {
    const pair = await startPair(url)
    const { here, there, device, anime } = pair
    const { replies, written } = await beginAll(pair)
    await there.app.inject({ method: 'POST', url: '/api/v1/auth/logout', headers: device.writeHeaders })
    await here.clock.advance(1_000)
    await within(replies)
    const back = await pass(here, signIn(here, 'newcomer'))
    const told = await here.app.inject({ url: '/api/v1/list/additions', headers: back.headers })
    const [cutOff] = told.json().additions
    const left = 60 - written
    expect(counted(cutOff.results)).toEqual({
      ...{ added: written - 1, 'already-listed': 1, 'session-ended': left },
    })
    const again = await pass(here, here.app.inject(add(back, 'half', anime.slice(0, 60))))
    expect(outcomes(again)).toEqual({ added: 59, 'already-listed': 1 })
    for (const key of ['half', 'done']) {
      const ids = anime.slice(0, key === 'half' ? 60 : 1)
      const { additionId } = (await pass(here, here.app.inject(add(back, key, ids)))).json()
      await pass(here, here.app.inject(undo(back, additionId)))
    }
    expect(here.sandbox.list('newcomer')).toEqual([])
  })

  test('if instances share Redis too', ({ url }) =>
    withRedis(async (redis) => {
      const pair = await startPair(url, redis.url)
      const { aniList, here, there, device } = pair
      const { replies } = await beginAll(pair)
      const sent = aniList.authorized.length
      await there.app.inject({ method: 'POST', url: '/api/v1/auth/logout', headers: device.writeHeaders })
      await here.clock.advance(1_000)
      expect((await within(replies)).map(codeOf)).toEqual(Array(5).fill('session-ended'))
      expect(aniList.authorized.slice(sent), bearerless).toEqual([])
    }))

  test('also ends a stream that has nothing from a token', async ({ url }) => {
    const pair = await startPair(url)
    const { aniList, here, there, device } = pair
    const { writeHeaders: headers } = device
    await here.app.inject({ method: 'DELETE', url: '/api/v1/account/anilist', headers })
    aniList.dryAfter('UserList')
    await here.app.inject('/api/v1/scans/newcomer')
    const streamed = here.app.inject(scan(device, 'text/event-stream'))
    await vi.waitFor(() => expect(here.services.scanRuns.counts().listeners).toBe(1))
    await there.app.inject({ method: 'POST', url: '/api/v1/auth/logout', headers })
    await here.clock.advance(1_000)
    expect(codeOf(await within(streamed))).toBe('session-ended')
  })
})

/** How many titles had each outcome, or failed for each reason. */
function outcomes(reply: { json(): { results: Results } }): Record<string, number> {
  return counted(reply.json().results)
}

type Results = readonly { readonly outcome: string; readonly code?: string }[]

function counted(results: Results): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { outcome, code = outcome } of results) counts[code] = (counts[code] ?? 0) + 1
  return counts
}

/** Replies that must come although the clock stands still. */
async function within<T>(replies: Promise<T>): Promise<T> {
  let are = 'on their way'
  void replies.then(() => {
    are = 'there'
  })
  await vi.waitFor(() => expect(`the replies are ${are}`).toBe('the replies are there'), 5_000)
  return replies
}
