import type { z } from 'zod'
import { chunk } from '../../src/core/chunk.ts'
import type { NewEntry } from '../../src/core/list.ts'
import type { addedSchema, undoneSchema } from '../../src/http/schemas/list.ts'
import { ApiError } from './api.ts'
import type { Change, Entry } from './changed-answer.ts'
import type { PendingAddition } from './pending-additions.ts'
import { problemOf } from './problems.ts'
import { createValue } from './value.ts'

export type AddReply = z.output<typeof addedSchema>
export type UndoReply = z.output<typeof undoneSchema>
export type TitleResult = AddReply['results'][number]

export interface NamedTitle {
  readonly id: number
  readonly name: string
}

/** Titles that were added together with the same new entry, and what has become of each so far. */
export interface Addition extends NewEntry {
  readonly id: string
  /** AniList's id of the list's owner. */
  readonly account: number
  readonly titles: readonly NamedTitle[]
  /** `undone` even if AniList kept some entries, as those changed since are not removed. */
  readonly state: 'running' | 'settled' | 'undoing' | 'undone'
  readonly results: ReadonlyMap<number, TitleResult>
  /** Why titles have no result. */
  readonly problem: ApiError | undefined
  /** Since when the titles may be on the list, in epoch milliseconds. */
  readonly startedAt: number
  /** When the last result arrived, in epoch milliseconds. */
  readonly settledAt: number
}

export interface AdditionServices {
  /** Sends some titles; a repeated key is answered without being carried out again. */
  readonly add: (key: string, mediaIds: readonly number[], entry: NewEntry) => Promise<AddReply>
  readonly undo: (additionId: string) => Promise<UndoReply>
  /** Additions without an answer, kept for when the page is reloaded. */
  readonly pending: { get(): readonly PendingAddition[]; set(value: readonly PendingAddition[]): void }
  readonly newKey: () => string
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
}

/** Adds titles to the user's list, in parts to show the progress. */
export interface Additions {
  /** Starts an addition without waiting for it; see {@link Additions.settled}. */
  start(account: number, titles: readonly NamedTitle[], entry: NewEntry): Addition
  /** Continues additions that an earlier page started. */
  resume(pending: readonly PendingAddition[]): Addition | undefined
  /** Retries titles without a result or that failed, with the same keys. */
  retry(id: string): void
  /** Removes the added entries, after pending requests have been answered. Rejects if that fails. */
  undo(id: string): Promise<UndoReply['results']>
  /** Forgets unanswered requests. */
  dismiss(id: string): void
  /** Forgets everything, as when another user signs in: nothing more must be sent. */
  forget(): void
  settled(id: string): Promise<Addition>
  get(id: string): Addition | undefined
  /** Ids of additions whose request or answer was lost. */
  lost(account: number): readonly string[]
  /** The current entries of the account's list, as far as additions changed or saw them. */
  entries(account: number): ReadonlyMap<number, Change<Entry>>
  subscribe(onChange: () => void): () => void
}

/** Titles per request, which AniList handles in a few seconds. */
const mostTitles = 100
/** Delays before retries in milliseconds, unless the server says otherwise. */
const patience = [1_000, 3_000, 8_000]

interface Part {
  readonly key: string
  readonly titles: readonly NamedTitle[]
  additionId: string | undefined
}

interface Running {
  value: Addition
  readonly parts: readonly Part[]
  done: Promise<void>
}

export function createAdditions(services: AdditionServices): Additions {
  const { pending, newKey, now, sleep } = services
  const all = new Map<string, Running>()
  /** Cached between two changes. */
  const known = createValue(new Map<number, ReadonlyMap<number, Change<Entry>>>())
  const tell = () => known.set(new Map())

  const update = (one: Running, part: Partial<Addition>) => {
    one.value = { ...one.value, ...part }
    tell()
  }

  function begin(
    begun: Pick<Addition, 'account' | 'startedAt'> & NewEntry,
    parts: readonly Part[],
  ): Addition {
    const { account, startedAt } = begun
    const value: Addition = {
      ...entryOf(begun),
      ...{ id: newKey(), account, titles: parts.flatMap(({ titles }) => titles) },
      ...{ state: 'running', results: new Map(), problem: undefined, startedAt, settledAt: 0 },
    }
    const one: Running = { value, parts, done: Promise.resolve() }
    all.set(value.id, one)
    run(one, parts)
    return one.value
  }

  function run(one: Running, parts: readonly Part[]): void {
    update(one, { state: 'running', problem: undefined })
    one.done = sendAll(one, parts)
  }

  async function sendAll(one: Running, parts: readonly Part[]): Promise<void> {
    const { account, startedAt } = one.value
    keep(parts.map(({ key, titles }) => ({ ...entryOf(one.value), account, key, titles, at: startedAt })))
    for (const part of parts) {
      if (isForgotten(one)) return
      // It was undone meanwhile, so the rest is not sent.
      if (one.value.state === 'undoing') release(part)
      else if (one.value.problem) continue
      else await sendPart(one, part)
    }
    if (one.value.state === 'running') update(one, { state: 'settled', settledAt: now() })
  }

  async function sendPart(one: Running, part: Part): Promise<void> {
    try {
      const { additionId, results } = await insist(one, part)
      part.additionId = additionId
      release(part)
      const merged = new Map(one.value.results)
      for (const result of results) merged.set(result.mediaId, result)
      update(one, { results: merged, settledAt: now() })
    } catch (error) {
      const problem = error instanceof ApiError ? error : unknownProblem(error)
      // If it is unknown whether the server received it, a reloaded page asks again.
      if (!isLost(problem)) release(part)
      update(one, { problem, settledAt: now() })
    }
  }

  async function insist(one: Running, part: Part): Promise<AddReply> {
    for (let tries = 0; ; tries++) {
      try {
        const ids = part.titles.map(({ id }) => id)
        return await services.add(part.key, ids, entryOf(one.value))
      } catch (error) {
        const wait = patience[tries]
        if (wait === undefined || !(error instanceof ApiError) || !problemOf(error).passing) throw error
        await sleep(error.retryAfterMs ?? wait)
        if (isForgotten(one)) throw error
      }
    }
  }

  function isForgotten({ value }: Running): boolean {
    return !all.has(value.id)
  }

  function keep(added: readonly PendingAddition[]): void {
    const keys = new Set(added.map(({ key }) => key))
    pending.set([...pending.get().filter(({ key }) => !keys.has(key)), ...added])
  }

  function release({ key }: Part): void {
    const before = pending.get()
    const left = before.filter((one) => one.key !== key)
    if (left.length < before.length) pending.set(left)
  }

  function find(id: string): Running {
    const one = all.get(id)
    if (!one) throw new Error(`There is no addition ${id}.`)
    return one
  }

  return {
    start: (account, titles, entry) =>
      begin(
        { ...entry, account, startedAt: now() },
        chunk(titles, mostTitles).map((some) => ({ key: newKey(), titles: some, additionId: undefined })),
      ),
    resume(interrupted) {
      const known = new Set([...all.values()].flatMap(({ parts }) => parts.map(({ key }) => key)))
      const [first, ...rest] = interrupted.filter(({ key }) => !known.has(key))
      if (!first) return undefined
      const told = JSON.stringify(entryOf(first))
      const same = rest.filter(
        (one) => one.account === first.account && JSON.stringify(entryOf(one)) === told,
      )
      const parts = [first, ...same].map(({ key, titles }) => ({ key, titles, additionId: undefined }))
      const startedAt = Math.min(...[first, ...same].map(({ at }) => at))
      return begin({ ...entryOf(first), account: first.account, startedAt }, parts)
    },
    retry(id) {
      const one = find(id)
      if (one.value.state !== 'settled') return
      const { results } = one.value
      const isOpen = ({ id }: NamedTitle) => (results.get(id)?.outcome ?? 'failed') === 'failed'
      const open = one.parts.filter(({ titles }) => titles.some(isOpen))
      const kept = [...results].filter(([, { outcome }]) => outcome !== 'failed')
      update(one, { results: new Map(kept) })
      run(one, open)
    },
    async undo(id) {
      const one = find(id)
      if (one.value.state === 'undone') return []
      update(one, { state: 'undoing' })
      await one.done
      const removed: UndoReply['results'][number][] = []
      try {
        for (const { additionId, titles } of one.parts) {
          // The server keeps nothing about titles that AniList does not have.
          const isKept = titles.some(({ id }) => one.value.results.get(id)?.code !== 'media-not-found')
          if (additionId === undefined || !isKept || isForgotten(one)) continue
          removed.push(...(await services.undo(additionId)).results)
        }
      } catch (error) {
        update(one, { state: 'settled' })
        throw error
      }
      const stays = new Set(removed.flatMap(({ mediaId, outcome }) => (outcome === 'removed' ? [] : mediaId)))
      const isFailed = removed.some(({ outcome }) => outcome === 'failed')
      const results = new Map([...one.value.results].filter(([id]) => stays.has(id)))
      update(one, { state: isFailed ? 'settled' : 'undone', results, settledAt: now() })
      return removed
    },
    dismiss(id) {
      for (const part of find(id).parts) release(part)
    },
    forget() {
      all.clear()
      tell()
    },
    async settled(id) {
      const one = find(id)
      await one.done
      return one.value
    },
    get: (id) => all.get(id)?.value,
    lost: (account) =>
      [...all.values()].flatMap(({ value }) =>
        value.account === account && value.state === 'settled' && value.problem && isLost(value.problem)
          ? value.id
          : [],
      ),
    entries(account) {
      const entries =
        known.get().get(account) ??
        entriesOf(
          [...all.values()].map(({ value }) => value),
          account,
        )
      known.get().set(account, entries)
      return entries
    },
    subscribe: known.subscribe,
  }
}

function entryOf({ status, score, progress, completedOn }: NewEntry): NewEntry {
  return { status, score, progress, completedOn }
}

/** Titles being added count as added until they fail. */
function entriesOf(additions: readonly Addition[], account: number): ReadonlyMap<number, Change<Entry>> {
  const entries = new Map<number, Change<Entry>>()
  for (const { account: owner, titles, status, score = 0, progress = 0, ...rest } of additions) {
    const { state, results, settledAt } = rest
    if (owner !== account) continue
    for (const { id } of titles) {
      const result = results.get(id)
      if (result?.outcome === 'failed') continue
      if (state === 'undoing' && result?.outcome !== 'already-listed') continue
      const entry = result?.entry
      if (entry) entries.set(id, { value: { ...entry, status: entry.status ?? status }, at: settledAt })
      else if (state === 'running') entries.set(id, { value: { status, score, progress }, at: Infinity })
    }
  }
  return entries
}

/** Whether it is unknown if the request arrived. */
function isLost({ code }: ApiError): boolean {
  return code === 'offline' || code === 'server-unreachable' || code === 'reply-unreadable'
}

function unknownProblem(cause: unknown): ApiError {
  return new ApiError({ code: 'unknown', status: 0, detail: `${cause}` }, { cause })
}

export interface OutcomeCounts {
  readonly added: number
  readonly alreadyListed: number
  readonly failed: number
  /** Without a result yet. */
  readonly open: number
}

type Outcomes = Pick<Addition, 'titles' | 'results' | 'state'>

/** Titles without a result are `open` while requests are running, otherwise failed. */
function outcomeOf(id: number, { results, state }: Outcomes): TitleResult['outcome'] | 'open' {
  const isRunning = state === 'running' || state === 'undoing'
  return results.get(id)?.outcome ?? (isRunning ? 'open' : 'failed')
}

export function countOutcomes(addition: Outcomes): OutcomeCounts {
  const count = (wanted: ReturnType<typeof outcomeOf>) =>
    addition.titles.filter(({ id }) => outcomeOf(id, addition) === wanted).length
  return {
    added: count('added'),
    alreadyListed: count('already-listed'),
    failed: count('failed'),
    open: count('open'),
  }
}

/** How many failed titles a retry may still add. */
export function countRetriable(addition: Outcomes): number {
  return titlesOfOutcome(addition, 'failed').filter(({ result }) => !problemOf(result?.code ?? '').final)
    .length
}

/** The titles with a certain outcome, in the order of the addition. */
export function titlesOfOutcome(
  addition: Outcomes,
  outcome: TitleResult['outcome'],
): readonly { readonly id: number; readonly name: string; readonly result: TitleResult | undefined }[] {
  return addition.titles
    .filter(({ id }) => outcomeOf(id, addition) === outcome)
    .map(({ id, name }) => ({ id, name, result: addition.results.get(id) }))
}
