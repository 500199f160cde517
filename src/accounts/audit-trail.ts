import type { KeyObject } from 'node:crypto'
import {
  type AuditEntry,
  countAuditEntries,
  deleteAuditEntries,
  insertAuditEntry,
  listAuditEntries,
} from '../store/audit-trail.ts'
import type { Queries } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { keyedHash } from './cryptography.ts'

/** What is written down. `reuse` is a spent refresh token that came back; `refuse` a token that could not be opened. */
export const auditEvents = [
  'sign-in',
  'refresh',
  'reuse',
  'sign-out',
  'revoke',
  'disconnect',
  'refuse',
  'export',
  'delete',
  'rotate',
  'limit',
] as const
export type AuditEvent = (typeof auditEvents)[number]

export interface AuditSubject {
  readonly accountId?: string | undefined
  readonly sessionId?: string | undefined
  /** The address that asked. Only a keyed hash of it is kept. */
  readonly address?: string | undefined
  /** What else is to be known, without tokens, names and addresses. */
  readonly detail?: AuditEntry['detail']
}

export interface AuditTrail {
  /**
   * Adds an entry. Give it the transaction of what happened: then there is neither without the other.
   *
   * What repeats itself, and what is more than {@link mostADay} of one kind for one account, is left out: nothing that is written
   * is deleted to make room, so nobody can push out what tells of them.
   */
  record(db: Queries, event: AuditEvent, subject: AuditSubject): Promise<void>
  /** The entries of an account, the oldest first. */
  entriesOf(accountId: string): Promise<readonly AuditEntry[]>
  /** Deletes what is older than 400 days. */
  prune(): Promise<void>
}

/** What most of the accounts works with: it keeps something, and writes down what it did. */
export interface AuditedStore {
  readonly store: Store
  readonly audit: AuditTrail
  /** Epoch milliseconds. */
  readonly now: () => number
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const keptMs = 400 * dayMs

/**
 * How long an entry stands for all that are the same but for the time: of the same session and address, with the same detail.
 * All other kinds are never the same: each has a session of its own, or changes something.
 */
const standsForMs: Readonly<Partial<Record<AuditEvent, number>>> = {
  refresh: dayMs,
  export: hourMs,
  refuse: hourMs,
  limit: hourMs,
}

/** Entries of one kind for one account in any 24 hours; the last one says that there may be more. */
export const mostADay = 100
/** Floods come from many addresses, and the operator rotates keys. */
const mostOfNobodyADay = 1_000

/** Half of a SHA-256: long enough to tell addresses apart, and the key keeps anyone from trying them all. */
const originCharacters = 22

/** @param options.now epoch milliseconds */
export function createAuditTrail(options: {
  readonly store: Store
  readonly now: () => number
  readonly originKey: KeyObject
}): AuditTrail {
  const { store, now, originKey } = options
  return {
    async record(db, event, { accountId, sessionId, address, detail = {} }) {
      const at = now()
      const entry: AuditEntry = {
        ...{ at, event, accountId: accountId ?? null, sessionId: sessionId ?? null, detail },
        origin: address === undefined ? null : keyedHash(originKey, address).slice(0, originCharacters),
      }
      const most = entry.accountId === null ? mostOfNobodyADay : mostADay
      const sameSince = at - (standsForMs[event] ?? 0)
      const { all, same } = await countAuditEntries(db, entry, { since: at - dayMs, sameSince })
      if (same > 0 || all >= most) return
      const isLast = all === most - 1
      await insertAuditEntry(db, isLast ? { ...entry, detail: { ...detail, more: 'left out' } } : entry)
    },
    entriesOf: (accountId) => listAuditEntries(store.db, accountId),
    prune: () => deleteAuditEntries(store.db, now() - keptMs),
  }
}
