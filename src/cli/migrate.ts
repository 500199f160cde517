import { Command } from 'commander'
import { loadConfig } from '../config/config.ts'
import { migrate } from '../store/migrate.ts'
import { openStore } from '../store/store.ts'

/** `migrate`: migrates the database. Other commands do so automatically. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description(
      'Updates the database at DATABASE_URL to the latest schema, and creates the SQLite file if there is none. ' +
        'Other commands do this automatically; use this one to do it ahead of an upgrade.',
    )
    .action(async () => {
      const store = await openStore({ ...(await loadConfig()), migrate: false })
      try {
        const applied = await migrate(store)
        for (const name of applied) console.log(`applied ${name}`)
        console.log(
          applied.length === 0 ? `${store.place} is up to date` : `${store.place} is now up to date`,
        )
      } finally {
        await store.close()
      }
    })
}
