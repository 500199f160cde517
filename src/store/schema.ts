import type { Generated, Kysely } from 'kysely'
import type { AccountTable } from './accounts.ts'
import type { StoredToken } from './anilist-tokens.ts'
import type { AuditEntry } from './audit-trail.ts'
import type { Ignored } from './ignored.ts'
import type { AdditionTitle, ListAddition } from './list-additions.ts'
import type { ListLease } from './list-leases.ts'
import type { Session, SpentRefreshToken } from './sessions.ts'
import type { PendingSignIn } from './sign-ins.ts'

/**
 * The tables as both engines hold them, but for the names, which are in snake_case there: Kysely's CamelCasePlugin translates
 * them. Times are epoch milliseconds, structures are JSON text: SQLite has neither dates nor documents, and one form for
 * both engines needs one set of queries.
 */
export interface Database {
  media: MediaTable
  expansion: ExpansionTable
  account: AccountTable
  tokenKey: { id: string; proof: string; createdAt: number }
  anilistToken: StoredToken
  session: Session
  spentRefreshToken: SpentRefreshToken
  signIn: PendingSignIn
  /** Never changed, nor deleted within a year. */
  auditEntry: WithJson<AuditEntry, 'detail', string> & { id: Generated<number> }
  listAddition: ListAddition
  listAdditionTitle: WithJson<AdditionTitle, 'entry', string | null> & { additionId: string }
  listLease: ListLease
  ignored: Ignored & { accountId: string }
  /** Which migrations were applied. Kysely's Migrator writes it. */
  migration: { name: string; timestamp: string }
}

type WithJson<Row, Column extends keyof Row, Json> = Omit<Row, Column> & Record<Column, Json>

/** What queries are sent to: the database, or a transaction on it. */
export type Queries = Kysely<Database>

/** What AniList says of a media; see `catalogue.ts`. */
interface MediaTable {
  id: number
  /** A `Media` as JSON. */
  document: string
  fetchedAt: number
}

/** The whole relations of a media; see `catalogue.ts`. */
export interface ExpansionTable {
  mediaId: number
  /** Relations as JSON: `[[to, kind], …]`, all from `mediaId`. */
  relations: string
  /** The media that came with the relations, as JSON: `[id, …]`. Without each of their rows the expansion is void. */
  mentions: string
  fetchedAt: number
}
