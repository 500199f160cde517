/**
 * The tables as both engines hold them. Times are epoch milliseconds, structures are JSON text: SQLite has
 * neither dates nor documents, and one form for both engines needs one set of queries.
 */
export interface Database {
  media: MediaTable
  expansion: ExpansionTable
  migration: MigrationTable
}

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

/** Which migrations were applied. Kysely's Migrator writes it. */
export interface MigrationTable {
  name: string
  timestamp: string
}
