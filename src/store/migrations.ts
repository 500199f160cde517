import type { Migration } from 'kysely/migration'
import * as catalogue from './migrations/0001-catalogue.ts'
import * as accounts from './migrations/0002-accounts.ts'
import * as auditTrail from './migrations/0003-audit-trail.ts'
import * as listAdditions from './migrations/0004-list-additions.ts'
import * as ignored from './migrations/0005-ignored.ts'
import * as readsOnly from './migrations/0006-reads-only.ts'
import * as auditRetention from './migrations/0007-audit-retention.ts'

/**
 * Every migration, in the order in which they run, which is that of their names. One that was released is
 * never changed: the next one stands below it. Whoever changes the shape of `Media` or `Relation` adds one that
 * empties the catalogue, since documents of the old shape would be read as the new one.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-catalogue': catalogue,
  '0002-accounts': accounts,
  '0003-audit-trail': auditTrail,
  '0004-list-additions': listAdditions,
  '0005-ignored': ignored,
  '0006-reads-only': readsOnly,
  '0007-audit-retention': auditRetention,
}
