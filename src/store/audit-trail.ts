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

/** Adds an entry, which the database keeps as it is for a year at least. */
export async function insertAuditEntry(db: Queries, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('auditEntry')
    .values({ ...entry, detail: JSON.stringify(entry.detail) })
    .execute()
}

/** What was written of the same kind for the same account, or for nobody. Times are epoch milliseconds. */
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

/** Deletes the entries from before. The database refuses to where they are not a year old. */
export async function deleteAuditEntries(db: Queries, before: number): Promise<void> {
  await db.deleteFrom('auditEntry').where('at', '<', before).execute()
}

/** The entries of an account, the oldest first. */
export async function listAuditEntries(db: Queries, accountId: string): Promise<AuditEntry[]> {
  const rows = await db
    .selectFrom('auditEntry')
    .select(['at', 'event', 'accountId', 'sessionId', 'origin', 'detail'])
    .where('accountId', '=', accountId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) }))
}
