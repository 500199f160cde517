import { useMemo, useSyncExternalStore } from 'react'
import { type Account, isOwnList, signedInAccount, signInMark, useAccount } from './account.ts'
import { type AddReply, createAdditions, type UndoReply } from './additions.ts'
import { queryClient, requestJson } from './api.ts'
import { type Changes, ignoreOf, noChanges, withChanges } from './changed-answer.ts'
import { createAccountIgnores, deviceChanges, deviceIgnores, type Ignore, keyOf } from './ignores.ts'
import { pendingAdditions } from './pending-additions.ts'
import type { HiddenTitle, ScanAnswer } from './scan.ts'
import type { FinishedScan } from './scan-query.ts'
import { createUndoStack } from './undo-stack.ts'
import { useValue } from './value.ts'

/** What this page adds to lists. */
export const additions = createAdditions({
  add: (key, mediaIds, status) =>
    requestJson<AddReply>('/api/v1/list', {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: { mediaIds, status },
    }),
  undo: (additionId) => requestJson<UndoReply>('/api/v1/list/undo', { method: 'POST', body: { additionId } }),
  pending: pendingAdditions,
  newKey: () => crypto.randomUUID(),
  now: Date.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
})

/** What this page ignores for the account. */
export const accountIgnores = createAccountIgnores({
  save: (ignores) => requestJson('/api/v1/ignores', { method: 'POST', body: { ignores } }),
  remove: ({ scope, mediaId }) => requestJson(`/api/v1/ignores/${scope}/${mediaId}`, { method: 'DELETE' }),
  now: Date.now,
})

export const undoStack = createUndoStack()

/** What one person did is not for the next one to see, to take back, or to have done in their name. */
let owner = signedInAccount()
signInMark.subscribe(() => {
  const before = owner
  owner = signedInAccount()
  if (before === undefined || before === owner) return
  additions.forget()
  accountIgnores.forget()
  undoStack.clear()
})

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

/**
 * An answer with all that was done on this page since it was asked for: to the own list what was added and ignored, to whoever is
 * not signed in what this device ignores.
 *
 * @param kept a title whose franchise is on the page
 */
export function useChangedAnswer(
  name: string,
  answer: ScanAnswer | undefined,
  askedAt: number,
  kept?: number,
): ScanAnswer | undefined {
  const account = useAccount()
  const owner = account && isOwnList(account, name) ? account.id : undefined
  const entries = useSyncExternalStore(additions.subscribe, () =>
    owner === undefined ? noChanges.entries : additions.entries(owner),
  )
  const ofAccount = useSyncExternalStore(accountIgnores.subscribe, accountIgnores.changes)
  const onDevice = useValue(deviceIgnores)
  const changes = useMemo((): Changes => {
    if (owner !== undefined) return { entries, ...ofAccount }
    return account === null ? { ...noChanges, ...deviceChanges(onDevice, Date.now()) } : noChanges
  }, [account, owner, entries, ofAccount, onDevice])
  return useMemo(
    () => answer && withChanges(answer, changes, askedAt, kept),
    [answer, changes, askedAt, kept],
  )
}
