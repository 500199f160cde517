import type { z } from 'zod'
import { chunk } from '../../src/core/chunk.ts'
import type { ListStatus } from '../../src/core/list.ts'
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

/** Titles that were added together, and what has become of each so far. */
export interface Addition {
  readonly id: string
  /** AniList's id of whose list it is. */
  readonly account: number
  readonly titles: readonly NamedTitle[]
  readonly status: ListStatus
  /** `undone` also where AniList kept some of it: what was changed since is not taken back. */
  readonly state: 'running' | 'settled' | 'undoing' | 'undone'
  readonly results: ReadonlyMap<number, TitleResult>
  /** Why titles are without a result. */
  readonly problem: ApiError | undefined
  /** Since when the list may hold it, in milliseconds since 1970. */
  readonly startedAt: number
  /** When the last result came, in milliseconds since 1970. */
  readonly settledAt: number
}

export interface AdditionServices {
  /** Sends some titles; the same key again is answered and not carried out again. */
  readonly add: (key: string, mediaIds: readonly number[], status: ListStatus) => Promise<AddReply>
  readonly undo: (additionId: string) => Promise<UndoReply>
  /** What has no answer yet, kept for a page that is loaded again. */
  readonly pending: { get(): readonly PendingAddition[]; set(value: readonly PendingAddition[]): void }
  readonly newKey: () => string
  readonly now: () => number
  readonly sleep: (ms: number) => Promise<void>
}

/** Adds titles to the own list, in pieces whose progress can be told. */
export interface Additions {
  /** Begins, and does not wait: {@link Additions.settled} does. */
  start(account: number, titles: readonly NamedTitle[], status: ListStatus): Addition
  /** Goes on with what a page before this one has begun. */
  resume(pending: readonly PendingAddition[]): Addition | undefined
  /** Asks again for what has no result or failed, with the same keys. */
  retry(id: string): void
  /** Takes back what was added, when all that is under way has its answer. Rejects where that fails. */
  undo(id: string): Promise<UndoReply['results']>
  /** Forgets what has no answer: nobody wants to know. */
  dismiss(id: string): void
  /** As when somebody else is signed in: nothing more is sent, which would go to their list. */
  forget(): void
  settled(id: string): Promise<Addition>
  get(id: string): Addition | undefined
  /** Ids of those whose request or answer was lost on the way. */
  lost(account: number): readonly string[]
  /** Entries of the account's list as they are now, as far as we made or met them. */
  entries(account: number): ReadonlyMap<number, Change<Entry>>
  subscribe(onChange: () => void): () => void
}

/** So many titles go in one request: AniList takes them in a few seconds. */
const mostTitles = 100
/** Waited before a request is sent again, in milliseconds, where the server does not say. */
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
  /** Entries of each account, worked out once between two changes. */
  const known = createValue(new Map<number, ReadonlyMap<number, Change<Entry>>>())
  const tell = () => known.set(new Map())

  const update = (one: Running, part: Partial<Addition>) => {
    one.value = { ...one.value, ...part }
    tell()
  }

  function begin(
    { account, status, startedAt }: Pick<Addition, 'account' | 'status' | 'startedAt'>,
    parts: readonly Part[],
  ): Addition {
    const value: Addition = {
      ...{ id: newKey(), account, status, titles: parts.flatMap(({ titles }) => titles) },
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
    const { account, status, startedAt } = one.value
    keep(parts.map(({ key, titles }) => ({ account, key, status, titles, at: startedAt })))
    for (const part of parts) {
      if (isForgotten(one)) return
      // Somebody has taken it back meanwhile: what was not sent need not be.
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
      // Whether the server has it, only the server knows: a page that is loaded again asks.
      if (!isLost(problem)) release(part)
      update(one, { problem, settledAt: now() })
    }
  }

  async function insist(one: Running, part: Part): Promise<AddReply> {
    for (let tries = 0; ; tries++) {
      try {
        const ids = part.titles.map(({ id }) => id)
        return await services.add(part.key, ids, one.value.status)
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
    start: (account, titles, status) =>
      begin(
        { account, status, startedAt: now() },
        chunk(titles, mostTitles).map((some) => ({ key: newKey(), titles: some, additionId: undefined })),
      ),
    resume(interrupted) {
      const known = new Set([...all.values()].flatMap(({ parts }) => parts.map(({ key }) => key)))
      const [first, ...rest] = interrupted.filter(({ key }) => !known.has(key))
      if (!first) return undefined
      const same = rest.filter(({ account, status }) => account === first.account && status === first.status)
      const parts = [first, ...same].map(({ key, titles }) => ({ key, titles, additionId: undefined }))
      const startedAt = Math.min(...[first, ...same].map(({ at }) => at))
      return begin({ account: first.account, status: first.status, startedAt }, parts)
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
          // Of what AniList does not have the server keeps nothing.
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

/** What is under way counts as done, until it turns out otherwise. */
function entriesOf(additions: readonly Addition[], account: number): ReadonlyMap<number, Change<Entry>> {
  const entries = new Map<number, Change<Entry>>()
  for (const { account: owner, titles, status, state, results, settledAt } of additions) {
    if (owner !== account) continue
    for (const { id } of titles) {
      const result = results.get(id)
      if (result?.outcome === 'failed') continue
      if (state === 'undoing' && result?.outcome !== 'already-listed') continue
      const entry = result?.entry
      if (entry) entries.set(id, { value: { ...entry, status: entry.status ?? status }, at: settledAt })
      else if (state === 'running')
        entries.set(id, { value: { status, score: 0, progress: 0 }, at: Infinity })
    }
  }
  return entries
}

/** Whether nobody knows if the request got there. */
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

/** Without a result and none under way, a title counts as failed; `open` while one is. */
function outcomeOf(id: number, { results, state }: Outcomes): TitleResult['outcome'] | 'open' {
  const isRunning = state === 'running' || state === 'undoing'
  return results.get(id)?.outcome ?? (isRunning ? 'open' : 'failed')
}

/** How far an addition has come. */
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

/** How many of the titles that failed may well be added by another try. */
export function countRetriable(addition: Outcomes): number {
  return titlesOfOutcome(addition, 'failed').filter(({ result }) => !problemOf(result?.code ?? '').final)
    .length
}

/** The titles of one outcome, with what is known of each, in the order of the addition. */
export function titlesOfOutcome(
  addition: Outcomes,
  outcome: TitleResult['outcome'],
): readonly { readonly id: number; readonly name: string; readonly result: TitleResult | undefined }[] {
  return addition.titles
    .filter(({ id }) => outcomeOf(id, addition) === outcome)
    .map(({ id, name }) => ({ id, name, result: addition.results.get(id) }))
}
