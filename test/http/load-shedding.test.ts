import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { loadConfig } from '../../src/config/config.ts'
import { type App, createInstance } from '../../src/http/instance.ts'
import { createLogger } from '../../src/http/logger.ts'
import { type LoadBounds, shedLoad } from '../../src/http/plugins/availability.ts'
import { answerWithProblems } from '../../src/http/plugins/problem-details.ts'
import { addHealthRoutes, createReadiness } from '../../src/http/routes/health.ts'

async function startApp(bounds?: LoadBounds): Promise<App> {
  const app = createInstance(
    await loadConfig({ env: {}, folder: import.meta.dirname }),
    createLogger({ level: 'silent' }),
  )
  onTestFinished(() => app.close())
  answerWithProblems(app, 'http://localhost:8000')
  await shedLoad(app, bounds)
  addHealthRoutes(app, createReadiness([]))
  return app
}

test('an overloaded server returns 503 with Retry-After immediately, and is still alive', async () => {
  // Any heap exceeds this.
  const app = await startApp({ maxEventLoopDelay: 60_000, maxHeapUsedBytes: 1, sampleInterval: 10 })
  await vi.waitFor(async () => {
    const reply = await app.inject('/readyz')
    expect([reply.statusCode, reply.json().code]).toEqual([503, 'overloaded'])
    expect(reply.headers['retry-after']).toBe('5')
  })
  expect((await app.inject('/livez')).statusCode).toBe(200)
})

test('a server that was busy for a second refuses nobody', async () => {
  const app = await startApp()
  await app.ready()
  const statuses = new Set<number>()
  const end = Date.now() + 4_000
  while (Date.now() < end) {
    const busyUntil = Date.now() + 1_200
    while (Date.now() < busyUntil) {
      // Nothing else runs meanwhile.
    }
    for (let n = 0; n < 5; n++) {
      await sleep(20)
      statuses.add((await app.inject('/readyz')).statusCode)
    }
  }
  expect([...statuses]).toEqual([200])
})
