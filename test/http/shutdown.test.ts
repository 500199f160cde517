import { setImmediate as turn } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { loadServerConfig } from '../../src/config/config.ts'
import { createLogger } from '../../src/http/logger.ts'
import { startServer } from '../../src/http/server.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { createServerServices } from '../../src/services.ts'
import { secrets } from '../support/secrets.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { openEvents } from './event-client.ts'
import { createGate } from './gate.ts'

/** A server whose scans wait at a gate, with a clock that the test moves. */
async function start() {
  const clock = createVirtualClock({ auto: false })
  const sandbox = await startSandbox({ now: clock.now })
  const gate = createGate()
  const config = {
    ...(await loadServerConfig({
      env: { ...secrets, PORT: '0', METRICS_PORT: '0' },
      folder: import.meta.dirname,
    })),
    databaseUrl: 'sqlite::memory:',
    anilistApiUrl: sandbox.graphqlUrl,
  }
  const services = await createServerServices(config, { clock, fetch: gate.fetch })
  const server = await startServer(services, config, { logger: createLogger({ level: 'silent' }), clock })
  onTestFinished(async () => {
    gate.open()
    await services.close()
    await sandbox.close()
  })
  return { clock, gate, services, server }
}

const scan = '/api/v1/scans/casual'

/** The state of a promise. */
async function stateOf(promise: Promise<unknown>): Promise<'pending' | 'settled'> {
  await turn()
  return Promise.race([promise.then(() => 'settled' as const), turn('pending' as const)])
}

test('a server that is stopping finishes what it started, and accepts nothing new', async () => {
  const { gate, server } = await start()
  const reply = fetch(server.url + scan)
  await gate.arrival(1)
  const stopped = server.stop()
  await vi.waitFor(() => expect(fetch(`${server.url}/livez`)).rejects.toThrow('fetch failed'))
  expect(await stateOf(stopped)).toBe('pending')
  gate.open()
  expect((await reply).status).toBe(200)
  await stopped
})

test('it waits for 8 seconds, then ends scans with a problem and streams without one', async () => {
  const { clock, gate, server, services } = await start()
  const stream = await openEvents(server.url + scan)
  const reply = fetch(server.url + scan)
  await stream.first(({ event }) => event === 'progress')
  await vi.waitFor(() => expect(services.scanRuns.counts().listeners).toBe(2))
  const stopped = server.stop()
  await clock.advance(7_999)
  expect(await stateOf(stopped)).toBe('pending')
  await clock.advance(1)
  const refusal = await reply
  expect([refusal.status, ((await refusal.json()) as { code: string }).code]).toEqual([503, 'scan-stopped'])
  await stream.ended
  expect(stream.events.map(({ event }) => event)).toEqual(['progress'])
  await stopped
  expect(gate.arrived).toBe(1)
})

test('it stops immediately if nothing is running, including the metrics', async () => {
  const { server } = await start()
  const { metricsUrl = '' } = server
  expect((await fetch(metricsUrl)).status).toBe(200)
  await fetch(`${server.url}/livez`)
  await server.stop()
  await expect(fetch(metricsUrl)).rejects.toThrow()
  await expect(fetch(server.url)).rejects.toThrow()
})
