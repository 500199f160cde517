import { describe, expect, test } from 'vitest'
import { createReadiness } from '../../src/http/readiness.ts'
import { startService } from './service.ts'

describe('policy: /livez, /readyz: the service', () => {
  test('is alive and ready', async () => {
    const { app } = await startService()
    const [alive, ready] = [await app.inject('/livez'), await app.inject('/readyz')]
    expect([alive.statusCode, alive.json()]).toEqual([200, { status: 'alive' }])
    expect([ready.statusCode, ready.json()]).toEqual([200, { status: 'ready', checks: { database: 'ok' } }])
    expect(ready.headers['cache-control']).toBe('no-store')
  })

  test('is alive but not ready without its database', async () => {
    const { app, services } = await startService()
    await services.store.close()
    expect((await app.inject('/livez')).statusCode).toBe(200)
    const ready = await app.inject('/readyz')
    expect([ready.statusCode, ready.json()]).toEqual([
      503,
      { status: 'not-ready', checks: { database: 'failed' } },
    ])
  })
})

describe('readiness', () => {
  const works = { name: 'works', check: async () => {} }
  const fails = {
    name: 'fails',
    check: async () => {
      throw new Error('gone')
    },
  }
  const hangs = { name: 'hangs', check: () => new Promise<void>(() => {}) }
  const atOnce = () => AbortSignal.abort()

  test('needs everything', async () => {
    expect(await createReadiness([works]).check()).toEqual({ ready: true, checks: { works: 'ok' } })
    expect(await createReadiness([works, fails]).check()).toEqual({
      ready: false,
      checks: { works: 'ok', fails: 'failed' },
    })
  })

  test('does not wait long for what hangs', async () => {
    expect(await createReadiness([hangs], atOnce).check()).toEqual({
      ready: false,
      checks: { hangs: 'failed' },
    })
  })

  test('is over once the server stops', async () => {
    const readiness = createReadiness([works])
    readiness.giveUp()
    expect((await readiness.check()).ready).toBe(false)
  })
})
