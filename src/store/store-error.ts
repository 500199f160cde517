import type { DatabaseConnection } from 'kysely'

/** Database problems that are not a fault of the program. Stable: callers and users may rely on the codes. */
export type StoreErrorCode = keyof typeof advice

/** A database that cannot be used. The message is one line, says what to do, and contains no secret. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode

  /** @param place the database as shown to users: a path, or an address without user and password */
  constructor(code: StoreErrorCode, place: string, options?: ErrorOptions) {
    super(advice[code](place, reason(options?.cause)), options)
    this.code = code
  }
}

const advice = {
  'disk-full': (place: string) =>
    `The disk of the database ${place} is full. Free some space and try again: everything saved so far is safe.`,
  'database-read-only': (place: string) =>
    `The database ${place} can't be written to. Allow this user to write the file and its folder, or use another one in DATABASE_URL.`,
  'database-locked': (place: string) =>
    `The database ${place} is locked by another program. Try again in a moment, or stop that program.`,
  'database-path': (place: string, why: string) =>
    `The database ${place} can't be opened${why}. Set DATABASE_URL to a file in a folder that this user can access.`,
  'database-unreadable': (place: string) =>
    `${place} is not a readable database. If it is encrypted, set DATABASE_ENCRYPTION_KEY to the key it was created with; if not, unset that; otherwise use another file in DATABASE_URL.`,
  'database-damaged': (place: string, why: string) =>
    `The database ${place} is damaged or its disk is failing${why}. Check the disk and restore a backup, or move the file away to start over.`,
  'database-url': () =>
    'DATABASE_URL is not the address of a database. Use sqlite:PATH, such as sqlite:data/sequel-finder.db, or postgresql://USER:PASSWORD@HOST/NAME.',
  'encryption-unsupported': (place: string) =>
    `DATABASE_ENCRYPTION_KEY works with SQLite files only, but the database is ${place}. Unset it and encrypt the disk of the server, or use a sqlite: address.`,
  'database-unreachable': (place: string, why: string) =>
    `The database ${place} doesn't respond${why}. Start it, or correct the host and port in DATABASE_URL.`,
  'database-refused': (place: string, why: string) =>
    `The database ${place} refuses the login${why}. Correct the user and password in DATABASE_URL.`,
  'database-missing': (place: string) =>
    `The database ${place} doesn't exist. Create it with createdb, or correct the name in DATABASE_URL.`,
  'database-forbidden': (place: string, why: string) =>
    `The user in DATABASE_URL is not allowed to do this in ${place}${why}. Make it the owner of the database.`,
  'database-slow': (place: string, why: string) =>
    `The database ${place} took too long${why}. Try again. If it keeps happening, check the load of the server.`,
  'database-newer': (place: string) =>
    `The database ${place} was written by a newer version of this program. Upgrade the program, or use another database in DATABASE_URL.`,
} satisfies Record<string, (place: string, why: string) => string>

/**
 * Codes of SQLite (https://sqlite.org/rescode.html; extended codes start with these), the file system, and PostgreSQL
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
const codes: Readonly<Record<string, StoreErrorCode>> = {
  SQLITE_FULL: 'disk-full',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  '53100': 'disk-full',
  SQLITE_READONLY: 'database-read-only',
  EACCES: 'database-read-only',
  EPERM: 'database-read-only',
  EROFS: 'database-read-only',
  '25006': 'database-read-only',
  SQLITE_BUSY: 'database-locked',
  SQLITE_LOCKED: 'database-locked',
  '40P01': 'database-locked',
  '55P03': 'database-locked',
  SQLITE_CANTOPEN: 'database-path',
  EISDIR: 'database-path',
  // The parent of the folder is missing: only one level is created.
  ENOENT: 'database-path',
  ENOTDIR: 'database-path',
  EEXIST: 'database-path',
  ELOOP: 'database-path',
  ENAMETOOLONG: 'database-path',
  SQLITE_NOTADB: 'database-unreadable',
  SQLITE_CORRUPT: 'database-damaged',
  SQLITE_IOERR: 'database-damaged',
  EIO: 'database-damaged',
  ECONNREFUSED: 'database-unreachable',
  ECONNRESET: 'database-unreachable',
  EHOSTUNREACH: 'database-unreachable',
  ENETUNREACH: 'database-unreachable',
  ENOTFOUND: 'database-unreachable',
  EAI_AGAIN: 'database-unreachable',
  EPIPE: 'database-unreachable',
  ETIMEDOUT: 'database-unreachable',
  '53300': 'database-unreachable',
  '57P01': 'database-unreachable',
  '57P02': 'database-unreachable',
  '57P03': 'database-unreachable',
  '28000': 'database-refused',
  '28P01': 'database-refused',
  '3D000': 'database-missing',
  '42501': 'database-forbidden',
  '57014': 'database-slow',
}

/** Errors that pg reports without a code. */
const phrases: readonly (readonly [RegExp, StoreErrorCode])[] = [
  [/^SASL/, 'database-refused'],
  [/^Query read timeout/, 'database-slow'],
  [/Connection terminated|timeout exceeded when trying to connect|connection error/i, 'database-unreachable'],
]

/**
 * Turns an error of a driver or the file system into a {@link StoreError}. Others, such as a violated constraint, are
 * returned unchanged: the caller expects them, or they are bugs.
 */
export function toStoreError(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error
  const code = codeOf(error)
  return code ? new StoreError(code, place, { cause: error }) : error
}

function codeOf(error: Error): StoreErrorCode | undefined {
  const { code } = error as { code?: unknown }
  if (typeof code === 'string') {
    const primary = /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code
    if (codes[primary]) return codes[primary]
  }
  return phrases.find(([phrase]) => phrase.test(error.message))?.[1]
}

/** The driver's message in brackets. An AggregateError, as for a name with two addresses, has it in its parts. */
function reason(cause: unknown): string {
  const error = cause instanceof AggregateError ? cause.errors[0] : cause
  if (!(error instanceof Error) || error.message === '') return ''
  return ` (${error.message.replaceAll(/\s+/g, ' ')})`
}

const translated = new WeakSet<DatabaseConnection>()

/**
 * Makes a connection throw {@link StoreError}s. Below Kysely, so that it covers every query, commit and migration.
 *
 * @param guard runs each query
 */
export function translateErrors(
  connection: DatabaseConnection,
  place: string,
  guard: <T>(query: () => Promise<T>) => Promise<T> = (query) => query(),
): DatabaseConnection {
  if (translated.has(connection)) return connection
  translated.add(connection)
  const executeQuery = connection.executeQuery.bind(connection)
  connection.executeQuery = async (...query) => {
    try {
      return await guard(() => executeQuery(...query))
    } catch (error) {
      throw toStoreError(error, place)
    }
  }
  return connection
}

/** Whether a foreign key constraint failed, by either engine's code. */
export function isForeignKeyViolation(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: unknown }
  return code === 'SQLITE_CONSTRAINT_FOREIGNKEY' || code === '23503'
}
