import { z } from 'zod'
import type { ListStatus } from '../core/list.ts'
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

/** Why a title is not added. The first two are AniList's catalogue's affair, the third is a race that was lost. */
export type AdditionCode = 'media-not-found' | 'media-not-anime' | 'entry-made-elsewhere' | AniListErrorCode

export interface Addition {
  readonly mediaId: number
  readonly outcome: 'added' | 'already-listed' | 'failed'
  /** The entry as it is: the new one, or the one that was there. */
  readonly entry?: OwnEntry
  /** Why it failed. */
  readonly code?: AdditionCode
}

/** A title to add. */
export interface WantedTitle {
  readonly mediaId: number
  /** When a mutation was sent for it whose outcome is not known: epoch milliseconds. */
  readonly sentAt?: number | undefined
}

export interface AddOptions extends WriteOptions {
  readonly status: ListStatus
  /** Waited for before a mutation is sent: from then on these titles may be on the list. */
  readonly beforeSend: (mediaIds: readonly number[], sentAt: number) => Promise<void>
  readonly onSettled: (additions: readonly Addition[]) => Promise<void>
}

/**
 * Puts titles on a list that are not on it, and leaves alone what is: an entry of any status, hidden and private ones
 * included, is answered and not touched.
 *
 * @param titles each media once
 * @returns why titles are left without an outcome, where some are: asking again may well help
 * @throws AniListError `anilist-invalid-token`; the signal's reason; whatever the callbacks throw
 */
export function addEntries(
  transport: Transport,
  titles: readonly WantedTitle[],
  options: AddOptions,
): Promise<AniListError | undefined> {
  const { status, now, onSettled } = options
  const sentAt = new Map(titles.map((title) => [title.mediaId, title.sentAt]))

  const plan: WritePlan<WantedTitle, Addition> = {
    titles,
    batchSize: additionsPerRequest,
    judge: ({ mediaId }, seen) => judgeAddition(mediaId, seen, status, sentAt.get(mediaId)),
    operation: (batch) =>
      additionOperation(
        batch.map(({ mediaId }) => mediaId),
        status,
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

/** Which of the titles that were sent are on the list by now, and whether that was us. Writes nothing. */
export async function lookUpAdditions(
  transport: Transport,
  titles: readonly WantedTitle[],
  options: WriteOptions & Pick<AddOptions, 'status'>,
): Promise<readonly Addition[]> {
  const ids = titles.map(({ mediaId }) => mediaId)
  const { media } = await readOwnEntries(transport, ids, options)
  return titles.flatMap(
    ({ mediaId, sentAt }) => judgeAddition(mediaId, media.get(mediaId), options.status, sentAt) ?? [],
  )
}

/**
 * A mutation goes out within seconds after this was noted, and AniList's clock may differ a little from ours. An entry
 * from outside of this span is somebody else's.
 */
const clockSkewMs = 60_000
const longestWriteMs = 120_000

function judgeAddition(
  mediaId: number,
  seen: OwnMedia | undefined,
  status: ListStatus,
  sentAt: number | undefined,
): Addition | undefined {
  if (!seen) return { mediaId, outcome: 'failed', code: 'media-not-found' }
  if (seen.type !== 'ANIME') return { mediaId, outcome: 'failed', code: 'media-not-anime' }
  const { entry } = seen
  if (!entry) return undefined
  const mayBeOurs =
    sentAt !== undefined &&
    entry.status === status &&
    entry.updatedAt * 1000 > sentAt - clockSkewMs &&
    entry.updatedAt * 1000 < sentAt + longestWriteMs
  return mayBeOurs ? judgeWritten(entry) : { mediaId, outcome: 'already-listed', entry }
}

/**
 * What a write of ours left behind. The list was looked at before it, and had no such entry; but AniList knows no "add, unless
 * there is one", and says of an entry only when it was made and when it was written last.
 */
function judgeWritten(entry: OwnEntry): Addition {
  const { mediaId, createdAt, updatedAt, isUsed } = entry
  const isOlder = createdAt > 0 && updatedAt - createdAt > 1
  if (isUsed || isOlder) return { mediaId, outcome: 'failed', code: 'entry-made-elsewhere', entry }
  return { mediaId, outcome: 'added', entry }
}

const savedSchema = z.record(z.string(), ownEntrySchema)

/** One mutation that sets the status of several media, by aliases. */
export function additionOperation(ids: readonly number[], status: ListStatus) {
  return {
    operationName: 'AddEntries',
    query: additionDocument(ids.length),
    schema: savedSchema.transform((reply) =>
      Object.values(reply)
        .filter(({ mediaId }) => ids.includes(mediaId))
        .map(judgeWritten),
    ),
    variables: { status, ...Object.fromEntries(ids.map((id, n) => [`media${n}`, id])) },
  }
}

function additionDocument(count: number): string {
  const numbers = Array.from({ length: count }, (_, n) => n)
  const variables = numbers.map((n) => `, $media${n}: Int`).join('')
  const aliases = numbers.map(
    (n) => `entry${n}: SaveMediaListEntry(mediaId: $media${n}, status: $status) { ${ownEntryFields} }`,
  )
  return `mutation AddEntries($status: MediaListStatus${variables}) { ${aliases.join('\n')} }`
}

const additionsPerRequest = Math.floor(maxComplexity / complexity(additionDocument(1)))

/** An entry to remove, as it was when it was added. */
export interface AddedEntry extends Pick<OwnEntry, 'id' | 'mediaId' | 'status' | 'progress' | 'updatedAt'> {}

export interface Removal {
  readonly mediaId: number
  /** `removed`: it is no longer on the list. `kept`: somebody has changed it, or made it anew. */
  readonly outcome: 'removed' | 'kept' | 'failed'
  readonly code?: 'entry-changed' | AniListErrorCode
}

export interface RemoveOptions extends WriteOptions {
  readonly onSettled: (removals: readonly Removal[]) => Promise<void>
}

/**
 * Takes entries off a list that are still as they were added.
 *
 * @returns and throws as {@link addEntries}
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
    entry.progress === added.progress &&
    !entry.isUsed
  return isUnchanged ? undefined : { mediaId, outcome: 'kept', code: 'entry-changed' }
}

const deletedSchema = z.record(z.string(), z.object({ deleted: z.boolean().nullable() }).nullable())

/** One mutation that deletes several entries, by aliases. */
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
