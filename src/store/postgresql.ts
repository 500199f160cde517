import { once } from 'node:events'
import type { Socket } from 'node:net'
import {
  CamelCasePlugin,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresDriver,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import pg from 'pg'
import type { Database } from './schema.ts'
import { createServerWatch, probeMs, type ServerWatch } from './server-watch.ts'
import { StoreError, toStoreError, translateErrors } from './store-error.ts'

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
  const open = new Set<pg.Client>()
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'sequel-finder',
    keepAlive: true,
    max: 10,
    ...limits,
    types: { getTypeParser },
    Client: class extends PooledClient {
      constructor(config?: string | pg.ClientConfig) {
        super(config)
        open.add(this)
        this.once('end', () => open.delete(this))
      }
    },
  })
  pool.on('error', ignore)
  const watch = createServerWatch({
    probe: () => probe(url),
    cut: () => {
      for (const client of open) socketOf(client).destroy()
    },
    awayError: () => new StoreError('database-unreachable', place, { cause: new Error('no response') }),
  })
  const dialect: Dialect = {
    createDriver: () => new ServerDriver(pool, place, watch),
    createAdapter: () => new PostgresAdapter(),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  }
  return new Kysely({ dialect, plugins: [new CamelCasePlugin()] })
}

const probeSteps = 10

/**
 * Whatever the server answers is a sign of life, a refusal included. Its first byte will do: all of a login, with the hashing
 * on both sides, takes a busy machine longer than may be waited for.
 */
async function probe(url: string): Promise<void> {
  const client = new PooledClient({ connectionString: url, application_name: 'sequel-finder' })
  const socket = socketOf(client)
  // In steps, of which a process that was itself held up takes one at most: it could not have heard an answer meanwhile.
  let steps = 0
  const late = setInterval(() => {
    steps++
    if (steps === probeSteps) socket.destroy()
  }, probeMs / probeSteps)
  try {
    await Promise.race([once(socket, 'data'), client.connect()])
  } finally {
    clearInterval(late)
    socket.destroy()
  }
}

/** pg names it nowhere in its types, and has no other way to give up a connection on which nothing is answered. */
function socketOf(client: pg.Client): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream
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

/** What a driver gives it also takes back, though its types say less of the one than of the other. */
type Releasable = Parameters<PostgresDriver['releaseConnection']>[0]

class ServerDriver extends PostgresDriver {
  readonly #place: string
  readonly #watch: ServerWatch

  constructor(pool: pg.Pool, place: string, watch: ServerWatch) {
    super({ pool })
    this.#place = place
    this.#watch = watch
  }

  /** Whatever prevents a connection, such as a certificate, is a matter of the server or of its address. */
  override async acquireConnection(): Promise<DatabaseConnection> {
    try {
      const connection = await this.#watch.guard(
        () => super.acquireConnection(),
        (unwanted) => void super.releaseConnection(unwanted as Releasable),
      )
      return translateErrors(connection, this.#place, this.#watch.guard)
    } catch (error) {
      const known = toStoreError(error, this.#place)
      throw known === error ? new StoreError('database-unreachable', this.#place, { cause: error }) : known
    }
  }

  override async destroy(): Promise<void> {
    this.#watch.close()
    await super.destroy()
  }
}
