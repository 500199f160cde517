import { useMemo, useSyncExternalStore } from 'react'
import { useAccount } from './account.ts'
import { accountIgnores, additions } from './acting.ts'
import { type Changes, noChanges, withChanges } from './changed-answer.ts'
import { deviceChanges, deviceIgnores } from './device-ignores.ts'
import { useDeviceValue } from './device-value.ts'
import { isOwnList } from './own-list.ts'
import type { ScanAnswer } from './scan.ts'

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
  const onDevice = useDeviceValue(deviceIgnores)
  const changes = useMemo((): Changes => {
    if (owner !== undefined) return { entries, ...ofAccount }
    return account === null ? { ...noChanges, ...deviceChanges(onDevice, Date.now()) } : noChanges
  }, [account, owner, entries, ofAccount, onDevice])
  return useMemo(
    () => answer && withChanges(answer, changes, askedAt, kept),
    [answer, changes, askedAt, kept],
  )
}
