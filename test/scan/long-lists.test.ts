import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { spawnCli } from '../cli/run-cli.ts'

/** The full attack has 24. */
const scans = Number(process.env.LONG_LIST_SCANS ?? 4)

/** Node's heap limit in megabytes, where a container or a service has 512. */
const heap = 259
const mostMegabytes = 450

type Child = ReturnType<typeof spawnCli>
const children: Child[] = []
let server: Child
let url: string

async function start(args: readonly string[], env: Record<string, string>): Promise<[Child, string]> {
  const child = spawnCli(args, { env })
  children.push(child)
  child.stderr.resume()
  for await (const line of createInterface(child.stdout)) {
    const found = /http:\/\/\S+/.exec(line)
    if (found) return [child, found[0]]
  }
  throw new Error(`${args[0]} did not start`)
}

beforeAll(async () => {
  const [, anilist] = await start(['sandbox', '--port=0', '--scale=34000', '--limit=100000'], {})
  ;[server, url] = await start(['serve'], {
    NODE_OPTIONS: `--max-heap-size=${heap}`,
    PORT: '0',
    DATABASE_URL: 'sqlite::memory:',
    ANILIST_API_URL: anilist,
    TRUSTED_PROXIES: '127.0.0.1',
    LOG_LEVEL: 'error',
  })
}, 60_000)

afterAll(async () => {
  for (const child of children) {
    if (child.exitCode !== null) continue
    const exit = once(child, 'exit')
    child.kill()
    await exit
  }
})

function ask(path: string, address: string, headers: Record<string, string> = {}, signal?: AbortSignal) {
  return fetch(`${url}/api/v1/scans/${path}`, {
    headers: { 'x-forwarded-for': address, ...headers },
    signal: signal ?? null,
  })
}

/** The most memory it ever used, in megabytes, as Linux counts it. */
function peakOf({ pid }: Child): number {
  const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}

test('scans of 11,000 entries with different options are all answered or refused, in bounded memory', async () => {
  const replies = await Promise.all(
    Array.from({ length: scans }, async (_, i) => {
      const flags = `depth=${i + 1}&adult=${i % 2 === 1}&music=${i % 3 === 1}&include=franchises`
      const reply = await ask(`scale11000?${flags}`, `192.0.2.${i}`)
      return { status: reply.status, body: (await reply.json()) as Record<string, unknown> }
    }),
  )
  for (const { status, body } of replies) {
    if (status !== 200) expect(body.code).toMatch(/^[a-z-]+$/)
  }
  expect(replies.filter(({ status }) => status === 200).length).toBeGreaterThan(scans / 2)
  expect(peakOf(server)).toBeLessThan(mostMegabytes)
  expect((await ask('casual', '198.51.100.1')).status).toBe(200)
}, 600_000)

test("a new visitor's scan starts within a second after 1,000 abandoned requests from four addresses", async () => {
  const abandoned = Array.from({ length: 1000 }, async (_, i) => {
    const leave = new AbortController()
    const reply = ask(`nobody${i}`, `203.0.113.${i % 4}`, { accept: 'text/event-stream' }, leave.signal)
    const { status } = await reply.finally(() => leave.abort())
    return status
  })
  // The limits accept 60 from each address, which is enough for every place.
  expect((await Promise.all(abandoned)).filter((status) => status === 200).length).toBeGreaterThanOrEqual(200)
  const askAsStranger = () => ask('planner', '198.51.100.2', { accept: 'text/event-stream' })
  let asked = performance.now()
  let stream = await askAsStranger()
  // A busy machine has to catch up with a thousand requests first, and says so.
  for (let tries = 0; stream.status === 503 && tries < 20; tries++) {
    expect(await stream.json()).toMatchObject({ code: 'overloaded' })
    await sleep(500)
    asked = performance.now()
    stream = await askAsStranger()
  }
  let received = ''
  for await (const chunk of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    received += chunk
    if (received.includes('event: progress')) break
  }
  expect(received).toContain('event: progress')
  expect(performance.now() - asked).toBeLessThan(1000)
})
