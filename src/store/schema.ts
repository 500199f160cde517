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
 * The tables as both engines store them, except that names are in snake_case there, translated by Kysely's
 * CamelCasePlugin. Times are epoch milliseconds and structures are JSON text, as SQLite has neither dates nor
 * documents and both engines share one set of queries.
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
  /** Never changed, and not deleted within a year. */
  auditEntry: WithJson<AuditEntry, 'detail', string> & { id: Generated<number> }
  listAddition: WithJson<ListAddition, 'details', string | null>
  listAdditionTitle: WithJson<AdditionTitle, 'entry', string | null> & { additionId: string }
  listLease: ListLease
  ignored: Ignored & { accountId: string }
  /** The applied migrations, written by Kysely's Migrator. */
  migration: { name: string; timestamp: string }
}

type WithJson<Row, Column extends keyof Row, Json> = Omit<Row, Column> & Record<Column, Json>

/** The database, or a transaction on it. */
export type Queries = Kysely<Database>

/** See `catalogue.ts`. */
interface MediaTable {
  id: number
  /** A `Media` as JSON. */
  document: string
  fetchedAt: number
}

/** All relations of a media; see `catalogue.ts`. */
export interface ExpansionTable {
  mediaId: number
  /** Relations as JSON: `[[to, kind], …]`, all from `mediaId`. */
  relations: string
  /** The media that came with the relations, as JSON: `[id, …]`. Valid only while all of them are stored. */
  mentions: string
  fetchedAt: number
}
