import { createHash, randomBytes } from 'node:crypto'
import { AccountError } from '../accounts/account-error.ts'
import type { SessionName } from '../accounts/sessions/session-watch.ts'
import type { WriteOptions } from '../anilist/careful-write.ts'
import type { Clock } from '../anilist/clock.ts'
import { AniListError } from '../anilist/errors.ts'
import {
  type Addition,
  type AddOptions,
  addEntries,
  lookUpAdditions,
  type RemoveOptions,
  removeEntries,
  type WantedTitle,
} from '../anilist/list-writes.ts'
import type { Token, Transport } from '../anilist/transport.ts'
import type { EntryDetails, NewEntry } from '../core/list.ts'
import {
  type AdditionEntry,
  type AdditionTitle,
  deleteAddition,
  deleteTitles,
  findAddition,
  insertAddition,
  type ListAddition,
  listAdditions,
  noteReason,
  noteSent,
  pruneAdditions,
  settleTitles,
  setUndone,
  sizesOfAdditions,
  titlesOf,
} from '../store/list-additions.ts'
import type { Queries } from '../store/schema.ts'
import { inTransaction, type Store } from '../store/store.ts'
import type { AccountTurns, ListOwner } from './account-turns.ts'
import { ListError } from './list-error.ts'

/** All titles get the same new entry. */
export interface AddRequest extends NewEntry {
  readonly mediaIds: readonly number[]
  /** Idempotency key: a repeated request with the same key is answered without being carried out again. */
  readonly key?: string | undefined
}

export type EntryAnswer = Pick<AdditionEntry, 'status' | 'score' | 'progress' | 'private'>

export interface AdditionResult {
  readonly mediaId: number
  readonly outcome: 'added' | 'already-listed' | 'failed'
  /** The new entry, or the existing one, which is left unchanged. */
  readonly entry?: EntryAnswer
  /** The reason for a failure. */
  readonly code?: string
}

export interface AdditionAnswer {
  readonly additionId: string
  /** One for each media, in the requested order. */
  readonly results: readonly AdditionResult[]
}

export interface RemovalResult {
  readonly mediaId: number
  /** `kept`: the entry has been changed since. `untouched`: the addition did not create it. */
  readonly outcome: 'removed' | 'kept' | 'untouched' | 'failed'
  readonly code?: string
}

/** Adds titles to lists and can undo that, without ever losing what a user entered. */
export interface ListAdditions {
  /**
   * Adds the titles that are missing. After an interruption, such as a crash or an AniList failure, the same key continues
   * with the open ones.
   *
   * @throws ListError `idempotency-key-reused`, `additions-full`, `list-busy`, `list-writes-stopped` or `account-deleted`;
   * AniListError if nothing could be done; the error of a token that is not available
   */
  add(owner: ListOwner, request: AddRequest): Promise<AdditionAnswer>
  /**
   * Removes the entries that an addition created, unless they have been changed since, and adds no more of it.
   *
   * @throws ListError `addition-not-found`, and like {@link add}
   */
  undo(owner: ListOwner, additionId: string): Promise<readonly RemovalResult[]>
  /** An account's last additions, newest first, with their progress. */
  recent(accountId: string): Promise<readonly KeptAddition[]>
}

/** A stored addition. */
export interface KeptAddition extends AdditionAnswer, NewEntry {
  /** ISO 8601. */
  readonly createdAt: string
  /** When undoing it was requested. */
  readonly undoneAt?: string
}

export interface ListAdditionsOptions extends Pick<Clock, 'now'> {
  readonly store: Store
  readonly turns: AccountTurns
  readonly transport: Transport
  readonly writeAs: WriteAs
  /** Called when an account's list may have changed. */
  readonly onChange: (accountId: string) => void
}

/** How long an addition can be repeated and undone. */
const keptMs = 7 * 86_400_000
/** Limits per account within that time. */
const mostAdditions = 1_000
const mostTitles = 20_000
/** As many as someone would look through after an interrupted write. */
const mostRecent = 10

export function createListAdditions(options: ListAdditionsOptions): ListAdditions {
  const { store, turns, transport, writeAs, now, onChange } = options
  const { db } = store

  function add(owner: ListOwner, request: AddRequest): Promise<AdditionAnswer> {
    return turns.take(owner, async (signal) => {
      await pruneAdditions(db, now() - keptMs)
      const addition = await findOrInsert(owner.id, request)
      const failure = addition.undoneAt === null ? await addOpenTitles(owner, addition, signal) : undefined
      const titles = await titlesOf(db, addition.id)
      if (titles.length === 0) await forgetEmpty(owner.id, addition.id)
      if (failure && titles.every(isOpen)) throw failure
      return { additionId: addition.id, results: toResults(request.mediaIds, titles, addition) }
    })
  }

  /** AniList has none of the titles, so there is nothing to keep or undo. */
  async function forgetEmpty(accountId: string, id: string): Promise<void> {
    if (!(await findAddition(db, accountId, { id }))) throw new ListError('account-deleted')
    await deleteAddition(db, id)
  }

  async function findOrInsert(
    accountId: string,
    { mediaIds, status, key, ...rest }: AddRequest,
  ): Promise<ListAddition> {
    const details = detailsOf(rest)
    const ids = [...new Set(mediaIds)]
    const keyHash = key === undefined ? null : hash(key)
    const bodyHash = hash(
      JSON.stringify([status, [...ids].sort((a, b) => a - b), ...(details ? [details] : [])]),
    )
    const known = keyHash === null ? undefined : await findAddition(db, accountId, { keyHash })
    if (known && known.bodyHash !== bodyHash) throw new ListError('idempotency-key-reused')
    if (known) return known
    const id = randomBytes(12).toString('base64url')
    const addition: ListAddition = {
      ...{ id, accountId, keyHash, bodyHash, status, details },
      ...{ createdAt: now(), undoneAt: null },
    }
    await inTransaction(db, async (transaction) => {
      await makeRoom(transaction, accountId, ids.length)
      // No race for the key: we hold this account's turn.
      await insertAddition(transaction, addition, ids)
    })
    return addition
  }

  /** Additions that can be undone are kept for the promised time; of the others, the oldest is deleted first. */
  async function makeRoom(transaction: Queries, accountId: string, added: number): Promise<void> {
    const kept = await sizesOfAdditions(transaction, accountId)
    let additions = kept.length + 1
    let titles = kept.reduce((sum, one) => sum + one.titles, added)
    const isTooMuch = () => additions > mostAdditions || titles > mostTitles
    for (const one of kept) {
      if (!isTooMuch()) return
      if (one.canBeUndone) continue
      await deleteAddition(transaction, one.id)
      additions--
      titles -= one.titles
    }
    const [oldest] = kept
    if (isTooMuch() && oldest)
      throw new ListError('additions-full', { retryAfterMs: oldest.createdAt + keptMs - now() })
  }

  /** @returns why some are still open, if any are */
  async function addOpenTitles(
    owner: ListOwner,
    { id, status, details }: ListAddition,
    signal: AbortSignal,
  ): Promise<Interruption | undefined> {
    const open = (await titlesOf(db, id)).filter(isOpen)
    if (open.length === 0) return undefined
    try {
      const callbacks: Pick<AddOptions, 'beforeSend' | 'onSettled'> = {
        async beforeSend(mediaIds, sentAt) {
          // Never write for an account that has been deleted.
          if (!(await noteSent(db, id, mediaIds, sentAt))) throw new ListError('account-deleted')
        },
        async onSettled(additions) {
          const absent = additions.filter(({ code }) => code === 'media-not-found')
          const others = additions.filter(({ code }) => code !== 'media-not-found')
          await settleTitles(db, id, others.map(toSettled))
          if (absent.length > 0)
            await deleteTitles(
              db,
              id,
              absent.map(({ mediaId }) => mediaId),
            )
        },
      }
      const adding = writeAs(owner, signal, (as) =>
        addEntries(transport, open.map(toWanted), { ...as, ...callbacks, ...details, status }),
      )
      const failure = await adding.catch((error: unknown) => error)
      if (failure === undefined) return undefined
      // Stored for `recent`: the client that asked may have disconnected.
      if (hasCode(failure)) await noteReason(db, id, failure.code)
      return asInterruption(failure)
    } finally {
      onChange(owner.id)
    }
  }

  function undo(owner: ListOwner, additionId: string): Promise<readonly RemovalResult[]> {
    return turns.take(owner, async (signal) => {
      await pruneAdditions(db, now() - keptMs)
      const addition = await findAddition(db, owner.id, { id: additionId })
      if (!addition) throw new ListError('addition-not-found')
      // First, so that nothing more is added.
      if (addition.undoneAt === null) await setUndone(db, additionId, now())
      await lookUpSent(owner, addition, signal)
      return removeAdded(owner, additionId, signal)
    })
  }

  /** Mutations with an unknown outcome may have added something. */
  async function lookUpSent(
    owner: ListOwner,
    { id, status, details }: ListAddition,
    signal: AbortSignal,
  ): Promise<void> {
    const sent = (await titlesOf(db, id)).filter((title) => isOpen(title) && title.sentAt !== null)
    if (sent.length === 0) return
    const additions = await writeAs(owner, signal, (as) =>
      lookUpAdditions(transport, sent.map(toWanted), { ...as, ...details, status }),
    )
    await settleTitles(db, id, additions.map(toSettled))
  }

  async function removeAdded(
    owner: ListOwner,
    additionId: string,
    signal: AbortSignal,
  ): Promise<readonly RemovalResult[]> {
    const titles = await titlesOf(db, additionId)
    const results = new Map(titles.map((title) => [title.mediaId, toRemovalResult(title)]))
    const added = titles.flatMap(({ mediaId, outcome, entry }) =>
      outcome === 'added' && entry ? [{ ...entry, mediaId }] : [],
    )
    if (added.length === 0) return [...results.values()]
    let settled = 0
    try {
      const onSettled: RemoveOptions['onSettled'] = async (removals) => {
        const removed = new Set(
          removals.flatMap(({ mediaId, outcome }) => (outcome === 'removed' ? mediaId : [])),
        )
        const gone = titles.filter(({ mediaId }) => removed.has(mediaId))
        await settleTitles(
          db,
          additionId,
          gone.map((title) => ({ ...title, outcome: 'removed' })),
        )
        for (const one of removals) results.set(one.mediaId, one)
        settled += removals.length
      }
      const removing = writeAs(owner, signal, (as) => removeEntries(transport, added, { ...as, onSettled }))
      const failure = await removing.catch(asInterruption)
      if (failure && settled === 0) throw failure
      return [...results.values()].map((one) =>
        one.outcome === 'failed' && failure ? { ...one, code: failure.code } : one,
      )
    } finally {
      onChange(owner.id)
    }
  }

  return { add, undo, recent: (accountId) => readAdditions(db, accountId, mostRecent) }
}

/** Writes to an owner's list with their token, until the signal aborts. */
export type WriteAs = <T>(
  owner: ListOwner,
  signal: AbortSignal,
  write: (as: WriteOptions) => Promise<T>,
) => Promise<T>

export interface WriteAsOptions extends Clock {
  /** Lends the account's token to each request, and aborts when the session ends or the token is deleted. */
  readonly withToken: <T>(
    session: SessionName,
    use: (token: Token, ended: AbortSignal) => Promise<T>,
  ) => Promise<T>
  /** A number from 0 to below 1. */
  readonly random?: (() => number) | undefined
}

export function createWriteAs({ withToken, now, sleep, random }: WriteAsOptions): WriteAs {
  return ({ id, aniListId, sessionId }, signal, write) =>
    withToken({ id: sessionId, accountId: id }, (token, ended) =>
      write({
        ...{ token, ownerId: aniListId, caller: `account:${id}`, now, sleep },
        signal: AbortSignal.any([signal, ended]),
        ...(random !== undefined && { random }),
      }),
    )
}

/** Exports all stored additions of an account as plain data, with times in ISO 8601. */
export async function exportAdditions({ db }: Store, accountId: string): Promise<unknown> {
  const additions = await readAdditions(db, accountId, mostAdditions)
  return additions.map(({ additionId: id, results: titles, ...rest }) => ({ id, ...rest, titles }))
}

async function readAdditions(db: Queries, accountId: string, most: number): Promise<KeptAddition[]> {
  const additions = await listAdditions(db, accountId, most)
  return Promise.all(
    additions.map(async (addition) => ({
      ...{ additionId: addition.id, status: addition.status, ...addition.details },
      createdAt: isoTime(addition.createdAt),
      ...(addition.undoneAt !== null && { undoneAt: isoTime(addition.undoneAt) }),
      results: (await titlesOf(db, addition.id)).map((title) => toAdditionResult(title, addition)),
    })),
  )
}

/** An error that interrupts a write; the results so far are returned with it. */
type Interruption = AniListError | AccountError

/** @throws the error if nobody can receive an answer, such as after the session ended */
function asInterruption(error: unknown): Interruption {
  if (error instanceof AniListError) return error
  if (error instanceof AccountError && error.code === 'anilist-not-connected') return error
  throw error
}

function hasCode(error: unknown): error is { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}

/** The requested details in a form in which equal requests are equal; `null` if there are none. */
function detailsOf({ score, progress, completedOn }: EntryDetails): EntryDetails | null {
  const details = Object.entries({ score, progress, completedOn }).filter(([, value]) => value !== undefined)
  return details.length > 0 ? Object.fromEntries(details) : null
}

function isOpen({ outcome }: AdditionTitle): boolean {
  return outcome === null
}

function toWanted({ mediaId, sentAt }: AdditionTitle): WantedTitle {
  return { mediaId, sentAt: sentAt ?? undefined }
}

function toSettled({ mediaId, outcome, code, entry }: Addition): Omit<AdditionTitle, 'sentAt' | 'position'> {
  return { mediaId, outcome, code: code ?? null, entry: entry ? toAdditionEntry(entry) : null }
}

/** Only the fields that the answer shows and undo compares. */
function toAdditionEntry({ id, status, score, progress, private: isPrivate, updatedAt }: AdditionEntry) {
  return { id, status, score, progress, private: isPrivate, updatedAt }
}

export function toEntryAnswer({ status, score, progress, private: isPrivate }: EntryAnswer): EntryAnswer {
  return { status, score, progress, private: isPrivate }
}

/** One result for each requested title. Titles without a row are unknown to AniList. */
function toResults(
  mediaIds: readonly number[],
  titles: readonly AdditionTitle[],
  addition: ListAddition,
): AdditionResult[] {
  const ids = [...new Set(mediaIds)]
  const kept = new Map(titles.map((title) => [title.position, title]))
  const known = new Set(titles.map(({ mediaId }) => mediaId))
  const absent = ids.filter((id) => !known.has(id)).values()
  return ids.map((id, position) => {
    const title = kept.get(position)
    if (title) return toAdditionResult(title, addition)
    return { mediaId: absent.next().value ?? id, outcome: 'failed', code: 'media-not-found' }
  })
}

function toAdditionResult(
  { mediaId, outcome, code, entry }: AdditionTitle,
  { undoneAt }: Pick<ListAddition, 'undoneAt'>,
): AdditionResult {
  return {
    mediaId,
    // A repeated request gets the same answer, even if the addition has been undone since.
    outcome: outcome === 'removed' ? 'added' : (outcome ?? 'failed'),
    ...(entry && { entry: toEntryAnswer(entry) }),
    // An open title without a reason was undone before its turn, is still being added, or was interrupted by a crash.
    ...(outcome === null || code !== null
      ? { code: code ?? (undoneAt === null ? 'addition-unfinished' : 'addition-undone') }
      : {}),
  }
}

function toRemovalResult({ mediaId, outcome }: AdditionTitle): RemovalResult {
  if (outcome === 'removed') return { mediaId, outcome }
  return { mediaId, outcome: outcome === 'added' ? 'failed' : 'untouched' }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
