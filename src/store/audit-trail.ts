import type { Queries } from './schema.ts'

export interface AuditEntry {
  /** Epoch milliseconds. */
  readonly at: number
  readonly event: string
  readonly accountId: string | null
  readonly sessionId: string | null
  /** A keyed hash of the client's address: equal for equal addresses, and irreversible. */
  readonly origin: string | null
  /** Further details, without tokens, names and addresses. */
  readonly detail: Readonly<Record<string, string | number>>
}

/** Adds an entry, which the database protects for at least a year. */
export async function insertAuditEntry(db: Queries, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('auditEntry')
    .values({ ...entry, detail: JSON.stringify(entry.detail) })
    .execute()
}

/** Counts entries of the same kind for the same account, or without one. Times are epoch milliseconds. */
export async function countAuditEntries(
  db: Queries,
  { event, accountId, sessionId, origin, detail }: AuditEntry,
  { since, sameSince }: { readonly since: number; readonly sameSince: number },
): Promise<{ readonly all: number; readonly same: number }> {
  const row = await db
    .selectFrom('auditEntry')
    .select(({ fn, eb }) => [
      fn.countAll<number>().as('all'),
      fn
        .sum<number | null>(
          eb
            .case()
            .when(
              eb.and([
                eb('sessionId', ...equals(sessionId)),
                eb('origin', ...equals(origin)),
                eb('detail', '=', JSON.stringify(detail)),
                eb('at', '>', sameSince),
              ]),
            )
            .then(1)
            .else(0)
            .end(),
        )
        .as('same'),
    ])
    .where('event', '=', event)
    .where('accountId', ...equals(accountId))
    .where('at', '>', since)
    .executeTakeFirstOrThrow()
  return { all: row.all, same: row.same ?? 0 }
}

function equals<T>(value: T): ['=' | 'is', T] {
  return [value === null ? 'is' : '=', value]
}

/** Deletes entries from before a moment. The database refuses if one is less than a year old. */
export async function deleteAuditEntries(db: Queries, before: number): Promise<void> {
  await db.deleteFrom('auditEntry').where('at', '<', before).execute()
}

/** The entries of an account, oldest first. */
export async function listAuditEntries(db: Queries, accountId: string): Promise<AuditEntry[]> {
  const rows = await db
    .selectFrom('auditEntry')
    .select(['at', 'event', 'accountId', 'sessionId', 'origin', 'detail'])
    .where('accountId', '=', accountId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) }))
}
