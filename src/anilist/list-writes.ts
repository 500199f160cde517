import { z } from 'zod'
import type { NewEntry } from '../core/list.ts'
import { type WriteOptions, type WritePlan, writeCarefully } from './careful-write.ts'
import type { AniListError, AniListErrorCode } from './errors.ts'
import { complexity, maxComplexity } from './operations.ts'
import {
  type OwnEntry,
  type OwnMedia,
  ownEntryFields,
  ownEntrySchema,
  readOwnEntries,
} from './own-entries.ts'
import type { Transport } from './transport.ts'

/** Why a title is not added. `entry-made-elsewhere` is a lost race with another client. */
export type AdditionCode =
  | 'media-not-found'
  | 'media-not-anime'
  | 'entry-made-elsewhere'
  | 'progress-beyond-end'
  | AniListErrorCode

export interface Addition {
  readonly mediaId: number
  readonly outcome: 'added' | 'already-listed' | 'failed'
  /** The entry as it is now: the new one, or the existing one. */
  readonly entry?: OwnEntry
  /** The reason for a failure. */
  readonly code?: AdditionCode
}

export interface WantedTitle {
  readonly mediaId: number
  /** When a mutation with an unknown outcome was sent for it, in epoch milliseconds. */
  readonly sentAt?: number | undefined
}

/** All titles get the same new entry; completed ones get all of their episodes. */
export interface AddOptions extends WriteOptions, NewEntry {
  /** Awaited before a mutation is sent, since from then on the titles may be on the list. */
  readonly beforeSend: (mediaIds: readonly number[], sentAt: number) => Promise<void>
  readonly onSettled: (additions: readonly Addition[]) => Promise<void>
}

/**
 * Adds titles that are not on a list. Existing entries of any status, including hidden and private ones, are reported and
 * left unchanged.
 *
 * @param titles distinct media
 * @returns why titles are left without an outcome, if any are; a retry may help
 * @throws AniListError `anilist-invalid-token`; the signal's reason; any error of the callbacks
 */
export function addEntries(
  transport: Transport,
  titles: readonly WantedTitle[],
  options: AddOptions,
): Promise<AniListError | undefined> {
  const { now, onSettled } = options
  const sentAt = new Map(titles.map((title) => [title.mediaId, title.sentAt]))
  /** As the last look told. */
  const episodes = new Map<number, number | null>()

  const plan: WritePlan<WantedTitle, Addition> = {
    titles,
    batchSize: additionsPerRequest,
    judge({ mediaId }, seen) {
      if (seen) episodes.set(mediaId, seen.episodes)
      return judgeAddition(mediaId, seen, options, sentAt.get(mediaId))
    },
    operation: (batch) =>
      additionOperation(
        batch.map(({ mediaId }) => ({ mediaId, episodes: episodes.get(mediaId) ?? null })),
        options,
      ),
    refused: ({ mediaId }, code) => ({ mediaId, outcome: 'failed', code }),
    async beforeSend(batch) {
      const ids = batch.map(({ mediaId }) => mediaId)
      await options.beforeSend(ids, now())
      for (const id of ids) sentAt.set(id, now())
    },
    onSettled,
  }
  return writeCarefully(transport, plan, options)
}

/** Which of the sent titles are now on the list, and whether we added them. Read-only. */
export async function lookUpAdditions(
  transport: Transport,
  titles: readonly WantedTitle[],
  options: WriteOptions & NewEntry,
): Promise<readonly Addition[]> {
  const ids = titles.map(({ mediaId }) => mediaId)
  const { media } = await readOwnEntries(transport, ids, options)
  return titles.flatMap(
    ({ mediaId, sentAt }) => judgeAddition(mediaId, media.get(mediaId), options, sentAt) ?? [],
  )
}

/** An entry updated outside these bounds around the time of sending is not ours, even if clocks differ. */
const clockSkewMs = 60_000
const longestWriteMs = 120_000

function judgeAddition(
  mediaId: number,
  seen: OwnMedia | undefined,
  wanted: NewEntry,
  sentAt: number | undefined,
): Addition | undefined {
  if (!seen) return { mediaId, outcome: 'failed', code: 'media-not-found' }
  if (seen.type !== 'ANIME') return { mediaId, outcome: 'failed', code: 'media-not-anime' }
  const { entry, episodes } = seen
  if (!entry) {
    const isBeyondEnd = episodes !== null && (wanted.progress ?? 0) > episodes
    return isBeyondEnd ? { mediaId, outcome: 'failed', code: 'progress-beyond-end' } : undefined
  }
  const mayBeOurs =
    sentAt !== undefined &&
    entry.status === wanted.status &&
    entry.updatedAt * 1000 > sentAt - clockSkewMs &&
    entry.updatedAt * 1000 < sentAt + longestWriteMs
  return mayBeOurs ? judgeWritten(entry, wanted) : { mediaId, outcome: 'already-listed', entry }
}

/**
 * The outcome of our own write. The list had no such entry just before, but AniList has no "add unless it exists", and
 * only tells when an entry was created and last updated.
 */
function judgeWritten(entry: OwnEntry, wanted: NewEntry): Addition {
  const { mediaId, createdAt, updatedAt } = entry
  const isOlder = createdAt > 0 && updatedAt - createdAt > 1
  if (isOlder || !isAsWritten(entry, wanted))
    return { mediaId, outcome: 'failed', code: 'entry-made-elsewhere', entry }
  return { mediaId, outcome: 'added', entry }
}

function isAsWritten({ status, score, progress, hasMore }: OwnEntry, wanted: NewEntry): boolean {
  return (
    !hasMore &&
    // AniList rounds scores to the format of the list.
    (wanted.score === undefined ? score === 0 : score > 0) &&
    // AniList itself may set the progress of completed entries.
    (status === 'COMPLETED' || progress === (wanted.progress ?? 0))
  )
}

const savedSchema = z.record(z.string(), ownEntrySchema)

/** One mutation that makes entries of several media, by aliases. */
export function additionOperation(
  titles: readonly { readonly mediaId: number; readonly episodes: number | null }[],
  wanted: NewEntry,
) {
  const { status, score, completedOn } = wanted
  const shared = [
    variable('status', 'MediaListStatus', status),
    variable('score', 'Float', score),
    variable('completedAt', 'FuzzyDateInput', completedOn && toFuzzyDate(completedOn)),
  ].flat()
  const own = titles.map(({ mediaId, episodes }, n) => [
    ...variable('mediaId', 'Int', mediaId, n),
    ...variable('progress', 'Int', status === 'COMPLETED' ? (episodes ?? undefined) : wanted.progress, n),
  ])
  const variables = [...shared, ...own.flat()]
  const aliases = own.map((variables, n) => {
    const values = [...variables, ...shared].map(({ argument, name }) => `${argument}: $${name}`)
    return `entry${n}: SaveMediaListEntry(${values.join(', ')}) { ${ownEntryFields} }`
  })
  const types = variables.map(({ name, type }) => `$${name}: ${type}`)
  const ids = new Set(titles.map(({ mediaId }) => mediaId))
  return {
    operationName: 'AddEntries',
    query: `mutation AddEntries(${types.join(', ')}) { ${aliases.join('\n')} }`,
    schema: savedSchema.transform((reply) =>
      Object.values(reply)
        .filter(({ mediaId }) => ids.has(mediaId))
        .map((entry) => judgeWritten(entry, wanted)),
    ),
    variables: Object.fromEntries(variables.map(({ name, value }) => [name, value])),
  }
}

/** Returns none without a value, since it is unknown how AniList treats null. */
function variable(argument: string, type: string, value: unknown, title?: number) {
  return value === undefined ? [] : [{ argument, name: `${argument}${title ?? ''}`, type, value }]
}

/** Converts `2026-11-24` to AniList's input type. */
function toFuzzyDate(date: string) {
  const [year, month, day] = date.split('-').map(Number)
  return { year, month, day }
}

const additionsPerRequest = Math.floor(
  maxComplexity /
    complexity(additionOperation([{ mediaId: 1, episodes: null }], { status: 'PLANNING' }).query),
)

/** An entry to remove, as it was when added. */
export interface AddedEntry
  extends Pick<OwnEntry, 'id' | 'mediaId' | 'status' | 'score' | 'progress' | 'updatedAt'> {}

export interface Removal {
  readonly mediaId: number
  /** `kept`: the entry has been changed or created anew since. */
  readonly outcome: 'removed' | 'kept' | 'failed'
  readonly code?: 'entry-changed' | AniListErrorCode
}

export interface RemoveOptions extends WriteOptions {
  readonly onSettled: (removals: readonly Removal[]) => Promise<void>
}

/**
 * Removes entries that are unchanged since they were added.
 *
 * @returns and throws like {@link addEntries}
 */
export function removeEntries(
  transport: Transport,
  entries: readonly AddedEntry[],
  options: RemoveOptions,
): Promise<AniListError | undefined> {
  const plan: WritePlan<AddedEntry, Removal> = {
    titles: entries,
    batchSize: removalsPerRequest,
    judge: (added, seen) => judgeRemoval(added, seen?.entry),
    operation: removalOperation,
    refused: ({ mediaId }, code) => ({ mediaId, outcome: 'failed', code }),
    beforeSend: async () => {},
    onSettled: options.onSettled,
  }
  return writeCarefully(transport, plan, options)
}

function judgeRemoval(added: AddedEntry, entry: OwnEntry | undefined): Removal | undefined {
  const { mediaId } = added
  if (!entry) return { mediaId, outcome: 'removed' }
  const isUnchanged =
    entry.id === added.id &&
    entry.updatedAt === added.updatedAt &&
    entry.status === added.status &&
    entry.score === added.score &&
    entry.progress === added.progress &&
    !entry.hasMore
  return isUnchanged ? undefined : { mediaId, outcome: 'kept', code: 'entry-changed' }
}

const deletedSchema = z.record(z.string(), z.object({ deleted: z.boolean().nullable() }).nullable())

export function removalOperation(entries: readonly Pick<OwnEntry, 'id' | 'mediaId'>[]) {
  return {
    operationName: 'RemoveEntries',
    query: removalDocument(entries.length),
    schema: deletedSchema.transform((reply) =>
      entries.flatMap(({ mediaId }, n): Removal[] =>
        reply[`entry${n}`]?.deleted ? [{ mediaId, outcome: 'removed' }] : [],
      ),
    ),
    variables: Object.fromEntries(entries.map(({ id }, n) => [`id${n}`, id])),
  }
}

function removalDocument(count: number): string {
  const numbers = Array.from({ length: count }, (_, n) => n)
  const variables = numbers.map((n) => `$id${n}: Int`).join(', ')
  const aliases = numbers.map((n) => `entry${n}: DeleteMediaListEntry(id: $id${n}) { deleted }`)
  return `mutation RemoveEntries(${variables}) { ${aliases.join('\n')} }`
}

const removalsPerRequest = Math.floor(maxComplexity / complexity(removalDocument(1)))
