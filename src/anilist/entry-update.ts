import { z } from 'zod'
import type { ListStatus } from '../core/list.ts'
import { type WriteOptions, type WritePlan, writeCarefully } from './careful-write.ts'
import type { AniListErrorCode } from './errors.ts'
import { type OwnEntry, type OwnMedia, ownEntryFields, ownEntrySchema } from './own-entries.ts'
import type { Transport } from './transport.ts'

/** Changes to an entry; absent fields stay as they are. */
export interface EntryChange {
  readonly status?: ListStatus | undefined
  readonly progress?: number | undefined
}

/** Why an entry is left unchanged. */
export type UpdateCode =
  | 'media-not-found'
  | 'entry-not-listed'
  | 'entry-would-be-lowered'
  | 'progress-beyond-end'
  | AniListErrorCode

export type Update = { readonly mediaId: number } & (
  | { readonly outcome: 'updated' | 'unchanged'; readonly entry: OwnEntry }
  | { readonly outcome: 'failed'; readonly code: UpdateCode }
)

/** Allowed changes of a status. COMPLETED is final, and a rewatch is ended on AniList, which counts it. */
const furtherStatuses: Readonly<Record<ListStatus, readonly ListStatus[]>> = {
  PLANNING: ['CURRENT', 'PAUSED', 'DROPPED', 'COMPLETED'],
  CURRENT: ['PAUSED', 'DROPPED', 'COMPLETED'],
  PAUSED: ['CURRENT', 'DROPPED', 'COMPLETED'],
  DROPPED: ['CURRENT', 'PAUSED', 'COMPLETED'],
  COMPLETED: [],
  REPEATING: [],
}

/**
 * Advances an existing entry to a status that {@link furtherStatuses} allows or to more episodes. Never creates or lowers
 * one: the mutation uses the entry's own id, so an entry deleted in the meantime is not created again.
 *
 * @throws AniListError if AniList fails or refuses the token
 */
export async function updateEntry(
  transport: Transport,
  mediaId: number,
  change: EntryChange,
  options: WriteOptions,
): Promise<Update> {
  const title: { mediaId: number; entryId?: number } = { mediaId }
  let settled: Update | undefined
  let sent = false

  const plan: WritePlan<typeof title, Update> = {
    titles: [title],
    batchSize: 1,
    judge(title, seen) {
      if (seen?.entry) title.entryId = seen.entry.id
      const judged = judgeUpdate(mediaId, change, seen)
      // Our own earlier write made the change, though its reply was lost.
      return judged?.outcome === 'unchanged' && sent ? { ...judged, outcome: 'updated' } : judged
    },
    operation: ([title]) => updateOperation(title?.entryId ?? 0, change),
    refused: (_title, code) => ({ mediaId, outcome: 'failed', code }),
    async beforeSend() {
      sent = true
    },
    async onSettled(updates) {
      settled = updates[0]
    },
  }
  const failure = await writeCarefully(transport, plan, options)
  if (!settled) throw failure
  return settled
}

function judgeUpdate(
  mediaId: number,
  { status, progress }: EntryChange,
  seen: OwnMedia | undefined,
): Update | undefined {
  if (!seen) return { mediaId, outcome: 'failed', code: 'media-not-found' }
  const { entry, episodes } = seen
  if (!entry) return { mediaId, outcome: 'failed', code: 'entry-not-listed' }
  const movesStatus = status !== undefined && status !== entry.status
  const movesProgress = progress !== undefined && progress !== entry.progress
  if (!movesStatus && !movesProgress) return { mediaId, outcome: 'unchanged', entry }
  const goesFurther =
    (!movesStatus || (entry.status !== null && furtherStatuses[entry.status].includes(status))) &&
    (!movesProgress || progress > entry.progress)
  if (!goesFurther) return { mediaId, outcome: 'failed', code: 'entry-would-be-lowered' }
  if (movesProgress && episodes !== null && progress > episodes)
    return { mediaId, outcome: 'failed', code: 'progress-beyond-end' }
  return undefined
}

/** @param entryId AniList's id of the entry, not of the media */
export function updateOperation(entryId: number, change: EntryChange) {
  return {
    operationName: 'UpdateEntry',
    query: `mutation UpdateEntry($id: Int, $status: MediaListStatus, $progress: Int) {
      SaveMediaListEntry(id: $id, status: $status, progress: $progress) { ${ownEntryFields} }
    }`,
    schema: z
      .object({ SaveMediaListEntry: ownEntrySchema })
      .transform(({ SaveMediaListEntry: entry }): Update[] => [
        { mediaId: entry.mediaId, outcome: 'updated', entry },
      ]),
    variables: { id: entryId, ...change },
  }
}
