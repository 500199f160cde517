import { type AccountTurnsOptions, createAccountTurns } from './account-turns.ts'
import { createListAdditions, type ListAdditions } from './list-additions.ts'
import { createListUpdates, type ListUpdates } from './list-updates.ts'
import { createListWriter, type ListWriterOptions } from './list-writer.ts'

/** All that is written to people's lists. */
export interface Lists extends ListAdditions, ListUpdates {
  /** Ends every write where it is, with `list-writes-stopped`, and begins no other. What was done is noted. */
  stop(): void
}

export interface ListsOptions extends ListWriterOptions, Pick<AccountTurnsOptions, 'store' | 'during'> {
  /** Told that the list of an account may have changed. */
  readonly onChange: (accountId: string) => void
}

/**
 * @example
 * const { additionId, results } = await lists.add(owner, { mediaIds: [1, 5], status: 'PLANNING', key: randomUUID() })
 * await lists.undo(owner, additionId)
 */
export function createLists(options: ListsOptions): Lists {
  const turns = createAccountTurns(options)
  const parts = { ...options, turns, writer: createListWriter(options) }
  return { ...createListAdditions(parts), ...createListUpdates(parts), stop: turns.stop }
}
