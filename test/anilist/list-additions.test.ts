import { describe, expect, test } from 'vitest'
import { type Addition, type AddOptions, addEntries } from '../../src/anilist/list-writes.ts'
import { readTokenOwner } from '../../src/anilist/token-owner.ts'
import type { NewEntry } from '../../src/core/list.ts'
import type { FaultKind } from '../../src/sandbox/fault.ts'
import type { Sandbox } from '../../src/sandbox/server.ts'
import type { SandboxEntry } from '../../src/sandbox/user-list.ts'
import { type ListSandbox, openList } from './list-sandbox.ts'

const evangelion = 30
const manga = 30698
const film = 32
const completed = 457
const nothing = 99_999_999

/** Adds titles, recording every outcome and what was noted before each mutation. */
async function add(
  list: ListSandbox,
  ids: readonly number[],
  options: Partial<AddOptions> & { readonly sentAt?: number } = {},
) {
  const outcomes = new Map<number, Addition>()
  const noted: number[] = []
  const titles = ids.map((mediaId) => ({ mediaId, sentAt: options.sentAt }))
  const failure = await addEntries(list.transport, titles, {
    status: 'PLANNING',
    beforeSend: async (mediaIds) => {
      noted.push(...mediaIds)
    },
    onSettled: async (additions) => {
      for (const one of additions) outcomes.set(one.mediaId, one)
    },
    ...list.options,
    ...options,
  })
  const told = Object.fromEntries([...outcomes.values()].map((one) => [one.mediaId, one.code ?? one.outcome]))
  return { failure, outcomes, noted, told }
}

/** No mutation may name a title that is on the list when it is sent: it would be overwritten. */
function forbidOverwriting(list: ListSandbox): { readonly offences: number[] } {
  const offences: number[] = []
  list.onRequest = ({ operationName, variables }) => {
    if (operationName !== 'AddEntries') return
    for (const [name, id] of Object.entries(variables))
      if (name.startsWith('mediaId') && list.entryOf(Number(id))) offences.push(Number(id))
  }
  return { offences }
}

/** Anime in the sandbox, in the order of their IDs. */
function anime({ catalogue }: Sandbox, count: number): number[] {
  const ids = catalogue.media.filter(({ type }) => type === 'ANIME').map(({ id }) => id)
  return ids.sort((a, b) => a - b).slice(0, count)
}

describe('reports a title that is already on the list, and does not change it', () => {
  const cases: readonly (readonly [story: string, mediaId: number, expected: Partial<SandboxEntry>])[] = [
    ['completed and scored', 457, { status: 'COMPLETED', score: 100 }],
    ['hidden from status lists', 530, { status: 'COMPLETED', hiddenFromStatusLists: true }],
    ['hidden and planned', 532, { status: 'PLANNING', hiddenFromStatusLists: true }],
    ['private', 20594, { status: 'COMPLETED', private: true }],
    ['private, and in a custom list', 900001, { private: true, customLists: ['Guilty pleasures'] }],
    ['paused halfway', 10379, { status: 'PAUSED', progress: 5 }],
  ]
  test.each(cases)('%s', async (_story, mediaId, expected) => {
    const list = await openList('collector')
    const before = list.entryOf(mediaId)
    expect(before).toMatchObject(expected)
    const { outcomes, noted } = await add(list, [mediaId, evangelion])
    expect(list.entryOf(mediaId)).toBe(before)
    expect(outcomes.get(mediaId)).toMatchObject({
      outcome: 'already-listed',
      entry: { status: before?.status, progress: before?.progress, private: before?.private },
    })
    expect(outcomes.get(evangelion)?.outcome).toBe('added')
    expect(noted).toEqual([evangelion])
  })
})

test('adds new titles with the requested status', async () => {
  const list = await openList('newcomer')
  const { failure, told, outcomes } = await add(list, [1, evangelion], { status: 'CURRENT' })
  expect([failure, told]).toEqual([undefined, { 1: 'added', [evangelion]: 'added' }])
  expect(list.entryOf(1)).toMatchObject({ status: 'CURRENT', progress: 0 })
  expect(outcomes.get(1)?.entry).toMatchObject({ id: list.entryOf(1)?.id, status: 'CURRENT' })
  expect(list.operations()).toEqual(['OwnEntries', 'AddEntries'])
})

test('adds a completed title with its episodes, a score and the day', async () => {
  const list = await openList('collector')
  const wanted = { status: 'COMPLETED', score: 4, completedOn: '2026-11-24' } as const
  const { told, outcomes } = await add(list, [1, completed], wanted)
  expect(told).toEqual({ 1: 'added', [completed]: 'already-listed' })
  expect(list.entryOf(1)).toMatchObject({
    ...{ status: 'COMPLETED', score: 80, progress: 26 },
    completedAt: { year: 2026, month: 11, day: 24 },
  })
  expect(outcomes.get(1)?.entry).toMatchObject({ score: 4, progress: 26 })
})

test('adds a title that is being watched with progress, up to its last episode', async () => {
  const list = await openList('newcomer')
  const { told } = await add(list, [1, film], { status: 'CURRENT', progress: 3 })
  expect(told).toEqual({ 1: 'added', [film]: 'progress-beyond-end' })
  expect([list.entryOf(1)?.progress, list.entryOf(film)]).toEqual([3, undefined])
})

test('does not send titles that AniList does not have, or that are not anime', async () => {
  const list = await openList('newcomer')
  const { told, noted } = await add(list, [nothing, manga, 1])
  expect(told).toEqual({ [nothing]: 'media-not-found', [manga]: 'media-not-anime', 1: 'added' })
  expect(noted).toEqual([1])
})

test("adds two hundred titles with few requests, each within AniList's complexity limit", async () => {
  const list = await openList('casual')
  const ids = anime(list.sandbox, 200)
  const listed = ids.filter((id) => list.entryOf(id))
  const { offences } = forbidOverwriting(list)
  const { told } = await add(list, ids)
  expect(Object.values(told).filter((outcome) => outcome === 'already-listed')).toHaveLength(listed.length)
  expect(Object.values(told).filter((outcome) => outcome === 'added')).toHaveLength(200 - listed.length)
  expect(ids.every((id) => list.entryOf(id))).toBe(true)
  expect(offences).toEqual([])
  const complexities = list.sandbox.requests.map(({ complexity }) => complexity ?? Infinity)
  expect(Math.max(...complexities)).toBeLessThanOrEqual(500)
  expect(complexities.length).toBeLessThanOrEqual(6)
})

describe('checks the list after a lost reply before sending anything again', () => {
  const lost: readonly (readonly [story: string, faults: readonly FaultKind[], written: boolean])[] = [
    ['cut off, after the write', ['truncated'], true],
    ['garbled, after the write', ['wrong-types'], true],
    ['with an error next to the data', ['errors-beside-data'], true],
    ['not written: the server failed', ['server-error'], false],
    ['not written: a proxy failed', ['bad-gateway', 'empty'], false],
    ['not written: the connection broke', ['reset', 'reset', 'reset'], false],
  ]
  test.each(lost)('%s', async (_story, faults, written) => {
    const list = await openList('newcomer')
    const { offences } = forbidOverwriting(list)
    // `slow` without a delay is a correct reply, here to every check.
    list.sandbox.script(faults.flatMap((fault): FaultKind[] => ['slow', fault]))
    const { failure, told } = await add(list, [1, evangelion])
    expect([failure, told, offences]).toEqual([undefined, { 1: 'added', [evangelion]: 'added' }, []])
    const again = faults.flatMap(() => ['OwnEntries', 'AddEntries'])
    expect(list.operations()).toEqual([...again, 'OwnEntries', ...(written ? [] : ['AddEntries'])])
  })

  const watched: readonly (readonly [story: string, wanted: NewEntry])[] = [
    ['completed', { status: 'COMPLETED', score: 5, completedOn: '2026-11-24' }],
    ['watching', { status: 'CURRENT', progress: 1 }],
  ]
  test.each(watched)('and recognizes what it wrote: %s', async (_story, wanted) => {
    const list = await openList('collector')
    list.sandbox.script(['slow', 'truncated'])
    const { told } = await add(list, [1, evangelion], wanted)
    expect(told).toEqual({ 1: 'added', [evangelion]: 'added' })
    expect(list.operations()).toEqual(['OwnEntries', 'AddEntries', 'OwnEntries'])
  })

  test('and keeps an entry that was created elsewhere in the meantime', async () => {
    const list = await openList('newcomer')
    const { offences } = forbidOverwriting(list)
    list.onReply = async (operationName, reply) => {
      if (operationName !== 'AddEntries') return reply
      await list.clock.advance(200_000)
      await list.elsewhere('SaveMediaListEntry(mediaId: 1, status: COMPLETED, progress: 26) { id }')
      throw new TypeError('fetch failed')
    }
    list.sandbox.script(['slow', 'server-error'])
    const { outcomes } = await add(list, [1])
    expect(outcomes.get(1)).toMatchObject({ outcome: 'already-listed', entry: { status: 'COMPLETED' } })
    expect([list.entryOf(1)?.status, offences]).toEqual(['COMPLETED', []])
  })
})

describe('a check is valid for seconds only', () => {
  test('checks the list again if replies take too long', async () => {
    const list = await openList('newcomer')
    list.onReply = async (operationName, reply) => {
      if (operationName !== 'OwnEntries') return reply
      list.onReply = (_name, later) => later
      await list.clock.advance(11_000)
      await list.elsewhere('SaveMediaListEntry(mediaId: 1, status: COMPLETED) { id }')
      return reply
    }
    const { told } = await add(list, [1])
    expect([told, list.entryOf(1)?.status]).toEqual([{ 1: 'already-listed' }, 'COMPLETED'])
  })

  test('does not send a mutation that had to wait in the queue', async () => {
    const list = await openList('newcomer')
    const before = list.clock.now()
    list.onReply = async (operationName, reply) => {
      if (operationName !== 'OwnEntries') return reply
      list.onReply = (_name, later) => later
      list.budget.learn({ status: 429, headers: new Headers({ 'retry-after': '20' }) })
      await list.elsewhere('SaveMediaListEntry(mediaId: 1, status: COMPLETED) { id }')
      return reply
    }
    const { told } = await add(list, [1])
    expect([told, list.entryOf(1)?.status]).toEqual([{ 1: 'already-listed' }, 'COMPLETED'])
    expect(list.clock.now() - before).toBeGreaterThan(20_000)
    expect(list.operations()).not.toContain('AddEntries')
  })

  test('unless every request has to wait: then the last check is used', async () => {
    const list = await openList('newcomer', { limit: 1 })
    const { told } = await add(list, [1])
    expect(told).toEqual({ 1: 'added' })
  })
})

test('signing in and adding have a reserved part of the rate limit', async () => {
  const list = await openList('newcomer')
  const scans = Array.from({ length: 40 }, async () => (await list.budget.acquire('interactive')).release())
  await list.clock.advance(58_000)
  const before = list.clock.now()
  await readTokenOwner(list.transport, list.options.token as string)
  const { told } = await add(list, [1], { caller: 'account:ada' })
  expect(told).toEqual({ 1: 'added' })
  expect(list.clock.now() - before).toBeLessThan(3_000)
  expect(list.budget.snapshot().waiting.interactive).toBeGreaterThan(0)
  await Promise.all(scans)
})

test('continues after a 429 when AniList allows it, and checks again first', async () => {
  const list = await openList('newcomer', { limit: 10, burst: 1000 })
  const { offences } = forbidOverwriting(list)
  const check = list.onRequest
  // Another program of the same person uses up the rate limit just before the first mutation.
  list.onRequest = async (request) => {
    await check(request)
    if (request.operationName !== 'AddEntries') return
    list.onRequest = check
    for (let n = 0; n < 9; n++) await list.elsewhere('DeleteMediaListEntry(id: 1) { deleted }')
  }
  const before = list.clock.now()
  const ids = anime(list.sandbox, 30)
  const { failure, told } = await add(list, ids)
  expect(failure).toBeUndefined()
  expect(list.operations().filter((name) => name !== 'Elsewhere')).toEqual([
    ...['OwnEntries', 'AddEntries'],
    ...['OwnEntries', 'AddEntries'],
  ])
  expect(new Set(Object.values(told))).toEqual(new Set(['added']))
  expect(list.clock.now() - before).toBeGreaterThan(60_000)
  expect(list.sandbox.requests.some(({ status }) => status === 429)).toBe(true)
  expect(offences).toEqual([])
})

test('a title that only the mutation refuses fails alone', async () => {
  const list = await openList('newcomer')
  // A check that returns a title which the mutation does not know, as if it was deleted in between.
  list.onReply = async (operationName, reply) => {
    if (operationName !== 'OwnEntries') return reply
    const body = JSON.parse(await reply.text())
    body.data.page0.media.push({ id: nothing, type: 'ANIME', episodes: null, mediaListEntry: null })
    return new Response(JSON.stringify(body), reply)
  }
  const ids = anime(list.sandbox, 30)
  const { failure, told } = await add(list, [...ids.slice(0, 7), nothing, ...ids.slice(7)])
  expect(failure).toBeUndefined()
  expect(told).toEqual({
    ...Object.fromEntries(ids.map((id) => [id, 'added'])),
    [nothing]: 'anilist-bad-request',
  })
  expect(ids.every((id) => list.entryOf(id))).toBe(true)
})

describe('detects a change elsewhere between the check and the write', () => {
  const races: readonly (readonly [story: string, seconds: number, entry: string])[] = [
    ['by the contents of the entry', 0, 'progress: 3'],
    ['by its score', 0, 'score: 3'],
    ['by its age', 3, 'progress: 0'],
  ]
  test.each(races)('%s', async (_story, seconds, entry) => {
    const list = await openList('newcomer')
    list.onRequest = async ({ operationName }) => {
      if (operationName !== 'AddEntries') return
      await list.elsewhere(`SaveMediaListEntry(mediaId: 1, status: CURRENT, ${entry}) { id }`)
      await list.clock.advance(seconds * 1000)
    }
    const { outcomes } = await add(list, [1, evangelion])
    expect(outcomes.get(1)).toMatchObject({ outcome: 'failed', code: 'entry-made-elsewhere' })
    expect(outcomes.get(evangelion)?.outcome).toBe('added')
  })
})

describe('what stops an addition', () => {
  test('an invalid token: writes nothing, and says so', async () => {
    const list = await openList('newcomer')
    const options = { token: `${list.options.token}x` }
    await expect(add(list, [1], options)).rejects.toMatchObject({ code: 'anilist-invalid-token' })
    expect(list.operations()).toEqual(['OwnEntries'])
  })

  test("someone else's token: writes nothing", async () => {
    const list = await openList('newcomer')
    const { failure } = await add(list, [1], { token: list.sandbox.tokenFor('casual') })
    expect(failure).toMatchObject({ code: 'anilist-bad-reply' })
    expect(new Set(list.operations())).toEqual(new Set(['OwnEntries']))
  })

  test('an outage midway: reports what was added, and leaves the rest', async () => {
    const list = await openList('newcomer')
    const ids = anime(list.sandbox, 100)
    list.sandbox.script(['slow', 'slow', 'outage'])
    const { failure, outcomes } = await add(list, ids)
    expect(failure).toMatchObject({ code: 'anilist-disabled' })
    const added = ids.filter((id) => list.entryOf(id))
    expect(added.length).toBeGreaterThan(0)
    expect(added.length).toBeLessThan(100)
    expect([...outcomes.keys()].sort((a, b) => a - b)).toEqual(added)
  })

  test('a server that keeps failing', async () => {
    const list = await openList('newcomer')
    list.sandbox.script(Array<FaultKind>(40).fill('bad-gateway'))
    const { failure, outcomes } = await add(list, [1])
    expect([failure?.code, outcomes.size]).toEqual(['anilist-server-error', 0])
  })

  test('an abort: rejects with its reason, and the next attempt finds what was written', async () => {
    const list = await openList('newcomer')
    const stop = new AbortController()
    const { offences } = forbidOverwriting(list)
    let sentAt = 0
    list.onReply = (operationName, reply) => {
      if (operationName === 'AddEntries') stop.abort(new Error('the server stops'))
      return reply
    }
    const cut = add(list, [1], {
      signal: stop.signal,
      beforeSend: async (_ids, at) => {
        sentAt = at
      },
    })
    await expect(cut).rejects.toThrow('the server stops')
    list.onReply = (_name, reply) => reply
    expect((await add(list, [1], { sentAt })).told).toEqual({ 1: 'added' })
    expect((await add(list, [1])).told).toEqual({ 1: 'already-listed' })
    expect(offences).toEqual([])
  })
})

test('does not take an entry created today for one sent a day ago', async () => {
  const list = await openList('newcomer')
  await list.elsewhere('SaveMediaListEntry(mediaId: 1, status: PLANNING) { id }')
  const { told } = await add(list, [1], { sentAt: list.clock.now() - 86_400_000 })
  expect(told).toEqual({ 1: 'already-listed' })
})

test.each([1, 2, 3, 4, 5, 6])('writes nothing twice when every fifth request fails (%i)', async (seed) => {
  const list = await openList('casual', { faults: 0.2, seed })
  const ids = anime(list.sandbox, 120)
  const before = new Map(ids.map((id) => [id, list.entryOf(id)]))
  const { offences } = forbidOverwriting(list)
  const { told, outcomes } = await add(list, ids)
  expect(offences).toEqual([])
  for (const id of ids) {
    if (before.get(id)) expect(list.entryOf(id)).toBe(before.get(id))
    if (told[id] === 'added') expect(list.entryOf(id)).toMatchObject({ status: 'PLANNING' })
  }
  expect([...outcomes.values()].filter(({ outcome }) => outcome === 'failed')).toEqual([])
})
