// Usage: node test/store/writer.ts URL SAVES SALT
//
// A process that opens a store after a line on standard input, saves SAVES fragments, and prints the number of each one it
// saved. Kysely is loaded before, so that several of these start at the same moment.
import 'kysely'
import { once } from 'node:events'
import { createCatalogue } from '../../src/store/catalogue.ts'
import { openStore } from '../../src/store/store.ts'
import { fragmentAt } from './fragments.ts'

const [databaseUrl = '', saves, salt] = process.argv.slice(2)
console.log('ready')
await once(process.stdin, 'data')
process.stdin.destroy()

const store = await openStore({ databaseUrl })
const catalogue = createCatalogue({ store, now: () => 0, ttlHours: 24 })
for (let index = 0; index < Number(saves); index++) {
  await catalogue.save(fragmentAt(index, Number(salt)))
  console.log(index)
}
await store.close()
