import { expect, onTestFinished, test, vi } from 'vitest'
import { loadConfig } from '../../src/config/config.ts'
import { createInstance } from '../../src/http/instance.ts'
import { createLogger } from '../../src/http/logger.ts'
import { shedLoad } from '../../src/http/plugins/availability.ts'
import { answerWithProblems } from '../../src/http/plugins/problem-details.ts'
import { addHealthRoutes, createReadiness } from '../../src/http/routes/health.ts'

test('an overloaded server returns 503 with Retry-After immediately, and is still alive', async () => {
  const app = createInstance(
    await loadConfig({ env: {}, folder: import.meta.dirname }),
    createLogger({ level: 'silent' }),
  )
  onTestFinished(() => app.close())
  answerWithProblems(app, 'http://localhost:8000')
  // Any heap exceeds this.
  await shedLoad(app, { maxEventLoopDelay: 60_000, maxHeapUsedBytes: 1, sampleInterval: 10 })
  addHealthRoutes(app, createReadiness([]))
  await vi.waitFor(async () => {
    const reply = await app.inject('/readyz')
    expect([reply.statusCode, reply.json().code]).toEqual([503, 'overloaded'])
    expect(reply.headers['retry-after']).toBe('5')
  })
  expect((await app.inject('/livez')).statusCode).toBe(200)
})
