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

/** What a scan leaves out for somebody. */
export interface IgnoredIds {
  readonly titles: ReadonlySet<number>
  /** Any media of each franchise. */
  readonly franchises: ReadonlySet<number>
}

/** What people do not want to be told of. */
export interface Ignores {
  list(accountId: string): Promise<readonly Ignored[]>
  /**
   * Ignores titles or whole franchises from now on. What is ignored already gets the new time limit.
   *
   * @returns these, as they are kept
   * @throws ListError `ignores-full` or `account-deleted`
   */
  save(
    accountId: string,
    ignored: readonly Pick<Ignored, 'scope' | 'mediaId' | 'until'>[],
  ): Promise<readonly Ignored[]>
  /** Takes one back. There is no harm in taking back what was not ignored. */
  remove(accountId: string, scope: IgnoredScope, mediaId: number): Promise<void>
  /** For a scan. */
  idsOf(accountId: string): Promise<IgnoredIds>
}

/** More than anyone has on a list that lacks so much; each scan of it reads all of them. */
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
        // The account's row before those that refer to it, as when an account is deleted: two that took them in different
        // orders would wait for each other.
        if (!(await lockAccount(db, accountId))) throw new ListError('account-deleted')
        await pruneIgnored(db, accountId, now())
        const saved = await saveIgnored(db, accountId, rows)
        // Together with what was there before: what is ignored anew takes no more room.
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

/** What an account ignores at this time, as plain data. Times are ISO 8601. */
export async function exportIgnored({ db }: Store, accountId: string, now: number): Promise<unknown> {
  return (await listIgnored(db, accountId, now)).map(formatIgnored)
}

/** As its person gets to see it, with times in ISO 8601. */
export function formatIgnored({ createdAt, until, ...one }: Ignored) {
  return {
    ...one,
    until: until === null ? null : new Date(until).toISOString(),
    createdAt: new Date(createdAt).toISOString(),
  }
}
