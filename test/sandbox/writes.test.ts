import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { ask } from './ask.ts'

let sandbox: Sandbox
let token: string
beforeEach(async () => {
  sandbox = await startSandbox({ burst: 1000, now: () => 1_770_000_000_000 })
  token = sandbox.tokenFor('collector')
})
afterEach(() => sandbox.close())

const entryOf = (mediaId: number) => sandbox.list('collector').find((entry) => entry.mediaId === mediaId)

test('saving creates an entry', async () => {
  const { data } = await ask(
    sandbox,
    'mutation { SaveMediaListEntry(mediaId: 1, status: PLANNING) { id mediaId userId status media { title { romaji } } } }',
    { token },
  )
  const saved = { mediaId: 1, userId: 104, status: 'PLANNING', media: { title: { romaji: 'Cowboy Bebop' } } }
  expect(data.SaveMediaListEntry).toMatchObject(saved)
  expect(entryOf(1)).toMatchObject({
    id: data.SaveMediaListEntry.id,
    status: 'PLANNING',
    createdAt: 1_770_000_000,
  })
})

test('saving by media overwrites the entry: a COMPLETED title becomes PLANNING', async () => {
  const before = entryOf(457)
  expect(before).toMatchObject({ status: 'COMPLETED', score: 100 })
  await ask(sandbox, 'mutation { SaveMediaListEntry(mediaId: 457, status: PLANNING, score: 2) { id } }', {
    token,
  })
  expect(entryOf(457)).toEqual({ ...before, status: 'PLANNING', score: 40, updatedAt: 1_770_000_000 })
})

test('several saves fit in one request, and each counts its fields', async () => {
  const query = `mutation {
    a: SaveMediaListEntry(mediaId: 1, status: PLANNING) { id }
    b: SaveMediaListEntry(mediaId: 5, status: COMPLETED, scoreRaw: 85, progress: 1, private: true) { id }
  }`
  expect((await ask(sandbox, query, { token })).status).toBe(200)
  expect(sandbox.requests.at(-1)?.complexity).toBe(4)
  expect(entryOf(5)).toMatchObject({ status: 'COMPLETED', score: 85, progress: 1, private: true })
})

test('one of several saves may fail, and the others are kept', async () => {
  const query = `mutation {
    good: SaveMediaListEntry(mediaId: 1, status: PLANNING) { mediaId }
    bad: SaveMediaListEntry(mediaId: 99999999, status: PLANNING) { mediaId }
  }`
  const { status, data, errors } = await ask(sandbox, query, { token })
  expect([status, data]).toEqual([400, { good: { mediaId: 1 }, bad: null }])
  expect(errors).toMatchObject([
    { message: 'validation', validation: { mediaId: ['The selected media id is invalid.'] } },
  ])
  expect(entryOf(1)).toBeDefined()
})

test('dates, notes and existing custom lists are saved, other custom lists are not', async () => {
  const query = `mutation { SaveMediaListEntry(mediaId: 1, notes: "a", customLists: ["Favourites", "Nonsense"], hiddenFromStatusLists: true,
    startedAt: { year: 2020 }, completedAt: { year: 2021, month: 2, day: 3 }) {
      notes hiddenFromStatusLists customLists startedAt { year month day } completedAt { day } } }`
  expect((await ask(sandbox, query, { token })).data.SaveMediaListEntry).toEqual({
    notes: 'a',
    hiddenFromStatusLists: true,
    customLists: { Favourites: true, 'Shelf of films': false, 'Guilty pleasures': false, Empty: false },
    startedAt: { year: 2020, month: null, day: null },
    completedAt: { day: 3 },
  })
})

test('an update changes existing entries, by their own IDs', async () => {
  const ids = [entryOf(457)?.id, entryOf(43)?.id]
  const query = (list: string) =>
    `mutation { UpdateMediaListEntries(ids: [${list}], status: DROPPED) { mediaId status } }`
  expect((await ask(sandbox, query(ids.join(' ')), { token })).data.UpdateMediaListEntries).toEqual([
    { mediaId: 457, status: 'DROPPED' },
    { mediaId: 43, status: 'DROPPED' },
  ])
  expect(await ask(sandbox, query('1'), { token })).toMatchObject({
    status: 404,
    errors: [{ message: 'Not Found.' }],
  })
})

test('entries of others cannot be changed', async () => {
  const other = sandbox.list('casual')[0]?.id
  expect(
    (await ask(sandbox, `mutation { SaveMediaListEntry(id: ${other}, status: DROPPED) { id } }`, { token }))
      .status,
  ).toBe(404)
  expect(
    (await ask(sandbox, `mutation { DeleteMediaListEntry(id: ${other}) { deleted } }`, { token })).data,
  ).toEqual({
    DeleteMediaListEntry: { deleted: false },
  })
})

test('an entry can be deleted once', async () => {
  const query = `mutation { DeleteMediaListEntry(id: ${entryOf(457)?.id}) { deleted } }`
  expect((await ask(sandbox, query, { token })).data.DeleteMediaListEntry).toEqual({ deleted: true })
  expect(entryOf(457)).toBeUndefined()
  expect((await ask(sandbox, query, { token })).data.DeleteMediaListEntry).toEqual({ deleted: false })
})

test.each([
  ['a save', 'mutation { SaveMediaListEntry(mediaId: 1, status: PLANNING) { id } }'],
  ['an update', 'mutation { UpdateMediaListEntries(ids: [1], status: PLANNING) { id } }'],
  ['a deletion', 'mutation { DeleteMediaListEntry(id: 1) { deleted } }'],
])('%s needs a token', async (_story, query) => {
  expect(await ask(sandbox, query)).toMatchObject({ status: 401, errors: [{ message: 'Unauthorized.' }] })
})
