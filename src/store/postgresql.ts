import { type DatabaseConnection, Kysely, PostgresDialect, PostgresDriver } from 'kysely'
import pg from 'pg'
import { translateErrors } from './driver-errors.ts'
import type { Database } from './schema.ts'
import { StoreError, toStoreError } from './store-error.ts'

export interface PostgresqlOptions {
  readonly url: string
  readonly place: string
}

/** Milliseconds. A server that does not answer within them is reported, never waited for. */
const limits = {
  connectionTimeoutMillis: 5_000,
  lock_timeout: 10_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 30_000,
  /** Counted here, for a server that went away without a word; so it is longer than its own limit. */
  query_timeout: 35_000,
}

/** Makes a pool of connections to a PostgreSQL server. The first query connects; see {@link StoreError} for how it may fail. */
export function openPostgresql({ url, place }: PostgresqlOptions): Kysely<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'sequel-finder',
    keepAlive: true,
    max: 10,
    ...limits,
    types: { getTypeParser },
    Client: PooledClient,
  })
  pool.on('error', ignore)
  return new Kysely({ dialect: new ServerDialect(pool, place) })
}

/** Epoch milliseconds and counts are far below 2^53; pg would return them as text. */
const getTypeParser: typeof pg.types.getTypeParser = (oid, format) =>
  oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)

/** A connection that breaks fails its query, or is replaced by the pool. As an event nobody heard it would end the process. */
const ignore = () => {}

class PooledClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    this.on('error', ignore)
  }

  override connect(): Promise<pg.Client>
  override connect(callback: (error: Error) => void): void
  /** pg leaves the socket of a login that failed on this side open, which would keep the process alive. */
  override connect(callback?: (error: Error) => void): Promise<pg.Client> | undefined {
    if (!callback) return super.connect()
    super.connect((error: Error) => {
      if (error) void this.end()
      callback(error)
    })
    return undefined
  }
}

class ServerDialect extends PostgresDialect {
  readonly #pool: pg.Pool
  readonly #place: string

  constructor(pool: pg.Pool, place: string) {
    super({ pool })
    this.#pool = pool
    this.#place = place
  }

  override createDriver(): ServerDriver {
    return new ServerDriver(this.#pool, this.#place)
  }
}

class ServerDriver extends PostgresDriver {
  readonly #place: string

  constructor(pool: pg.Pool, place: string) {
    super({ pool })
    this.#place = place
  }

  /** Whatever prevents a connection, such as a certificate, is a matter of the server or of its address. */
  override async acquireConnection(): Promise<DatabaseConnection> {
    try {
      return translateErrors(await super.acquireConnection(), this.#place)
    } catch (error) {
      const known = toStoreError(error, this.#place)
      throw known === error ? new StoreError('database-unreachable', this.#place, { cause: error }) : known
    }
  }
}
