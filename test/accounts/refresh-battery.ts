// Usage: node test/accounts/refresh-battery.ts [RUNS] [SQLite|PostgreSQL]
//
// RUNS (10,000 unless told) random interleavings of refreshing, signing out and waiting, on each engine, held against the
// model of refresh-model.ts. Ends with 1 at the first that no order of acts explains, and says how to repeat it.
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { openStore } from '../../src/store/store.ts'
import { startPostgres } from '../support/postgres.ts'
import { runSteps, steps } from './refresh-model.ts'
import { createSessionWorld, type SessionWorld } from './session-world.ts'

const lanes = 10
const wanted = process.argv[3]
const runs = Math.ceil(Number(process.argv[2] ?? 10_000) / lanes) * lanes

function runLane(world: SessionWorld): Promise<void> {
  return fc.assert(
    fc.asyncProperty(steps, async (each) => {
      await runSteps(world, each)
      // SQLite answers within the turn of the event loop in which it is asked. Without another turn nothing native is let go of,
      // and clearing up the gigabytes at the end takes longer than the first connection to PostgreSQL may.
      await setImmediate()
    }),
    { numRuns: runs / lanes },
  )
}

const postgres = await startPostgres()
try {
  for (const [engine, databaseUrl] of [
    ['SQLite', 'sqlite::memory:'],
    ['PostgreSQL', postgres.url],
  ] as const) {
    if (wanted !== undefined && wanted !== engine) continue
    const started = performance.now()
    const store = await openStore({ databaseUrl })
    // Side by side, each with people and a clock of its own: most of the time a run waits for the database.
    await Promise.all(Array.from({ length: lanes }, () => runLane(createSessionWorld(store))))
    await store.close()
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    console.log(`${engine}: ${runs} interleavings as the model allows, in ${seconds} s`)
  }
} finally {
  await postgres.close()
}
