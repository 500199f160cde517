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

export const additions = createAdditions({
  add: (key, mediaIds, entry) =>
    requestJson<AddReply>('/api/v1/list', {
      method: 'POST',
      headers: { 'idempotency-key': key },
      body: { mediaIds, ...entry },
    }),
  undo: (additionId) => requestJson<UndoReply>('/api/v1/list/undo', { method: 'POST', body: { additionId } }),
  pending: pendingAdditions,
  newKey: () => crypto.randomUUID(),
  now: Date.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
})

export const accountIgnores = createAccountIgnores({
  save: (ignores) => requestJson('/api/v1/ignores', { method: 'POST', body: { ignores } }),
  remove: ({ scope, mediaId }) => requestJson(`/api/v1/ignores/${scope}/${mediaId}`, { method: 'DELETE' }),
  now: Date.now,
})

export const undoStack = createUndoStack()

/** Clear everything when the user changes: the next one must not see, undo or continue it. */
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
 * Rescans the user's own list if it is open; the old results stay until then.
 *
 * @param since only if the answer was requested later; an earlier one does not include the change
 */
export function rescan(account: Account | null | undefined, since = -1): void {
  rescanWhere(account, ({ askedAt }) => askedAt > since)
}

/** Like {@link rescan}, but if the answer itself excludes the restored titles, as only a new one can show them. */
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
 * An answer updated with everything done on this page: additions and ignores for the user's own list, or the device's
 * ignores if signed out.
 *
 * @param kept a media whose franchise is open
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
