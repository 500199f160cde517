import { describe, expect, test } from 'vitest'
import { type AddedEntry, addEntries, type Removal, removeEntries } from '../../src/anilist/list-writes.ts'
import type { NewEntry } from '../../src/core/list.ts'
import { type ListSandbox, openList } from './list-sandbox.ts'

const titles = [1, 30, 32]

/** Adds the titles, and returns what was noted about them. */
async function addAll(
  list: ListSandbox,
  ids: readonly number[] = titles,
  entry: NewEntry = { status: 'PLANNING' },
): Promise<AddedEntry[]> {
  const added: AddedEntry[] = []
  await addEntries(
    list.transport,
    ids.map((mediaId) => ({ mediaId })),
    {
      ...entry,
      beforeSend: async () => {},
      onSettled: async (additions) => {
        for (const { outcome, entry } of additions) if (outcome === 'added' && entry) added.push(entry)
      },
      ...list.options,
    },
  )
  list.operations()
  return added
}

async function remove(list: ListSandbox, entries: readonly AddedEntry[]) {
  const removals: Removal[] = []
  const onSettled = async (settled: readonly Removal[]) => {
    removals.push(...settled)
  }
  const failure = await removeEntries(list.transport, entries, { onSettled, ...list.options })
  return {
    failure,
    told: Object.fromEntries(removals.map((one) => [one.mediaId, one.code ?? one.outcome])),
  }
}

test('removes added titles in one request after a check', async () => {
  const list = await openList('newcomer')
  const { failure, told } = await remove(list, await addAll(list))
  expect([failure, told]).toEqual([undefined, { 1: 'removed', 30: 'removed', 32: 'removed' }])
  expect(list.sandbox.list('newcomer')).toEqual([])
  expect(list.operations()).toEqual(['OwnEntries', 'RemoveEntries'])
})

describe('keeps an entry that was changed since', () => {
  const changes: readonly (readonly [story: string, seconds: number, mutation: string])[] = [
    ['begun', 0, 'SaveMediaListEntry(mediaId: 1, status: CURRENT) { id }'],
    ['at the third episode', 0, 'SaveMediaListEntry(mediaId: 1, progress: 3) { id }'],
    ['scored', 0, 'SaveMediaListEntry(mediaId: 1, score: 8) { id }'],
    ['with a note', 0, 'SaveMediaListEntry(mediaId: 1, notes: "with Mum") { id }'],
    ['in a custom list', 0, 'SaveMediaListEntry(mediaId: 1, customLists: ["Favourites"]) { id }'],
    ['hidden', 0, 'SaveMediaListEntry(mediaId: 1, hiddenFromStatusLists: true) { id }'],
    [
      'in a field that is not compared',
      2,
      'SaveMediaListEntry(mediaId: 1, startedAt: { year: 2026 }) { id }',
    ],
  ]
  test.each(changes)('%s', async (_story, seconds, mutation) => {
    const list = await openList('collector')
    const added = await addAll(list, [1, 5])
    await list.clock.advance(seconds * 1000)
    await list.elsewhere(mutation)
    const changed = list.entryOf(1)
    expect((await remove(list, added)).told).toEqual({ 1: 'entry-changed', 5: 'removed' })
    expect([list.entryOf(1), list.entryOf(5)]).toEqual([changed, undefined])
  })

  test('with another score than it was added with', async () => {
    const list = await openList('collector')
    const added = await addAll(list, [1, 5], { status: 'COMPLETED', score: 4 })
    await list.elsewhere('SaveMediaListEntry(mediaId: 1, score: 5) { id }')
    expect((await remove(list, added)).told).toEqual({ 1: 'entry-changed', 5: 'removed' })
    expect(list.entryOf(1)?.score).toBe(100)
  })

  test('by deleting and recreating it', async () => {
    const list = await openList('newcomer')
    const added = await addAll(list, [1])
    await list.elsewhere(`DeleteMediaListEntry(id: ${list.entryOf(1)?.id}) { deleted }`)
    await list.elsewhere('SaveMediaListEntry(mediaId: 1, status: PLANNING) { id }')
    expect((await remove(list, added)).told).toEqual({ 1: 'entry-changed' })
    expect(list.entryOf(1)).toBeDefined()
  })
})

test('counts titles that their owner has already removed as removed', async () => {
  const list = await openList('newcomer')
  const added = await addAll(list)
  await list.elsewhere(`DeleteMediaListEntry(id: ${list.entryOf(1)?.id}) { deleted }`)
  expect((await remove(list, added)).told).toEqual({ 1: 'removed', 30: 'removed', 32: 'removed' })
})

test('checks the list after a lost reply', async () => {
  const list = await openList('newcomer')
  const added = await addAll(list)
  list.sandbox.script(['slow', 'truncated'])
  expect((await remove(list, added)).told).toEqual({ 1: 'removed', 30: 'removed', 32: 'removed' })
  expect(list.operations()).toEqual(['OwnEntries', 'RemoveEntries', 'OwnEntries'])
})

test('removes two hundred titles in one mutation', async () => {
  const list = await openList('newcomer')
  const anime = list.sandbox.catalogue.media.filter(({ type }) => type === 'ANIME')
  const added = await addAll(
    list,
    anime.slice(0, 200).map(({ id }) => id),
  )
  expect(added).toHaveLength(200)
  await remove(list, added)
  expect(list.sandbox.list('newcomer')).toEqual([])
  expect(list.operations()).toEqual(['OwnEntries', 'RemoveEntries'])
})
