import { Command } from 'commander'
import { loadConfig } from '../config/config.ts'
import { migrate } from '../store/migrate.ts'
import { openStore } from '../store/store.ts'

/** `migrate`: brings the database to this version's schema. Every other command does so too when it opens the database. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description(
      'Brings the database of DATABASE_URL to the newest schema, and creates a SQLite file that is not there yet. ' +
        'Other commands do this by themselves; this one is for those who want to see it done before an update.',
    )
    .action(async () => {
      const { databaseUrl, databaseEncryptionKey } = await loadConfig()
      const store = await openStore({ databaseUrl, encryptionKey: databaseEncryptionKey, migrate: false })
      try {
        const applied = await migrate(store)
        for (const name of applied) console.log(`applied ${name}`)
        console.log(
          applied.length === 0 ? `${store.place} is up to date` : `${store.place} is up to date now`,
        )
      } finally {
        await store.close()
      }
    })
}
