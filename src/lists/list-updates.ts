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
   * Advances an entry to a later status or more episodes. Never creates an entry or lowers one.
   *
   * @throws ListError `media-not-found`, `entry-not-listed`, `entry-would-be-lowered`, `progress-beyond-end`, `list-busy`,
   * `list-writes-stopped` or `account-deleted`; AniListError; the error of a token that is not available
   */
  update(owner: ListOwner, mediaId: number, change: EntryChange): Promise<UpdateAnswer>
}

export function createListUpdates(options: {
  readonly turns: AccountTurns
  readonly transport: Transport
  readonly writeAs: WriteAs
  /** Called when an account's list may have changed. */
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
