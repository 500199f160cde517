// Usage: node test/limits/scanner.ts REDIS_URL ANILIST_URL REQUESTS [CALLER] [WORKS]
//
// A process that sends REQUESTS requests to AniList for CALLER through the shared budget, one after another in each of WORKS
// concurrent jobs. It prints a line when it is ready and another when it is done.
import { once } from 'node:events'
import { z } from 'zod'
import { loadConfig } from '../../src/config/config.ts'
import { createServices } from '../../src/services.ts'

const [redisUrl, anilistApiUrl = '', requests, caller, works = requests] = process.argv.slice(2)
const config = await loadConfig({ env: {}, folder: import.meta.dirname })
const services = await createServices({
  ...config,
  databaseUrl: 'sqlite::memory:',
  anilistApiUrl,
  redisUrl,
  instances: 2,
})
console.log('ready')
await once(process.stdin, 'data')
process.stdin.destroy()

const operationName = caller ?? 'anyone'
const query = `query ${operationName} { Page(perPage: 1) { media(id_in: [1]) { id } } }`
const schema = z.object({ Page: z.object({ media: z.array(z.object({ id: z.int() })) }) })
await Promise.all(
  Array.from({ length: Number(works) }, async (_, work) => {
    const since = Date.now() + work
    for (let sent = 0; sent < Number(requests) / Number(works); sent++) {
      await services.anilist.request({ query, schema, operationName, caller, since })
    }
  }),
)
console.log('done')
await services.close()
