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

/** The recorded events. `reuse` is a spent refresh token that came back; `refuse` a token that could not be opened. */
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
  /** The client's address. Only a keyed hash of it is stored. */
  readonly address?: string | undefined
  /** Further details, without tokens, names and addresses. */
  readonly detail?: AuditEntry['detail']
}

export interface AuditTrail {
  /**
   * Adds an entry. Pass the transaction of the recorded change, so that neither is saved without the other.
   *
   * Repetitions, and entries beyond {@link mostADay} of one kind for one account, are left out. Entries are never
   * deleted to make room, so an attacker cannot push out traces.
   */
  record(db: Queries, event: AuditEvent, subject: AuditSubject): Promise<void>
  /** The entries of an account, oldest first. */
  entriesOf(accountId: string): Promise<readonly AuditEntry[]>
  /** Deletes entries older than 400 days. */
  prune(): Promise<void>
}

/** What most parts of the accounts need: a database, and a record of what they changed. */
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
 * How long an entry also stands for repetitions: same session, address and detail. Events of other kinds are never
 * repetitions, as each has a session of its own or changes something.
 */
const standsForMs: Readonly<Partial<Record<AuditEvent, number>>> = {
  refresh: dayMs,
  export: hourMs,
  refuse: hourMs,
  limit: hourMs,
}

/** Entries of one kind for one account in any 24 hours. The last one says that more may follow. */
export const mostADay = 100
/** For entries without an account: floods come from many addresses, and the operator rotates keys. */
const mostOfNobodyADay = 1_000

/** Half a SHA-256, enough to tell addresses apart; the key prevents trying all of them. */
const originCharacters = 22

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
