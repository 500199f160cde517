import type { KeyObject } from 'node:crypto'
import { type AuditEntry, insertAuditEntry, listAuditEntries } from '../store/audit-trail.ts'
import type { Queries } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { keyedHash } from './derived-keys.ts'

/** What is kept for good. `reuse` is a spent refresh token that came back; `refuse` a token that could not be opened. */
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
  /** Adds an entry. Give it the transaction of what happened: then there is neither without the other. */
  record(db: Queries, event: AuditEvent, subject: AuditSubject): Promise<void>
  /** The entries of an account, the oldest first. */
  entriesOf(accountId: string): Promise<readonly AuditEntry[]>
}

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
    record: (db, event, { accountId, sessionId, address, detail }) =>
      insertAuditEntry(db, {
        at: now(),
        event,
        accountId: accountId ?? null,
        sessionId: sessionId ?? null,
        origin: address === undefined ? null : keyedHash(originKey, address).slice(0, originCharacters),
        detail: detail ?? {},
      }),
    entriesOf: (accountId) => listAuditEntries(store.db, accountId),
  }
}
