import { describe, expect, test } from 'vitest'
import { type EntryChange, updateEntry } from '../../src/anilist/entry-update.ts'
import { openList } from './list-sandbox.ts'

/** Entries of `casual`. */
const planned = 98444
const watching = 101348 // 9 of 24
const paused = 20594
const dropped = 104276
const completed = 1575
const repeating = 269

describe('an entry goes', () => {
  const cases: readonly (readonly [story: string, mediaId: number, change: EntryChange, outcome: string])[] =
    [
      ['from planned to watching', planned, { status: 'CURRENT' }, 'updated'],
      ['from planned to completed', planned, { status: 'COMPLETED', progress: 12 }, 'updated'],
      ['from watching to paused', watching, { status: 'PAUSED' }, 'updated'],
      ['from watching to completed', watching, { status: 'COMPLETED' }, 'updated'],
      ['from paused to watching', paused, { status: 'CURRENT' }, 'updated'],
      ['from dropped to watching', dropped, { status: 'CURRENT' }, 'updated'],
      ['one episode further', watching, { progress: 10 }, 'updated'],
      ['to the last episode of a rewatch', repeating, { progress: 366 }, 'unchanged'],
      ['where it is', watching, { status: 'CURRENT', progress: 9 }, 'unchanged'],
      ['not back to planned', watching, { status: 'PLANNING' }, 'entry-would-be-lowered'],
      ['not back to planned from dropped', dropped, { status: 'PLANNING' }, 'entry-would-be-lowered'],
      ['not away from completed', completed, { status: 'CURRENT' }, 'entry-would-be-lowered'],
      ['not out of a rewatch', repeating, { status: 'COMPLETED' }, 'entry-would-be-lowered'],
      ['not an episode back', watching, { progress: 8 }, 'entry-would-be-lowered'],
      [
        'not up in status and back in progress',
        watching,
        { status: 'COMPLETED', progress: 1 },
        'entry-would-be-lowered',
      ],
      ['not beyond the end', watching, { progress: 999 }, 'progress-beyond-end'],
      ['not onto the list', 5, { status: 'CURRENT' }, 'entry-not-listed'],
      ['nowhere where AniList has nothing', 99_999_999, { status: 'CURRENT' }, 'media-not-found'],
    ]
  test.each(cases)('%s', async (_story, mediaId, change, expected) => {
    const list = await openList('casual')
    const before = list.entryOf(mediaId)
    const update = await updateEntry(list.transport, mediaId, change, list.options)
    expect(update.outcome === 'failed' ? update.code : update.outcome).toBe(expected)
    const after = list.entryOf(mediaId)
    if (expected === 'updated') expect(after).toEqual({ ...before, ...change, updatedAt: after?.updatedAt })
    else expect(after).toBe(before)
  })
})

test('an entry that is deleted in between is not made again', async () => {
  const list = await openList('casual')
  list.onRequest = async ({ operationName }) => {
    if (operationName !== 'UpdateEntry') return
    list.onRequest = () => {}
    await list.elsewhere(`DeleteMediaListEntry(id: ${list.entryOf(watching)?.id}) { deleted }`)
  }
  const update = await updateEntry(list.transport, watching, { progress: 10 }, list.options)
  expect(update).toEqual({ mediaId: watching, outcome: 'failed', code: 'entry-not-listed' })
  expect(list.entryOf(watching)).toBeUndefined()
})

test('a reply that is lost is looked up', async () => {
  const list = await openList('casual')
  list.sandbox.script(['slow', 'truncated'])
  const update = await updateEntry(list.transport, watching, { progress: 10 }, list.options)
  expect(update).toMatchObject({ outcome: 'updated', entry: { progress: 10 } })
  expect(list.operations()).toEqual(['OwnEntries', 'UpdateEntry', 'OwnEntries'])
})

test('AniList that is away is an error', async () => {
  const list = await openList('casual')
  list.sandbox.script(['slow', 'outage'])
  const update = updateEntry(list.transport, watching, { progress: 10 }, list.options)
  await expect(update).rejects.toMatchObject({ code: 'anilist-disabled' })
})
