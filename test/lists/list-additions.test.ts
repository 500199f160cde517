import { setTimeout } from 'node:timers/promises'
import { describe, expect } from 'vitest'
import { exportAdditions } from '../../src/lists/list-additions.ts'
import { deleteAccount } from '../../src/store/accounts.ts'
import { testOnEmpty } from '../accounts/databases.ts'
import { engines } from '../store/databases.ts'
import { type ListWorld, openListWorld, openProcess, words } from './list-world.ts'

const planning = (...mediaIds: number[]) => ({ mediaIds, status: 'PLANNING' }) as const
const completed = 457

describe.each(engines)('adding to a list, with %s', (engine) => {
  const test = testOnEmpty(engine)

  test('returns one result per title, in the order of the request', async ({ store }) => {
    const { additions, owner, entryOf, changed } = await openListWorld(store, 'collector')
    const before = entryOf(completed)
    const { results } = await additions.add(owner, planning(32, completed, 1, 32, 99_999_999))
    expect(results).toEqual([
      {
        mediaId: 32,
        outcome: 'added',
        entry: { status: 'PLANNING', score: 0, progress: 0, private: false },
      },
      {
        mediaId: completed,
        outcome: 'already-listed',
        entry: { status: 'COMPLETED', score: 5, progress: before?.progress, private: false },
      },
      expect.objectContaining({ mediaId: 1, outcome: 'added' }),
      { mediaId: 99_999_999, outcome: 'failed', code: 'media-not-found' },
    ])
    expect(entryOf(completed)).toBe(before)
    expect(changed).toEqual([owner.id])
  })

  test('is not repeated for the same key, and returns the same result', async ({ store }) => {
    const { additions, owner, operations, elsewhere, entryOf } = await openListWorld(store, 'collector')
    const first = await additions.add(owner, { ...planning(1, completed), key: 'k' })
    operations()
    await elsewhere(`DeleteMediaListEntry(id: ${entryOf(1)?.id}) { deleted }`)
    expect(await additions.add(owner, { ...planning(completed, 1), key: 'k' })).toEqual(first)
    expect([operations(), entryOf(1)]).toEqual([['Elsewhere'], undefined])
  })

  test.for([
    ['other titles', { ...planning(1, 5), key: 'k' }],
    ['fewer titles', { ...planning(), key: 'k' }],
    ['another status', { mediaIds: [1], status: 'CURRENT', key: 'k' }],
    ['another score', { ...planning(1), score: 8, key: 'k' }],
  ] as const)('refuses a key that was used for %s', async ([, request], { store }) => {
    const { additions, owner, operations } = await openListWorld(store, 'newcomer')
    await additions.add(owner, { ...planning(1), key: 'k' })
    operations()
    await expect(additions.add(owner, request)).rejects.toMatchObject({ code: 'idempotency-key-reused' })
    expect(operations()).toEqual([])
  })

  test('is carried out once for two concurrent requests with the same key', async ({ store }) => {
    const { additions, owner, operations, leaseClock, list } = await openListWorld(store, 'newcomer')
    const other = openProcess(store, list)
    const request = { ...planning(1, 5, 30), key: 'k' }
    const asked = [additions, additions, other.additions].map((one) => one.add(owner, request))
    const answers = Promise.all(asked)
    let answered = false
    void answers.finally(() => {
      answered = true
    })
    // Either may come first. A request that waits for another process checks every second.
    await Promise.race(asked)
    while (!answered) {
      await Promise.all([leaseClock.advance(1_000), other.leaseClock.advance(1_000), setTimeout(10)])
    }
    const [one, two, three] = await answers
    expect([two, three]).toEqual([one, one])
    expect(operations()).toEqual(['OwnEntries', 'AddEntries'])
  })

  test('writes a title once for concurrent requests without a key', async ({ store }) => {
    const { additions, owner, operations } = await openListWorld(store, 'newcomer')
    const both = await Promise.all([
      additions.add(owner, planning(1)),
      additions.add(owner, { mediaIds: [1], status: 'COMPLETED' }),
    ])
    expect(both.map(({ results }) => results[0]?.outcome)).toEqual(['added', 'already-listed'])
    expect(operations()).toEqual(['OwnEntries', 'AddEntries', 'OwnEntries'])
  })

  test('continues with what is missing after AniList failed midway', async ({ store }) => {
    const world = await openListWorld(store, 'newcomer')
    const { additions, owner, sandbox } = world
    const ids = animeOf(world, 100)
    sandbox.script(['slow', 'slow', 'outage'])
    const first = await additions.add(owner, { ...planning(...ids), key: 'k' })
    const open = first.results.filter(({ outcome }) => outcome === 'failed')
    expect(open.length).toBeGreaterThan(0)
    expect(open.length).toBeLessThan(100)
    expect(new Set(open.map(({ code }) => code))).toEqual(new Set(['anilist-disabled']))
    await world.clock.advance(61_000)
    const second = await additions.add(owner, { ...planning(...ids), key: 'k' })
    expect(second.results.map(({ mediaId, outcome }) => [mediaId, outcome])).toEqual(
      ids.map((id) => [id, 'added']),
    )
    expect(sandbox.list('newcomer')).toHaveLength(100)
  })

  test('fails if AniList fails before anything was done, and can be retried', async ({ store }) => {
    const { additions, owner, sandbox, clock } = await openListWorld(store, 'newcomer')
    sandbox.script(['outage'])
    const request = { ...planning(1), key: 'k' }
    await expect(additions.add(owner, request)).rejects.toMatchObject({ code: 'anilist-disabled' })
    await clock.advance(61_000)
    expect(words((await additions.add(owner, request)).results)).toEqual({ 1: 'added' })
  })

  test('that was interrupted finds what it had sent, and adds only the rest', async ({ store }) => {
    const world = await openListWorld(store, 'newcomer')
    const { additions, owner, turns, list } = world
    const ids = animeOf(world, 60)
    list.onReply = (operationName, reply) => {
      if (operationName === 'AddEntries') turns.stop()
      return reply
    }
    const request = { ...planning(...ids), key: 'k' }
    await expect(additions.add(owner, request)).rejects.toMatchObject({ code: 'list-writes-stopped' })
    const written = world.sandbox.list('newcomer').length
    expect([written > 0, written < 60]).toEqual([true, true])
    list.onReply = (_name, reply) => reply
    const sent: unknown[] = []
    list.onRequest = ({ operationName, variables: { status, ...media } }) => {
      if (operationName === 'AddEntries') sent.push(...Object.values(media))
    }
    const next = openProcess(store, list)
    const { results } = await next.additions.add(owner, request)
    expect(words(results)).toEqual(Object.fromEntries(ids.map((id) => [id, 'added'])))
    expect(sent).toHaveLength(60 - written)
  })

  test('is deleted after seven days', async ({ store }) => {
    const { additions, owner, clock, operations } = await openListWorld(store, 'newcomer')
    const first = await additions.add(owner, { ...planning(1), key: 'k' })
    await clock.advance(7 * 86_400_000)
    expect(await additions.add(owner, { ...planning(1), key: 'k' })).toEqual(first)
    await clock.advance(1)
    operations()
    const again = await additions.add(owner, { ...planning(1), key: 'k' })
    expect([words(again.results), operations()]).toEqual([{ 1: 'already-listed' }, ['OwnEntries']])
  })

  test('keeps what the entries say besides their status, to continue and undo with it', async ({ store }) => {
    const world = await openListWorld(store, 'collector')
    const { additions, owner, entryOf, list, sandbox, clock } = world
    const details = { score: 4, completedOn: '2026-11-24' } as const
    list.onReply = (operationName, reply) => {
      if (operationName !== 'AddEntries') return reply
      sandbox.script(['outage'])
      throw new TypeError('fetch failed')
    }
    const request = { mediaIds: [1], status: 'COMPLETED', ...details, key: 'k' } as const
    await expect(additions.add(owner, request)).rejects.toMatchObject({ code: 'anilist-disabled' })
    expect(entryOf(1)).toMatchObject({ status: 'COMPLETED', score: 80 })
    list.onReply = (_name, reply) => reply
    await clock.advance(61_000)
    const [kept] = await additions.recent(owner.id)
    expect(kept).toMatchObject({ status: 'COMPLETED', ...details })
    expect(words(await additions.undo(owner, kept?.additionId ?? ''))).toEqual({ 1: 'removed' })
    expect(entryOf(1)).toBeUndefined()
  })

  test('is exported, and deleted with the account', async ({ store }) => {
    const { additions, owner, clock } = await openListWorld(store, 'newcomer')
    const { additionId, results } = await additions.add(owner, { ...planning(1), key: 'secret key' })
    const createdAt = new Date(clock.now()).toISOString()
    const exported = await exportAdditions(store, owner.id)
    expect(exported).toEqual([{ id: additionId, status: 'PLANNING', createdAt, titles: results }])
    await deleteAccount(store.db, owner.id)
    expect(await exportAdditions(store, owner.id)).toEqual([])
    await expect(additions.add(owner, planning(1))).rejects.toMatchObject({ code: 'account-deleted' })
  })
})

describe.each(engines)('undoing, with %s', (engine) => {
  const test = testOnEmpty(engine)

  test('removes what was added, and reports every title', async ({ store }) => {
    const world = await openListWorld(store, 'collector')
    const { additions, owner, entryOf, elsewhere } = world
    const before = entryOf(completed)
    const { additionId } = await additions.add(owner, planning(1, 5, 32, completed, 99_999_999))
    await elsewhere('SaveMediaListEntry(mediaId: 5, status: CURRENT, progress: 1) { id }')
    const results = await additions.undo(owner, additionId)
    expect(words(results)).toEqual({
      1: 'removed',
      5: 'entry-changed',
      32: 'removed',
      [completed]: 'untouched',
    })
    expect([entryOf(1), entryOf(5)?.status, entryOf(32)]).toEqual([undefined, 'CURRENT', undefined])
    expect(entryOf(completed)).toBe(before)
  })

  test('a second time changes nothing more', async ({ store }) => {
    const { additions, owner, elsewhere, entryOf, operations } = await openListWorld(store, 'newcomer')
    const request = { ...planning(1), key: 'k' }
    const added = await additions.add(owner, request)
    const undone = await additions.undo(owner, added.additionId)
    await elsewhere('SaveMediaListEntry(mediaId: 1, status: PLANNING) { id }')
    operations()
    expect(await additions.undo(owner, added.additionId)).toEqual(undone)
    expect(await additions.add(owner, request)).toEqual(added)
    expect([entryOf(1)?.status, operations()]).toEqual(['PLANNING', []])
  })

  test('continues after AniList failed midway', async ({ store }) => {
    const { additions, owner, sandbox, clock } = await openListWorld(store, 'newcomer')
    const { additionId } = await additions.add(owner, planning(1, 5))
    sandbox.script(['slow', 'outage'])
    await expect(additions.undo(owner, additionId)).rejects.toMatchObject({ code: 'anilist-disabled' })
    await clock.advance(61_000)
    expect(words(await additions.undo(owner, additionId))).toEqual({ 1: 'removed', 5: 'removed' })
    expect(sandbox.list('newcomer')).toEqual([])
  })

  test('finds what was sent without a reply, and adds nothing afterwards', async ({ store }) => {
    const world = await openListWorld(store, 'newcomer')
    const { additions, owner, sandbox, clock, list } = world
    const ids = animeOf(world, 100)
    // The first mutation succeeds. The second one is carried out too, but its reply is lost, and AniList becomes unavailable.
    list.onReply = (operationName, reply) => {
      if (operationName === 'AddEntries' && sandbox.list('newcomer').length > 50) {
        sandbox.script(['outage'])
        throw new TypeError('fetch failed')
      }
      return reply
    }
    const request = { ...planning(...ids), key: 'k' }
    const { additionId, results } = await additions.add(owner, request)
    const known = results.filter(({ outcome }) => outcome === 'added').length
    const written = sandbox.list('newcomer').length
    expect([known < written, written < 100]).toEqual([true, true])
    list.onReply = (_name, reply) => reply
    await clock.advance(61_000)
    const undone = await additions.undo(owner, additionId)
    expect(undone.filter(({ outcome }) => outcome === 'removed')).toHaveLength(written)
    expect(undone.filter(({ outcome }) => outcome === 'untouched')).toHaveLength(100 - written)
    const again = await additions.add(owner, request)
    expect(again.results.filter(({ code }) => code === 'anilist-disabled')).toHaveLength(100 - written)
    expect(sandbox.list('newcomer')).toEqual([])
  })

  test('refuses the additions of others', async ({ store }) => {
    const { additions, owner } = await openListWorld(store, 'newcomer')
    const other = await openListWorld(store, 'casual')
    const { additionId } = await additions.add(owner, planning(1))
    const undoing = other.additions.undo(other.owner, additionId)
    await expect(undoing).rejects.toMatchObject({ code: 'addition-not-found' })
  })
})

function animeOf({ sandbox }: ListWorld, count: number): number[] {
  const anime = sandbox.catalogue.media.filter(({ type }) => type === 'ANIME')
  return anime.slice(0, count).map(({ id }) => id)
}
