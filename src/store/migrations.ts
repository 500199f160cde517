import type { Migration } from 'kysely/migration'
import * as catalogue from './migrations/0001-catalogue.ts'

/**
 * Every migration, in the order in which they run, which is that of their names. One that was released is
 * never changed: the next one stands below it. Whoever changes the shape of `Media` or `Relation` adds one that
 * empties the catalogue, since documents of the old shape would be read as the new one.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-catalogue': catalogue,
}
