import { lockAccount } from '../store/accounts.ts'
import {
  countIgnored,
  deleteIgnored,
  type Ignored,
  type IgnoredScope,
  listIgnored,
  pruneIgnored,
  saveIgnored,
} from '../store/ignored.ts'
import { inTransaction, type Store } from '../store/store.ts'
import { ListError } from './list-error.ts'

/** The media that an account's scans leave out. */
export interface IgnoredIds {
  readonly titles: ReadonlySet<number>
  /** Any media id of each franchise. */
  readonly franchises: ReadonlySet<number>
}

/** The titles and franchises that accounts have ignored. */
export interface Ignores {
  list(accountId: string): Promise<readonly Ignored[]>
  /**
   * Ignores titles or whole franchises. One that is already ignored gets the new time limit.
   *
   * @returns them as stored
   * @throws ListError `ignores-full` or `account-deleted`
   */
  save(
    accountId: string,
    ignored: readonly Pick<Ignored, 'scope' | 'mediaId' | 'until'>[],
  ): Promise<readonly Ignored[]>
  /** Restores one; does nothing if it was not ignored. */
  remove(accountId: string, scope: IgnoredScope, mediaId: number): Promise<void>
  idsOf(accountId: string): Promise<IgnoredIds>
}

/** More than anyone needs; every scan reads all of them. */
export const mostIgnored = 5_000

export function createIgnores(options: {
  readonly store: Store
  /** Epoch milliseconds. */
  readonly now: () => number
}): Ignores {
  const { store, now } = options
  const list = (accountId: string) => listIgnored(store.db, accountId, now())
  return {
    list,
    async save(accountId, ignored) {
      const unique = new Map(ignored.map((one) => [`${one.scope} ${one.mediaId}`, one]))
      const rows = [...unique.values()].map((one) => ({ ...one, createdAt: now() }))
      return inTransaction(store.db, async (db) => {
        // Lock the account's row first, as deleting an account does: opposite orders would deadlock.
        if (!(await lockAccount(db, accountId))) throw new ListError('account-deleted')
        await pruneIgnored(db, accountId, now())
        const saved = await saveIgnored(db, accountId, rows)
        // Counted after saving, because replaced rows take no extra room.
        if ((await countIgnored(db, accountId)) > mostIgnored) throw new ListError('ignores-full')
        return saved
      })
    },
    async remove(accountId, scope, mediaId) {
      await deleteIgnored(store.db, accountId, { scope, mediaId })
    },
    async idsOf(accountId) {
      const all = await list(accountId)
      const idsOf = (wanted: IgnoredScope) =>
        new Set(all.flatMap(({ scope, mediaId }) => (scope === wanted ? mediaId : [])))
      return { titles: idsOf('title'), franchises: idsOf('franchise') }
    },
  }
}

/** Exports an account's ignores as plain data, with times in ISO 8601. */
export async function exportIgnored({ db }: Store, accountId: string, now: number): Promise<unknown> {
  return (await listIgnored(db, accountId, now)).map(formatIgnored)
}

export function formatIgnored({ createdAt, until, ...one }: Ignored) {
  return {
    ...one,
    until: until === null ? null : new Date(until).toISOString(),
    createdAt: new Date(createdAt).toISOString(),
  }
}
