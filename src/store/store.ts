import type { Kysely } from 'kysely'
import { migrate } from './migrate.ts'
import type { Database, Queries } from './schema.ts'
import { StoreError } from './store-error.ts'

export interface Store {
  readonly db: Kysely<Database>
  readonly engine: 'sqlite' | 'postgresql'
  /** The database as messages show it, without user and password. */
  readonly place: string
  close(): Promise<void>
}

export interface StoreOptions {
  /** `sqlite:PATH`, `sqlite::memory:` or `postgresql://USER:PASSWORD@HOST:PORT/NAME`. */
  readonly databaseUrl: string
  /** Encrypts a whole SQLite file. A file keeps the key that it was created with. */
  readonly databaseEncryptionKey?: string | undefined
  /** Milliseconds to wait for another program's lock on a SQLite file. */
  readonly busyTimeout?: number
  /** Whether to migrate the tables; true by default. */
  readonly migrate?: boolean
}

/**
 * Opens the database of an instance, creating a SQLite file if needed, and migrates its tables. Kysely and the driver
 * are loaded lazily, so that a process can send its first AniList request without waiting for them.
 *
 * @example
 * const store = await openStore({ databaseUrl: 'sqlite:data/sequel-finder.db' })
 * await store.close()
 *
 * @throws StoreError if the database cannot be used, saying what to do about it
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

/** The location of the data. `place` is shown in messages, without user and password. */
type DatabaseAddress =
  | { readonly engine: 'sqlite'; readonly path: string; readonly place: string }
  | { readonly engine: 'postgresql'; readonly url: string; readonly place: string }

/**
 * Parses DATABASE_URL. A relative path is relative to the working directory.
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
 * Checks that the database answers.
 *
 * @throws StoreError if it does not
 */
export async function pingStore(store: Pick<Store, 'db'>): Promise<void> {
  await store.db.selectNoFrom(({ lit }) => lit(1).as('one')).execute()
}

/** PostgreSQL's code for a deadlock between two transactions, of which this one was aborted. */
const deadlock = '40P01'
const attempts = 4

/** Runs `work` in a transaction, again after a deadlock. It must have no effects outside the database. */
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
