import { accountsOfName, sessionsOfAccounts } from '../../store/account-sessions.ts'
import { deleteSession } from '../../store/sessions.ts'
import type { Store } from '../../store/store.ts'
import { inTransaction } from '../../store/transaction.ts'
import type { AuditTrail } from '../audit-trail.ts'

/**
 * Ends sessions for their people, as an operator does when a device or a key may be in wrong hands. They are refused from the
 * next request on, by every instance. Each is in the audit trail.
 *
 * @param name of one person at AniList, in any case; everybody where it is undefined
 * @returns how many sessions it ended; undefined where nobody has the name
 */
export function endSessionsAsOperator(
  { store, audit }: { readonly store: Store; readonly audit: AuditTrail },
  name: string | undefined,
): Promise<number | undefined> {
  return inTransaction(store.db, async (db) => {
    const accountIds = name === undefined ? undefined : await accountsOfName(db, name)
    if (accountIds?.length === 0) return undefined
    let ended = 0
    for (const { id, accountId } of await sessionsOfAccounts(db, accountIds)) {
      // One that its person ended at the same moment is ended already.
      if (!(await deleteSession(db, id))) continue
      await audit.record(db, 'revoke', { accountId, sessionId: id, detail: { by: 'operator' } })
      ended++
    }
    return ended
  })
}
