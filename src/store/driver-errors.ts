import type { DatabaseConnection } from 'kysely'
import { toStoreError } from './store-error.ts'

const translated = new WeakSet<DatabaseConnection>()

/**
 * Makes a connection throw {@link StoreError}s. It is done here, below Kysely, so that every query, commit and
 * migration passes through: no caller has to remember it.
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
