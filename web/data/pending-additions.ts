import { listStatuses, type NewEntry } from '../../src/core/list.ts'
import { createDeviceValue } from './value.ts'

/** A request to add titles without an answer yet. */
export interface PendingAddition extends NewEntry {
  /** AniList's id of the list's owner. */
  readonly account: number
  /** The `Idempotency-Key` that was sent. */
  readonly key: string
  readonly titles: readonly { readonly id: number; readonly name: string }[]
  /** Epoch milliseconds. */
  readonly at: number
}

/** The server forgets keys after seven days, so older ones would add titles again. */
const keptMs = 6 * 86_400_000

/** Stored on the device, so that nothing is lost when the page is closed or reloaded. */
export const pendingAdditions = createDeviceValue<readonly PendingAddition[]>('pending-additions', parse)

/** An account's unanswered requests that can still be repeated. */
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
  const { account, key, status, score, progress, completedOn, titles, at } = value as Record<string, unknown>
  return (
    typeof account === 'number' &&
    typeof key === 'string' &&
    typeof at === 'number' &&
    listStatuses.some((known) => known === status) &&
    [score, progress].every((one) => one === undefined || typeof one === 'number') &&
    (completedOn === undefined || typeof completedOn === 'string') &&
    Array.isArray(titles) &&
    titles.length > 0 &&
    titles.every((one) => typeof one?.id === 'number' && typeof one?.name === 'string')
  )
}
