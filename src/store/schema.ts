import type { Generated, Kysely } from 'kysely'

/**
 * The tables as both engines hold them. Times are epoch milliseconds, structures are JSON text: SQLite has
 * neither dates nor documents, and one form for both engines needs one set of queries.
 */
export interface Database {
  media: MediaTable
  expansion: ExpansionTable
  account: AccountTable
  token_key: TokenKeyTable
  anilist_token: AniListTokenTable
  session: SessionTable
  spent_refresh_token: SpentRefreshTokenTable
  sign_in: SignInTable
  audit_entry: AuditEntryTable
  list_addition: ListAdditionTable
  list_addition_title: ListAdditionTitleTable
  list_lease: ListLeaseTable
  ignored: IgnoredTable
  migration: MigrationTable
}

/** What queries are sent to: the database, or a transaction on it. */
export type Queries = Kysely<Database>

/** What AniList says of a media; see `catalogue.ts`. */
export interface MediaTable {
  id: number
  /** A `Media` as JSON. */
  document: string
  fetched_at: number
}

/** The whole relations of a media; see `catalogue.ts`. */
export interface ExpansionTable {
  media_id: number
  /** Relations as JSON: `[[to, kind], …]`, all from `media_id`. */
  relations: string
  /** The media that came with the relations, as JSON: `[id, …]`. Without each of their rows the expansion is void. */
  mentions: string
  fetched_at: number
}

/** A person who signed in; see `accounts.ts`. */
export interface AccountTable {
  id: string
  anilist_id: number
  name: string
  avatar_url: string | null
  /** 0 or 1. */
  shows_adult: number
  created_at: number
  /** `person` or `anilist` once a token was taken away; null while there is one. */
  disconnected_by: string | null
}

/** Proof of the keys that seal tokens; see `token-keys.ts`. */
export interface TokenKeyTable {
  id: string
  proof: string
  created_at: number
}

/** The sealed AniList token of an account; see `anilist-tokens.ts`. */
export interface AniListTokenTable {
  account_id: string
  token: string
  data_key: string
  key_id: string
  obtained_at: number
  expires_at: number
}

/** A sign-in on one device; see `sessions.ts`. */
export interface SessionTable {
  id: string
  account_id: string
  device: string
  refresh_hash: string
  created_at: number
  last_used_at: number
}

/** A refresh token that was exchanged for its successor; see `sessions.ts`. */
export interface SpentRefreshTokenTable {
  hash: string
  session_id: string
  successor_salt: string
  spent_at: number
}

/** A sign-in that is under way at AniList; see `sign-ins.ts`. */
export interface SignInTable {
  state_hash: string
  browser_hash: string
  return_path: string
  replaced_session_id: string | null
  started_at: number
}

/** Never changed, nor deleted within a year; see `audit-trail.ts`. */
export interface AuditEntryTable {
  id: Generated<number>
  at: number
  event: string
  account_id: string | null
  session_id: string | null
  origin: string | null
  /** A flat object as JSON. */
  detail: string
}

/** Titles that somebody had added to their list; see `list-additions.ts`. */
export interface ListAdditionTable {
  id: string
  account_id: string
  key_hash: string | null
  body_hash: string
  status: string
  created_at: number
  undone_at: number | null
}

/** What has become of one of these titles; see `list-additions.ts`. */
export interface ListAdditionTitleTable {
  addition_id: string
  media_id: number
  position: number
  sent_at: number | null
  outcome: string | null
  code: string | null
  /** An `AdditionEntry` as JSON. */
  entry: string | null
}

/** Who may write to the list of an account at the moment; see `list-leases.ts`. */
export interface ListLeaseTable {
  account_id: string
  holder: string
  held_until: number
}

/** What a person does not want to be told of; see `ignored.ts`. */
export interface IgnoredTable {
  account_id: string
  /** `title` or `franchise`. */
  scope: string
  media_id: number
  until: number | null
  created_at: number
}

/** Which migrations were applied. Kysely's Migrator writes it. */
export interface MigrationTable {
  name: string
  timestamp: string
}
