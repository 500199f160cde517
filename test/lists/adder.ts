// Usage: node test/lists/adder.ts DATABASE_URL ANILIST_URL TOKEN ANILIST_ID LEAD_MS IDS
//
// A process that adds titles to the list of the account `ada` after a line on standard input, always with the same key, and
// prints the results as JSON. Its clock is ahead by LEAD_MS, so that it does not wait for the lease of a killed process.
import { once } from 'node:events'
import { createRateBudget } from '../../src/anilist/budget/rate-budget.ts'
import { systemClock } from '../../src/anilist/clock.ts'
import { createTransport } from '../../src/anilist/transport.ts'
import { createAccountTurns } from '../../src/lists/account-turns.ts'
import { createListAdditions, createWriteAs } from '../../src/lists/list-additions.ts'
import { openStore } from '../../src/store/store.ts'

const [databaseUrl = '', url = '', token = '', aniListId, leadMs, ids = ''] = process.argv.slice(2)
/** Of a session that never ends. */
const forEver = new AbortController().signal
const clock = { ...systemClock, now: () => systemClock.now() + Number(leadMs) }
const store = await openStore({ databaseUrl })
const additions = createListAdditions({
  ...{
    store,
    now: clock.now,
    turns: createAccountTurns({ store, ...clock, during: (_session, use) => use(forEver) }),
    onChange: () => {},
  },
  writeAs: createWriteAs({ ...clock, withToken: (_session, use) => use(token, forEver) }),
  transport: createTransport({
    ...{ ...clock, url, userAgent: 'test', referer: 'http://localhost:8000' },
    budget: createRateBudget({ ...clock, perMinute: 10_000, burst: 1_000 }),
  }),
})
console.log('ready')
await once(process.stdin, 'data')
process.stdin.destroy()

const owner = { id: 'ada', aniListId: Number(aniListId), sessionId: 'of no account' }
const mediaIds = ids.split(',').map(Number)
const { results } = await additions.add(owner, { mediaIds, status: 'PLANNING', key: 'the same each time' })
console.log(JSON.stringify(results))
await store.close()
