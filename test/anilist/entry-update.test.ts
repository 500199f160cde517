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

describe('an entry', () => {
  const cases: readonly (readonly [story: string, mediaId: number, change: EntryChange, outcome: string])[] =
    [
      ['changes from planned to watching', planned, { status: 'CURRENT' }, 'updated'],
      ['changes from planned to completed', planned, { status: 'COMPLETED', progress: 12 }, 'updated'],
      ['changes from watching to paused', watching, { status: 'PAUSED' }, 'updated'],
      ['changes from watching to completed', watching, { status: 'COMPLETED' }, 'updated'],
      ['changes from paused to watching', paused, { status: 'CURRENT' }, 'updated'],
      ['changes from dropped to watching', dropped, { status: 'CURRENT' }, 'updated'],
      ['moves on by an episode', watching, { progress: 10 }, 'updated'],
      ['moves on to the last episode of a rewatch', repeating, { progress: 366 }, 'unchanged'],
      ['may stay as it is', watching, { status: 'CURRENT', progress: 9 }, 'unchanged'],
      ['does not go back to planned', watching, { status: 'PLANNING' }, 'entry-would-be-lowered'],
      ['does not go back to planned from dropped', dropped, { status: 'PLANNING' }, 'entry-would-be-lowered'],
      ['does not leave completed', completed, { status: 'CURRENT' }, 'entry-would-be-lowered'],
      ['does not leave a rewatch', repeating, { status: 'COMPLETED' }, 'entry-would-be-lowered'],
      ['does not go back an episode', watching, { progress: 8 }, 'entry-would-be-lowered'],
      [
        'does not go up in status and back in progress',
        watching,
        { status: 'COMPLETED', progress: 1 },
        'entry-would-be-lowered',
      ],
      ['does not go beyond the last episode', watching, { progress: 999 }, 'progress-beyond-end'],
      ['is not created', 5, { status: 'CURRENT' }, 'entry-not-listed'],
      ['fails for a title that AniList does not have', 99_999_999, { status: 'CURRENT' }, 'media-not-found'],
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

test('does not recreate an entry that was deleted in the meantime', async () => {
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

test('checks the entry after a lost reply', async () => {
  const list = await openList('casual')
  list.sandbox.script(['slow', 'truncated'])
  const update = await updateEntry(list.transport, watching, { progress: 10 }, list.options)
  expect(update).toMatchObject({ outcome: 'updated', entry: { progress: 10 } })
  expect(list.operations()).toEqual(['OwnEntries', 'UpdateEntry', 'OwnEntries'])
})

test('rejects if AniList is unavailable', async () => {
  const list = await openList('casual')
  list.sandbox.script(['slow', 'outage'])
  const update = updateEntry(list.transport, watching, { progress: 10 }, list.options)
  await expect(update).rejects.toMatchObject({ code: 'anilist-disabled' })
})
