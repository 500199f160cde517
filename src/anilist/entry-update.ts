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

/** Why an entry is left as it is. */
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

/**
 * Where an entry may go from each status. Nothing goes back to PLANNING. What is completed stays so, and a rewatch is
 * ended at AniList, which counts it.
 */
const furtherStatuses: Readonly<Record<ListStatus, readonly ListStatus[]>> = {
  PLANNING: ['CURRENT', 'PAUSED', 'DROPPED', 'COMPLETED'],
  CURRENT: ['PAUSED', 'DROPPED', 'COMPLETED'],
  PAUSED: ['CURRENT', 'DROPPED', 'COMPLETED'],
  DROPPED: ['CURRENT', 'PAUSED', 'COMPLETED'],
  COMPLETED: [],
  REPEATING: [],
}

/**
 * Takes an entry that exists further: to a status that {@link furtherStatuses} allows, to more progress. It makes no entry, and
 * lowers none: the mutation names the entry by its own id, so that one which was deleted meanwhile is not made again.
 *
 * @throws AniListError when AniList fails, or refuses the token
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
      // Not changed by this look, but by the write before it whose reply was lost.
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

/** @param entryId AniList's id of the entry, not of its media */
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
