import { describe, expect, test } from 'vitest'
import type { NewEntry } from '../../src/core/list.ts'
import {
  type AddReply,
  countOutcomes,
  countRetriable,
  createAdditions,
  type NamedTitle,
  titlesOfOutcome,
  type UndoReply,
} from './additions.ts'
import { ApiError } from './api.ts'
import { interrupted, type PendingAddition } from './pending-additions.ts'

const account = 101
const titles = (count: number): NamedTitle[] =>
  Array.from({ length: count }, (_, at) => ({ id: at + 1, name: `title ${at + 1}` }))
const entry = { status: 'PLANNING', score: 0, progress: 0, private: false } as const
const problem = (code: string, status = 0, retryAfterMs?: number) =>
  new ApiError({ code, status, detail: code, retryAfterMs })

type Answer = (ids: readonly number[]) => AddReply['results'] | Error
const added: Answer = (ids) => ids.map((mediaId) => ({ mediaId, outcome: 'added', entry }))

/** A server that gives these answers in turn, and from then on adds all. */
function start(answers: readonly Answer[] = [], undoAnswers: readonly (UndoReply['results'] | Error)[] = []) {
  const asked: { key: string; ids: readonly number[]; entry: NewEntry }[] = []
  const undone: string[] = []
  const waits: number[] = []
  let pending: readonly PendingAddition[] = []
  let keys = 0
  let time = 1_000
  const additions = createAdditions({
    async add(key, ids, entry) {
      const answer = (answers[asked.length] ?? added)(ids)
      asked.push({ key, ids, entry })
      if (answer instanceof Error) throw answer
      return { additionId: `of ${key}`, results: answer }
    },
    async undo(additionId) {
      const answer = undoAnswers[undone.length]
      undone.push(additionId)
      if (answer instanceof Error) throw answer
      return { results: answer ?? [] }
    },
    pending: {
      get: () => pending,
      set: (value) => {
        pending = value
      },
    },
    newKey: () => `key ${++keys}`,
    now: () => time++,
    sleep: async (ms) => {
      waits.push(ms)
    },
  })
  return { additions, asked, undone, waits, pending: () => pending }
}

const states = (entries: ReturnType<ReturnType<typeof createAdditions>['entries']>) =>
  Object.fromEntries([...entries].map(([id, { value }]) => [id, value.status]))

describe('adding', () => {
  test('counts from the start, and is kept until there is an answer', async () => {
    const { additions, pending } = start()
    const { id } = additions.start(account, titles(1), { status: 'PLANNING' })
    expect(additions.entries(account).get(1)).toMatchObject({ at: Infinity })
    expect(additions.entries(102).size).toBe(0)
    expect(pending()).toMatchObject([{ account, status: 'PLANNING', titles: titles(1) }])
    const settled = await additions.settled(id)
    expect(settled).toMatchObject({ state: 'settled', problem: undefined })
    expect(additions.entries(account).get(1)?.at).toBe(settled.settledAt)
    expect(pending()).toEqual([])
  })

  test('sends what the entries are to say, after the page was loaded again too', async () => {
    const { additions, asked, pending } = start([() => problem('offline')])
    const seen = { status: 'COMPLETED', score: 8, completedOn: '2026-11-24' } as const
    await additions.settled(additions.start(account, titles(1), seen).id)
    const [kept] = pending()
    const planned = { ...seen, account, key: 'other', titles: titles(2), at: 0, score: 9 }
    const resumed = additions.resume([{ ...(kept as PendingAddition), key: 'of another page' }, planned])
    expect(await additions.settled(resumed?.id ?? '')).toMatchObject({ ...seen, titles: titles(1) })
    expect(asked.map(({ entry }) => entry)).toEqual([seen, seen])
  })

  test('goes in pieces, each with a key of its own', async () => {
    const { additions, asked } = start()
    await additions.settled(additions.start(account, titles(250), { status: 'PLANNING' }).id)
    expect(asked.map(({ ids }) => ids.length)).toEqual([100, 100, 50])
    expect(new Set(asked.map(({ key }) => key)).size).toBe(3)
  })

  test('tells of each title what became of it', async () => {
    const { additions } = start([
      () => [
        { mediaId: 1, outcome: 'added', entry },
        { mediaId: 2, outcome: 'already-listed', entry: { ...entry, status: 'COMPLETED', progress: 12 } },
        { mediaId: 3, outcome: 'failed', code: 'media-not-found' },
      ],
    ])
    const { id } = additions.start(account, titles(3), { status: 'PLANNING' })
    const settled = await additions.settled(id)
    expect(countOutcomes(settled)).toEqual({ added: 1, alreadyListed: 1, failed: 1, open: 0 })
    expect(countRetriable(settled)).toBe(0)
    expect(titlesOfOutcome(settled, 'failed')).toMatchObject([{ id: 3, result: { code: 'media-not-found' } }])
    expect(states(additions.entries(account))).toEqual({ 1: 'PLANNING', 2: 'COMPLETED' })
  })

  test.each([
    ['server-unreachable', [1_000, 3_000, 8_000]],
    ['list-busy', [1_000, 3_000, 8_000]],
    ['anilist-disabled', []],
    ['offline', []],
  ])('is tried again with the same key while it may help: %s', async (code, waited) => {
    const fails: Answer = () => problem(code)
    const { additions, asked, waits } = start([fails, fails, fails, fails])
    const settled = await additions.settled(additions.start(account, titles(1), { status: 'PLANNING' }).id)
    expect(waits).toEqual(waited)
    expect(new Set(asked.map(({ key }) => key)).size).toBe(1)
    expect(settled).toMatchObject({ state: 'settled', problem: { code } })
    expect([countOutcomes(settled).failed, countRetriable(settled)]).toEqual([1, 1])
    expect(additions.entries(account).size).toBe(0)
  })

  test('waits as long as the server says', async () => {
    const { additions, waits } = start([() => problem('rate-limited', 429, 60_000)])
    await additions.settled(additions.start(account, titles(1), { status: 'PLANNING' }).id)
    expect(waits).toEqual([60_000])
  })

  test('sends nothing more behind a piece that failed, and goes on there when asked to', async () => {
    const { additions, asked } = start([added, () => problem('anilist-disabled', 503)])
    const { id } = additions.start(account, titles(250), { status: 'PLANNING' })
    expect(countOutcomes(await additions.settled(id))).toMatchObject({ added: 100, failed: 150 })
    additions.retry(id)
    expect(countOutcomes(await additions.settled(id))).toMatchObject({ added: 250, failed: 0 })
    expect(asked.map(({ ids }) => ids.length)).toEqual([100, 100, 100, 50])
    expect(asked[1]?.key).toBe(asked[2]?.key)
  })
})

describe('what is cut off', () => {
  test('stays kept where nobody knows what became of it, and goes on with the same key on another page', async () => {
    const fails: Answer = () => problem('offline')
    const first = start([fails])
    const { id } = first.additions.start(account, titles(2), { status: 'PLANNING' })
    await first.additions.settled(id)
    expect(first.additions.lost(account)).toEqual([id])
    const [kept] = first.pending()
    const second = start()
    const resumed = second.additions.resume(interrupted(first.pending(), account, kept?.at ?? 0))
    expect(resumed?.titles).toEqual(titles(2))
    await second.additions.settled(resumed?.id ?? '')
    expect(second.asked).toMatchObject([{ key: kept?.key, ids: [1, 2], entry: { status: 'PLANNING' } }])
    expect(second.pending()).toEqual([])
  })

  test('is not begun twice on the same page', async () => {
    const { additions, pending } = start([() => problem('offline')])
    await additions.settled(additions.start(account, titles(1), { status: 'PLANNING' }).id)
    expect(additions.resume(pending())).toBeUndefined()
  })

  test('is nobody else’s, and not kept longer than the server knows of it', () => {
    const one: PendingAddition = { account, key: 'k', status: 'PLANNING', titles: titles(1), at: 0 }
    const day = 86_400_000
    expect(interrupted([one], account, day)).toEqual([one])
    expect(interrupted([one], account, 6 * day)).toEqual([])
    expect(interrupted([one], 102, day)).toEqual([])
  })
})

describe('when the account is signed out', () => {
  test('no further piece is sent, nor one again, and nothing is known any more', async () => {
    const { additions, asked, undone } = start([() => problem('list-busy')])
    const { id } = additions.start(account, titles(250), { status: 'PLANNING' })
    additions.forget()
    await new Promise((resolve) => setTimeout(resolve))
    expect([asked.length, additions.get(id), states(additions.entries(account))]).toEqual([1, undefined, {}])
    await expect(additions.undo(id)).rejects.toThrow('There is no addition')
    expect(undone).toEqual([])
  })

  test('nor is the rest taken back', async () => {
    const { additions, undone } = start()
    const { id } = additions.start(account, titles(250), { status: 'PLANNING' })
    await additions.settled(id)
    const undoing = additions.undo(id)
    additions.forget()
    await undoing
    expect(undone).toEqual([])
  })
})

describe('taking back', () => {
  const removed: UndoReply['results'] = [{ mediaId: 1, outcome: 'removed' }]

  test('counts from the start, and waits for what is under way', async () => {
    const { additions, undone, asked } = start([], [removed])
    const { id } = additions.start(account, titles(1), { status: 'PLANNING' })
    const ended = additions.undo(id)
    expect(additions.entries(account).size).toBe(0)
    expect(await ended).toEqual(removed)
    expect([asked.length, undone]).toEqual([1, [`of ${asked[0]?.key}`]])
    expect(additions.get(id)?.state).toBe('undone')
  })

  test('sends no piece that was not sent yet', async () => {
    const { additions, asked, pending } = start()
    const { id } = additions.start(account, titles(250), { status: 'PLANNING' })
    await additions.undo(id)
    expect(asked).toHaveLength(1)
    expect(pending()).toEqual([])
  })

  test('leaves what was there before, and what was changed since', async () => {
    const { additions } = start(
      [
        () => [
          { mediaId: 1, outcome: 'added', entry },
          { mediaId: 2, outcome: 'already-listed', entry },
          { mediaId: 3, outcome: 'added', entry },
        ],
      ],
      [
        [
          { mediaId: 1, outcome: 'removed' },
          { mediaId: 2, outcome: 'untouched' },
          { mediaId: 3, outcome: 'kept', code: 'entry-changed' },
        ],
      ],
    )
    const { id } = additions.start(account, titles(3), { status: 'PLANNING' })
    await additions.settled(id)
    await additions.undo(id)
    expect(states(additions.entries(account))).toEqual({ 2: 'PLANNING', 3: 'PLANNING' })
  })

  test('that fails leaves all as it was, and may be tried again', async () => {
    const { additions } = start([], [problem('anilist-disabled', 503), removed])
    const { id } = additions.start(account, titles(1), { status: 'PLANNING' })
    await additions.settled(id)
    await expect(additions.undo(id)).rejects.toMatchObject({ code: 'anilist-disabled' })
    expect(states(additions.entries(account))).toEqual({ 1: 'PLANNING' })
    await additions.undo(id)
    expect(additions.entries(account).size).toBe(0)
    expect(await additions.undo(id)).toEqual([])
  })
})
