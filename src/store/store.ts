import type { Kysely } from 'kysely'
import { migrate } from './migrate.ts'
import type { Database, Queries } from './schema.ts'
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
  readonly databaseEncryptionKey?: string | undefined
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

async function connect({ databaseUrl, busyTimeout = 5_000, ...options }: StoreOptions): Promise<Store> {
  const address = parseDatabaseUrl(databaseUrl)
  const encryptionKey = options.databaseEncryptionKey
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

/** Where the data is. `place` is how messages name it, without user and password. */
type DatabaseAddress =
  | { readonly engine: 'sqlite'; readonly path: string; readonly place: string }
  | { readonly engine: 'postgresql'; readonly url: string; readonly place: string }

/**
 * Reads DATABASE_URL. A relative path counts from the working directory.
 *
 * @example
 * parseDatabaseUrl('sqlite:data/sequel-finder.db').place // 'data/sequel-finder.db'
 * parseDatabaseUrl('postgresql://me:secret@db.example/app').place // 'postgresql://db.example/app'
 *
 * @throws StoreError `database-url`, without the address and its password
 */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  const path = /^sqlite:(?:\/\/)?(.+)$/.exec(url)?.[1]
  if (path !== undefined) return { engine: 'sqlite', path, place: path }
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) {
    const { host, pathname } = new URL(url)
    return { engine: 'postgresql', url, place: `postgresql://${host}${pathname}` }
  }
  throw new StoreError('database-url', '')
}

/**
 * Asks the database for an answer, whatever that is.
 *
 * @throws StoreError where none comes
 */
export async function pingStore(store: Pick<Store, 'db'>): Promise<void> {
  await store.db.selectNoFrom(({ lit }) => lit(1).as('one')).execute()
}

/** PostgreSQL: two transactions that wait for each other; this one was ended so that the other can go on. */
const deadlock = '40P01'
const attempts = 4

/**
 * Does something within a transaction, and does it again where that met another transaction in a deadlock. Nothing of a failed
 * attempt stays, so `work` must do nothing outside of the database.
 */
export async function inTransaction<T>(db: Queries, work: (db: Queries) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      if (!isDeadlock(error) || attempt === attempts) throw error
    }
  }
}

function isDeadlock(error: unknown): boolean {
  const { cause } = error instanceof StoreError ? error : {}
  return cause instanceof Error && 'code' in cause && cause.code === deadlock
}
