import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { withRedis } from '../support/redis.ts'

/** A process of `scanner.ts`, ready to begin; killed with the test. */
async function startScanner(...args: string[]) {
  const program = fileURLToPath(new URL('scanner.ts', import.meta.url))
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface(child.stdout)
  await once(lines, 'line')
  return {
    begin: () => child.stdin.end('go\n'),
    exit: once(child, 'close').then(([status]) => status as number | null),
  }
}

test('two processes on one Redis want 25 requests each of an AniList that allows 30: it gets 30, and refuses none', async () => {
  await withRedis(async ({ url }) => {
    const sandbox = await startSandbox()
    onTestFinished(() => sandbox.close())
    const scanners = await Promise.all([1, 2].map(() => startScanner(url, sandbox.graphqlUrl, '25')))
    for (const { begin } of scanners) begin()
    // 30 at 8 a second are through after 4 seconds; what comes after them would show soon.
    for (let waited = 0; waited < 25_000 && sandbox.requests.length < 30; waited += 50) await sleep(50)
    await sleep(2_000)
    expect(sandbox.requests.length).toBe(30)
    expect(sandbox.requests.filter(({ status }) => status === 429)).toEqual([])
  })
})

test('each sends its last request and ends, and nothing of the connection keeps it running', async () => {
  await withRedis(async ({ url }) => {
    const sandbox = await startSandbox()
    onTestFinished(() => sandbox.close())
    const scanners = await Promise.all([1, 2].map(() => startScanner(url, sandbox.graphqlUrl, '10')))
    for (const { begin } of scanners) begin()
    expect(await Promise.all(scanners.map(({ exit }) => exit))).toEqual([0, 0])
    expect(sandbox.requests.map(({ status }) => status)).toEqual(Array(20).fill(200))
  })
})
