import { type ListStatus, listStatuses } from '../../src/core/list.ts'
import { createDeviceValue } from './value.ts'

/** Titles that were sent to be added, and have no answer. */
export interface PendingAddition {
  /** AniList's id of whose list it is. */
  readonly account: number
  /** The `Idempotency-Key` that was sent. */
  readonly key: string
  readonly status: ListStatus
  readonly titles: readonly { readonly id: number; readonly name: string }[]
  /** Milliseconds since 1970. */
  readonly at: number
}

/** The server forgets keys after seven days: what is older would be added anew. */
const keptMs = 6 * 86_400_000

/** Kept on the device, so that nothing is lost when the page is closed or loaded again in the middle. */
export const pendingAdditions = createDeviceValue<readonly PendingAddition[]>('pending-additions', parse)

/** What an account has begun here, and can still be asked for. */
export function interrupted(
  all: readonly PendingAddition[],
  account: number,
  now: number,
): readonly PendingAddition[] {
  return all.filter((one) => one.account === account && one.at > now - keptMs)
}

function parse(stored: unknown): readonly PendingAddition[] {
  if (!Array.isArray(stored)) return []
  return stored.filter(isPending)
}

function isPending(value: unknown): value is PendingAddition {
  if (typeof value !== 'object' || value === null) return false
  const { account, key, status, titles, at } = value as Record<string, unknown>
  return (
    typeof account === 'number' &&
    typeof key === 'string' &&
    typeof at === 'number' &&
    listStatuses.some((known) => known === status) &&
    Array.isArray(titles) &&
    titles.length > 0 &&
    titles.every((one) => typeof one?.id === 'number' && typeof one?.name === 'string')
  )
}
