// Usage: node test/limits/scanner.ts REDIS_URL ANILIST_URL REQUESTS
//
// A process that sends REQUESTS requests to AniList through the budget that it shares with others, and writes a line
// once a line came in and when it is through.
import { once } from 'node:events'
import { z } from 'zod'
import { loadConfig } from '../../src/config.ts'
import { createServices } from '../../src/services.ts'

const [redisUrl, anilistApiUrl = '', requests] = process.argv.slice(2)
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

const query = '{ Page(perPage: 1) { media(id_in: [1]) { id } } }'
const schema = z.object({ Page: z.object({ media: z.array(z.object({ id: z.int() })) }) })
await Promise.all(Array.from({ length: Number(requests) }, () => services.anilist.request({ query, schema })))
console.log('done')
await services.close()
