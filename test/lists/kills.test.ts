import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished } from 'vitest'
import type { AdditionResult } from '../../src/lists/list-additions.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { saveAccount } from '../../src/store/accounts.ts'
import { engines, testOn } from '../store/databases.ts'
import { words } from './list-world.ts'

// KILLS=200 makes it a long test. The moments of the kills are the same each time.
const kills = Number(process.env.KILLS ?? 3)
const casual = 101

describe.each(engines)('adding, with %s', (engine) => {
  const test = testOn(engine)

  test(`killed at any of ${kills} moments, adds the rest the next time, and nothing twice`, {
    timeout: 60_000 + kills * 10_000,
  }, async ({ url, store }) => {
    let wholeMs = 500
    for (let kill = 0; kill < kills; kill++) {
      const { db } = store
      await db.deleteFrom('account').execute()
      await saveAccount(db, {
        ...{ id: 'ada', aniListId: casual, name: 'casual', avatarUrl: null },
        ...{ showsAdult: false, createdAt: 0, disconnectedBy: null },
      })
      // The latency spreads an addition over time, so that kills hit checks, mutations and database writes.
      const sandbox = await startSandbox({ limit: 100_000, burst: 1_000, latencyMs: 40 })
      onTestFinished(() => sandbox.close().catch(() => {}))
      const before = new Map(sandbox.list('casual').map((entry) => [entry.mediaId, entry]))
      const anime = sandbox.catalogue.media.filter(({ type }) => type === 'ANIME')
      const ids = anime.slice(0, 120).map(({ id }) => id)

      const killed = await startAdder(url, sandbox, { ids, leadMs: 0 })
      // Golden-ratio steps: evenly spread over the duration of an addition, without a pattern.
      await killed.runFor((((kill + 1) * 0.618034) % 1) * wholeMs)
      const next = await startAdder(url, sandbox, { ids, leadMs: 60_000 })
      const startedAt = performance.now()
      const results = await next.run()
      wholeMs = Math.max(wholeMs, performance.now() - startedAt)

      expect(words(results)).toEqual(
        Object.fromEntries(ids.map((id) => [id, before.has(id) ? 'already-listed' : 'added'])),
      )
      for (const entry of sandbox.list('casual')) {
        const { mediaId, createdAt, updatedAt } = entry
        if (before.has(mediaId)) expect(entry).toBe(before.get(mediaId))
        else expect([mediaId, updatedAt]).toEqual([mediaId, createdAt])
      }
      await sandbox.close()
    }
  })
})

/** A process that waits for the signal to add. */
async function startAdder(url: string, sandbox: Sandbox, { ids, leadMs }: { ids: number[]; leadMs: number }) {
  const program = fileURLToPath(new URL('adder.ts', import.meta.url))
  const settings = [url, sandbox.graphqlUrl, sandbox.tokenFor('casual'), casual, leadMs, ids]
  const child = spawn(process.execPath, [program, ...settings.map(String)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Otherwise every start would strip the types again.
    env: { ...process.env, NODE_COMPILE_CACHE: resolve('node_modules/.cache/compile') },
  })
  const exit = once(child, 'close')
  const lines = createInterface(child.stdout)
  await once(lines, 'line')
  return {
    /** Lets it add, and kills it after this time, like a power cut. */
    async runFor(ms: number): Promise<void> {
      child.stdin.end('go\n')
      await sleep(ms)
      child.kill('SIGKILL')
      await exit
    },
    async run(): Promise<AdditionResult[]> {
      child.stdin.end('go\n')
      const [line] = await once(lines, 'line')
      await exit
      return JSON.parse(line)
    },
  }
}
