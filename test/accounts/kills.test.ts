import { afterAll, describe } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { engines, testOn } from '../store/databases.ts'
import { acts, examine, kill, prepare } from './kills.ts'

const sandbox = await startSandbox({ limit: 1_000_000, burst: 1_000_000 })
afterAll(sandbox.close)

/** Milliseconds after the first acknowledgement; `kill-battery.ts` does the same at 200 random moments. */
const moment = 40

describe.each(engines)('kill -9 in the middle on %s', (engine) => {
  const test = testOn(engine)

  test.for(acts)(
    'of %s loses nothing that was acknowledged, and leaves nothing half-done',
    async (act, { url }) => {
      const crime = { act, databaseUrl: url, sandboxUrl: sandbox.url }
      await prepare(crime)
      await examine(crime, await kill(crime, moment))
    },
  )
})
