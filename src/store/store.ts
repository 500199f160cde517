import type { Kysely } from 'kysely'
import { parseDatabaseUrl } from './database-url.ts'
import { migrate } from './migrate.ts'
import type { Database } from './schema.ts'
import { StoreError } from './store-error.ts'

export interface Store {
  readonly db: Kysely<Database>
  readonly engine: 'sqlite' | 'postgresql'
  /** The database as messages name it, without user and password. */
  readonly place: string
  close(): Promise<void>
}

export interface StoreOptions {
  /** `sqlite:PATH`, `sqlite::memory:` or `postgresql://USER:PASSWORD@HOST:PORT/NAME`. */
  readonly databaseUrl: string
  /** Encrypts a SQLite file as a whole. A file keeps the key that it was made with. */
  readonly encryptionKey?: string | undefined
  /** Milliseconds to wait for another program's lock on a SQLite file. */
  readonly busyTimeout?: number
  /** Whether to bring the tables up to date, as everything needs but the command that does it by itself. */
  readonly migrate?: boolean
}

/**
 * Opens the database of an instance, creates it if it is a file that is not there yet, and brings its tables up to date.
 * Kysely and the driver are loaded here and not before: a process can send its first request to AniList
 * without waiting for them.
 *
 * @example
 * const store = await openStore({ databaseUrl: 'sqlite:data/sequel-finder.db' })
 * await store.close()
 *
 * @throws StoreError when the database cannot be used, with what to do about it
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const store = await connect(options)
  try {
    if (options.migrate ?? true) await migrate(store)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

async function connect({ databaseUrl, encryptionKey, busyTimeout = 5_000 }: StoreOptions): Promise<Store> {
  const address = parseDatabaseUrl(databaseUrl)
  const { engine, place } = address
  if (engine === 'sqlite') {
    const { openSqlite } = await import('./sqlite.ts')
    return makeStore(openSqlite({ ...address, encryptionKey, busyTimeout }), engine, place)
  }
  if (encryptionKey) throw new StoreError('encryption-unsupported', place)
  const { openPostgresql } = await import('./postgresql.ts')
  return makeStore(openPostgresql(address), engine, place)
}

function makeStore(db: Kysely<Database>, engine: Store['engine'], place: string): Store {
  return { db, engine, place, close: () => db.destroy() }
}
