import { type EntryChange, type UpdateCode, updateEntry } from '../anilist/entry-update.ts'
import { AniListError } from '../anilist/errors.ts'
import type { Transport } from '../anilist/transport.ts'
import type { AccountTurns, ListOwner } from './account-turns.ts'
import { type EntryAnswer, toEntryAnswer, type WriteAs } from './list-additions.ts'
import { isListErrorCode, ListError } from './list-error.ts'

export interface UpdateAnswer {
  readonly mediaId: number
  readonly outcome: 'updated' | 'unchanged'
  readonly entry: EntryAnswer
}

export interface ListUpdates {
  /**
   * Takes an entry further: to a later status, to more episodes. It makes no entry and takes none back.
   *
   * @throws ListError `media-not-found`, `entry-not-listed`, `entry-would-be-lowered`, `progress-beyond-end`, `list-busy`,
   * `list-writes-stopped` or `account-deleted`; AniListError; whatever the token cannot be had for
   */
  update(owner: ListOwner, mediaId: number, change: EntryChange): Promise<UpdateAnswer>
}

export function createListUpdates(options: {
  readonly turns: AccountTurns
  readonly transport: Transport
  readonly writeAs: WriteAs
  /** Told that the list of an account may have changed. */
  readonly onChange: (accountId: string) => void
}): ListUpdates {
  const { turns, transport, writeAs, onChange } = options
  return {
    update: (owner, mediaId, change) =>
      turns.take(owner, async (signal) => {
        try {
          const update = await writeAs(owner, signal, (as) => updateEntry(transport, mediaId, change, as))
          if (update.outcome === 'failed') throw errorOf(update.code)
          return { mediaId, outcome: update.outcome, entry: toEntryAnswer(update.entry) }
        } finally {
          onChange(owner.id)
        }
      }),
  }
}

function errorOf(code: UpdateCode): Error {
  if (isListErrorCode(code)) return new ListError(code)
  return new AniListError(code, { cause: new Error('the mutation was refused') })
}
