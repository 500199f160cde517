import type { Account } from './account.ts'
import { ignoreOf } from './changed-answer.ts'
import { type Ignore, keyOf } from './ignore.ts'
import { isOwnList } from './own-list.ts'
import { queryClient } from './query-client.ts'
import type { HiddenTitle } from './scan.ts'
import type { FinishedScan } from './scan-query.ts'

/**
 * Looks at the own list anew, where it is on the page; what is there stays until the answer comes.
 *
 * @param since only where the answer was asked for after that: before, it knew nothing of what has changed now
 */
export function rescan(account: Account | null | undefined, since = -1): void {
  rescanWhere(account, ({ askedAt }) => askedAt > since)
}

/** As {@link rescan}, where the answer itself leaves out what is brought back: only another one can show it. */
export function rescanForIgnored(account: Account | null | undefined, ignores: readonly Ignore[]): void {
  const keys = new Set(ignores.map(keyOf))
  const isMeant = (title: HiddenTitle) => title.rule === 'ignored' && keys.has(keyOf(ignoreOf(title)))
  rescanWhere(account, ({ answer }) => answer.hiddenTitles.some(isMeant))
}

function rescanWhere(account: Account | null | undefined, isMeant: (scan: FinishedScan) => boolean): void {
  if (!account) return
  void queryClient.invalidateQueries({
    queryKey: ['scan'],
    predicate: ({ state, queryKey: [, name] }) => {
      const scan = state.data as FinishedScan | undefined
      return isOwnList(account, `${name}`) && scan !== undefined && isMeant(scan)
    },
  })
}
