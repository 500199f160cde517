import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { runCli, spawnCli } from '../cli/run-cli.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// KILLS=500 makes it a long test. The moments of the kills are the same each time.
const kills = Number(process.env.KILLS ?? 10)

let sandbox: Sandbox
beforeAll(async () => {
  // The latency spreads a scan over time, so that kills hit requests, replies and saves alike.
  sandbox = await startSandbox({ scale: 2000, limit: 100_000, burst: 1000, latencyMs: 30 })
})
afterAll(() => sandbox.close())

test(
  `a scan killed at any of ${kills} moments leaves a database that opens, and the next scan is right`,
  async () => {
    const folder = temporaryFolder()
    const settings = (database: string) => ({
      env: { ANILIST_API_URL: sandbox.graphqlUrl, DATABASE_URL: `sqlite:${folder}/${database}.db` },
      cwd: folder,
    })
    const ids = (stdout: string) =>
      (JSON.parse(stdout).missing as { media: { id: number } }[]).map(({ media }) => media.id)

    const startedAt = performance.now()
    const undisturbed = await runCli(['scan', 'scale500', '--json'], settings('undisturbed'))
    const wholeMs = performance.now() - startedAt
    const expected = ids(undisturbed.stdout)
    expect(expected.length).toBeGreaterThan(50)

    let killed = 0
    // A scan that has already finished cannot be killed: the machine was faster this time, or the file had more in it.
    for (let attempt = 0; killed < kills || attempt % 5 !== 0; attempt++) {
      // Golden-ratio steps: evenly spread over the duration of a scan, without a pattern.
      const moment = ((attempt * 0.618034) % 1) * wholeMs
      // A new file every fifth time, so that kills hit the first migration as well.
      const database = `killed-${Math.floor(attempt / 5)}`
      const child = spawnCli(['scan', 'scale500', '--json'], settings(database))
      child.stdout.resume()
      child.stderr.resume()
      const ended = once(child, 'exit')
      await Promise.race([sleep(moment), ended])
      if (child.kill('SIGKILL')) killed++
      await ended
      if (attempt % 5 === 4) {
        const next = await runCli(['scan', 'scale500', '--json'], settings(database))
        expect({ exit: next.exit, ids: ids(next.stdout) }).toEqual({ exit: 0, ids: expected })
      }
    }
  },
  kills * 6000 + 60_000,
)
