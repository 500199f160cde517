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

/** In milliseconds. A server that does not answer in time is reported as such. */
const limits = {
  connectionTimeoutMillis: 5_000,
  lock_timeout: 10_000,
  statement_timeout: 30_000,
  idle_in_transaction_session_timeout: 30_000,
  /** Counted on this side, for a server that has silently gone; longer than the server's own limit. */
  query_timeout: 35_000,
}

/**
 * Makes a pool of connections to a PostgreSQL server. The first query connects; {@link StoreError} lists how that may
 * fail.
 */
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

/** The first byte of any answer shows that the server is up. A whole login would take a busy machine too long. */
async function probe(url: string): Promise<void> {
  const client = new PooledClient({ connectionString: url, application_name: 'sequel-finder' })
  const socket = socketOf(client)
  // In steps: if this process itself was blocked, only one passes, as it could not have seen an answer.
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

/** Missing from pg's types, but there is no other way to drop a connection that has stopped responding. */
function socketOf(client: pg.Client): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream
}

/** Epoch milliseconds and counts are far below 2^53; pg would return them as text. */
const getTypeParser: typeof pg.types.getTypeParser = (oid, format) =>
  oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format)

/** A broken connection fails its query or is replaced by the pool. An unhandled event would end the process. */
const ignore = () => {}

class PooledClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    this.on('error', ignore)
  }

  override connect(): Promise<pg.Client>
  override connect(callback: (error: Error) => void): void
  /** If a login fails on this side, pg leaves its socket open, which would keep the process alive. */
  override connect(callback?: (error: Error) => void): Promise<pg.Client> | undefined {
    if (!callback) return super.connect()
    super.connect((error: Error) => {
      if (error) void this.end()
      callback(error)
    })
    return undefined
  }
}

/** Kysely's types of acquiring and releasing a connection do not match. */
type Releasable = Parameters<PostgresDriver['releaseConnection']>[0]

class ServerDriver extends PostgresDriver {
  readonly #place: string
  readonly #watch: ServerWatch

  constructor(pool: pg.Pool, place: string, watch: ServerWatch) {
    super({ pool })
    this.#place = place
    this.#watch = watch
  }

  /** Anything that prevents a connection, such as a certificate, counts as unreachable. */
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
