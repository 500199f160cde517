import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  statSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import Driver from 'better-sqlite3-multiple-ciphers'
import {
  CamelCasePlugin,
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Database } from './schema.ts'
import { StoreError, toStoreError, translateErrors } from './store-error.ts'

const inMemory = ':memory:'

export interface SqliteOptions {
  readonly path: string
  readonly place: string
  /** Encrypts the whole file. */
  readonly encryptionKey?: string | undefined
  /** Milliseconds to wait for another program's lock. */
  readonly busyTimeout: number
}

/**
 * Opens a SQLite file. Creates it and its folder, accessible only to this user.
 *
 * @throws StoreError with a file's code (`database-path`, `database-read-only`, …) or `database-unreadable`
 */
export function openSqlite({ path, place, encryptionKey, busyTimeout }: SqliteOptions): Kysely<Database> {
  try {
    const file = path === inMemory ? path : prepareFile(resolve(path), place)
    const database = new Driver(file, { timeout: busyTimeout })
    try {
      if (encryptionKey && path !== inMemory) unlock(database, encryptionKey)
      configure(database)
    } catch (error) {
      database.close()
      throw error
    }
    return new Kysely({ dialect: fileDialect(database, place), plugins: [new CamelCasePlugin()] })
  } catch (error) {
    throw toStoreError(error, place)
  }
}

function prepareFile(file: string, place: string): string {
  const folder = dirname(file)
  // Only one level: a path that is wrong further up is a mistake, and on /proc Node would never finish.
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 })
  refuseReadOnly(folder, place)
  if (!existsSync(file)) createPrivately(file)
  refuseReadOnly(file, place)
  // SQLite creates its extra files with the mode of the database file.
  for (const path of [file, `${file}-wal`, `${file}-shm`]) closeToOthers(path)
  return file
}

/** SQLite would open a read-only file for reading, and fail at the first save. */
function refuseReadOnly(path: string, place: string): void {
  accessSync(path, constants.R_OK | constants.W_OK)
  // Modes do not restrict root, but a read-only mode is intentional.
  if ((statSync(path).mode & 0o222) === 0) throw new StoreError('database-read-only', place)
}

/** Only if it does not exist: closing a second descriptor of an open database would drop its locks. */
function createPrivately(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}

function closeToOthers(path: string): void {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat?.isFile() && stat.mode & 0o077) chmodSync(path, stat.mode & 0o700)
}

/** Names the cipher, so that old files stay readable if the driver's default changes. */
function unlock(database: Driver, key: string): void {
  database.pragma("cipher = 'chacha20'")
  database.key(Buffer.from(key))
}

function configure(database: Driver): void {
  database.pragma('foreign_keys = ON')
  // Overwrites deleted data: once the data key of a token is deleted, the token cannot be recovered.
  database.pragma('secure_delete = ON')
  // FULL, not WAL's usual NORMAL: acknowledged saves must survive a power cut.
  database.pragma('synchronous = FULL')
  if (database.pragma('journal_mode', { simple: true }) !== 'wal') database.pragma('journal_mode = WAL')
}

function fileDialect(database: Driver, place: string): Dialect {
  return {
    createDriver: () => new FileDriver(database, place),
    createAdapter: () => new TransactionalAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  }
}

class FileDriver extends SqliteDriver {
  readonly #database: Driver
  readonly #place: string

  constructor(database: Driver, place: string) {
    super({ database })
    this.#database = database
    this.#place = place
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return translateErrors(await super.acquireConnection(), this.#place)
  }

  /** Takes the write lock immediately: a transaction that started with a read would fail instead of waiting for it. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  /** SQLite itself rolls back when the disk is full; a second rollback would hide that error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection)
  }
}

/** SQLite supports DDL in transactions, but Kysely's adapter does not use that. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}
