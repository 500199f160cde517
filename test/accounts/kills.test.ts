import { afterAll, describe } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { engines, testOn } from '../store/databases.ts'
import { acts, examine, kill, prepare } from './kills.ts'

const sandbox = await startSandbox({ limit: 1_000_000, burst: 1_000_000 })
afterAll(sandbox.close)

// KILLS=200 makes it a long test. The moments of the kills are the same each time.
const kills = Number(process.env.KILLS ?? 1)
/** After the first acknowledgement. */
const longestWaitMs = 150

describe.each(engines)('kill -9 in the middle on %s', (engine) => {
  const test = testOn(engine)

  test.for(acts)(
    'during %s loses nothing that was acknowledged, and leaves nothing half done',
    { timeout: 60_000 + kills * 5_000 },
    async (act, { url }) => {
      const crime = { act, databaseUrl: url, sandboxUrl: sandbox.url }
      await prepare(crime)
      // Golden-ratio steps: evenly spread, without a pattern.
      for (let count = 1; count <= kills; count++)
        await examine(crime, await kill(crime, ((count * 0.618034) % 1) * longestWaitMs))
    },
  )
})
