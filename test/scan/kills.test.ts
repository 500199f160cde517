import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { runCli, spawnCli } from '../cli/run-cli.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// KILLS=500 makes it a battery; the order of the kills' moments is the same each time.
const kills = Number(process.env.KILLS ?? 50)

let sandbox: Sandbox
beforeAll(async () => {
  // The latency spreads a scan over time, so that kills meet requests, replies and saves alike.
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

    const ends = { killed: 0, 'already done': 0 }
    for (let kill = 0; kill < kills; kill++) {
      // Golden-ratio steps: evenly spread over the length of a scan, without a pattern.
      const moment = ((kill * 0.618034) % 1) * wholeMs
      // A new file every fifth time, so that the first migration is met as well.
      const child = spawnCli(['scan', 'scale500', '--json'], settings(`killed-${Math.floor(kill / 5)}`))
      child.stdout.resume()
      child.stderr.resume()
      await sleep(moment)
      ends[child.kill('SIGKILL') ? 'killed' : 'already done']++
      await new Promise((resolve) =>
        child.exitCode === null && child.signalCode === null
          ? child.once('exit', resolve)
          : resolve(undefined),
      )
      if (kill % 5 === 4) {
        const next = await runCli(['scan', 'scale500', '--json'], settings(`killed-${Math.floor(kill / 5)}`))
        expect({ exit: next.exit, ids: ids(next.stdout) }).toEqual({ exit: 0, ids: expected })
      }
    }
    expect(ends.killed).toBeGreaterThan(kills / 2)
  },
  kills * 6000 + 60_000,
)
