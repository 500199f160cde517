import type { Queries } from './schema.ts'

/** Something that happened to an account or to the keys. */
export interface AuditEntry {
  /** Epoch milliseconds. */
  readonly at: number
  readonly event: string
  readonly accountId: string | null
  readonly sessionId: string | null
  /** A keyed hash of the address that asked: the same for the same address, and no way back to it. */
  readonly origin: string | null
  /** What else is to be known, without tokens, names and addresses. */
  readonly detail: Readonly<Record<string, string | number>>
}

/** Adds an entry, which the database keeps for good. */
export async function insertAuditEntry(db: Queries, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit_entry')
    .values({
      at: entry.at,
      event: entry.event,
      account_id: entry.accountId,
      session_id: entry.sessionId,
      origin: entry.origin,
      detail: JSON.stringify(entry.detail),
    })
    .execute()
}

/** The entries of an account, the oldest first. */
export async function listAuditEntries(db: Queries, accountId: string): Promise<AuditEntry[]> {
  const rows = await db
    .selectFrom('audit_entry')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    at: row.at,
    event: row.event,
    accountId: row.account_id,
    sessionId: row.session_id,
    origin: row.origin,
    detail: JSON.parse(row.detail),
  }))
}
