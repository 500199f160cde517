import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { withRedis } from '../support/redis.ts'

/** A process of `scanner.ts`, ready to start. Killed when the test ends. */
async function startScanner(...args: string[]) {
  const program = fileURLToPath(new URL('scanner.ts', import.meta.url))
  const child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = createInterface(child.stdout)
  await once(lines, 'line')
  return {
    begin: () => child.stdin.end('go\n'),
    kill: () => child.kill('SIGKILL'),
    exit: once(child, 'close').then(([status]) => status as number | null),
  }
}

test('two processes on one Redis send 25 requests each, with a limit of 30 a minute and 5 a second: none is refused', async () => {
  await withRedis(async ({ url }) => {
    const sandbox = await startSandbox({ burst: 5 })
    onTestFinished(() => sandbox.close())
    const scanners = await Promise.all([1, 2].map(() => startScanner(url, sandbox.graphqlUrl, '25')))
    for (const { begin } of scanners) begin()
    await sleep(14_000)
    // The first twenty-two as fast as bursts allow, then one every ten seconds. With a budget per process it would be twice as
    // many.
    expect(sandbox.requests.length).toBeGreaterThan(18)
    expect(sandbox.requests.length).toBeLessThan(28)
    expect(sandbox.requests.filter(({ status }) => status === 429)).toEqual([])
  })
})

test('a scan in one process goes before the requests of another caller in all others, one of which is killed', async () => {
  await withRedis(async ({ url }) => {
    const sandbox = await startSandbox({ burst: 5 })
    onTestFinished(() => sandbox.close())
    const start = (...args: string[]) => startScanner(url, sandbox.graphqlUrl, ...args)
    const [killed, ...others] = await Promise.all([
      start('10', 'greedy'),
      start('10', 'greedy'),
      start('10', 'greedy'),
    ])
    const stranger = await start('5', 'stranger', '1')
    for (const { begin } of [...others, killed]) begin()
    while (sandbox.requests.length < 8) await sleep(50)
    killed.kill()
    const before = sandbox.requests.length
    const began = Date.now()
    stranger.begin()
    expect(await stranger.exit).toBe(0)
    const names = sandbox.requests.slice(before).map(({ operationName }) => operationName)
    expect(names.filter((name) => name === 'stranger')).toHaveLength(5)
    expect(names.filter((name) => name === 'greedy').length).toBeLessThan(5)
    expect(Date.now() - began).toBeLessThan(25_000)
    expect(sandbox.requests.filter(({ status }) => status === 429)).toEqual([])
  })
})

test('processes exit after their last request, and the connection does not keep them running', async () => {
  await withRedis(async ({ url }) => {
    const sandbox = await startSandbox()
    onTestFinished(() => sandbox.close())
    const scanners = await Promise.all([1, 2].map(() => startScanner(url, sandbox.graphqlUrl, '5')))
    for (const { begin } of scanners) begin()
    expect(await Promise.all(scanners.map(({ exit }) => exit))).toEqual([0, 0])
    expect(sandbox.requests.map(({ status }) => status)).toEqual(Array(10).fill(200))
  })
})
