import type { DatabaseConnection } from 'kysely'
import { toStoreError } from './store-error.ts'

const translated = new WeakSet<DatabaseConnection>()

/**
 * Makes a connection throw {@link StoreError}s. It is done here, below Kysely, so that every query, commit and
 * migration passes through: no caller has to remember it.
 */
export function translateErrors(connection: DatabaseConnection, place: string): DatabaseConnection {
  if (translated.has(connection)) return connection
  translated.add(connection)
  const executeQuery = connection.executeQuery.bind(connection)
  connection.executeQuery = async (...query) => {
    try {
      return await executeQuery(...query)
    } catch (error) {
      throw toStoreError(error, place)
    }
  }
  return connection
}
