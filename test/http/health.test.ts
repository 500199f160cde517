import { describe, expect, test } from 'vitest'
import { createReadiness } from '../../src/http/routes/health.ts'
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

describe('policy: /livez, /readyz: readiness', () => {
  const works = { name: 'works', check: async () => {} }
  const fails = {
    name: 'fails',
    check: async () => {
      throw new Error('gone')
    },
  }
  const hangs = { name: 'hangs', check: () => new Promise<void>(() => {}) }
  const atOnce = () => AbortSignal.abort()

  test('requires every check to pass', async () => {
    expect(await createReadiness([works]).check()).toEqual({ ready: true, checks: { works: 'ok' } })
    expect(await createReadiness([works, fails]).check()).toEqual({
      ready: false,
      checks: { works: 'ok', fails: 'failed' },
    })
  })

  test('does not wait long for a check that hangs', async () => {
    expect(await createReadiness([hangs], { deadline: atOnce }).check()).toEqual({
      ready: false,
      checks: { hangs: 'failed' },
    })
  })

  test('runs the checks at most once a second, whatever the number of requests', async () => {
    let time = 0
    let looks = 0
    const late = Promise.withResolvers<void>()
    const counted = { name: 'counted', check: () => (++looks === 1 ? late.promise : Promise.resolve()) }
    const readiness = createReadiness([counted], { now: () => time })
    const asked = Array.from({ length: 100 }, () => readiness.check())
    time = 1_500
    asked.push(readiness.check())
    expect(looks, 'all wait for the current check').toBe(1)
    late.resolve()
    const ready = { ready: true, checks: { counted: 'ok' } }
    expect(await Promise.all(asked)).toEqual(asked.map(() => ready))
    await readiness.check()
    expect(looks, 'the next one after that').toBe(2)
    time = 2_499
    await Promise.all(Array.from({ length: 100 }, () => readiness.check()))
    expect(looks, 'within a second').toBe(2)
    time = 2_500
    expect(await readiness.check()).toEqual(ready)
    expect(looks, 'a second later').toBe(3)
  })

  test('does not keep a result for longer than that', async () => {
    let time = 0
    let isThere = true
    const check = async () => {
      if (!isThere) throw new Error('gone')
    }
    const readiness = createReadiness([{ name: 'database', check }], { now: () => time })
    expect((await readiness.check()).ready).toBe(true)
    isThere = false
    time = 1_000
    expect(await readiness.check()).toEqual({ ready: false, checks: { database: 'failed' } })
  })

  test('ends as soon as the server stops, whatever the last result', async () => {
    const readiness = createReadiness([works])
    expect((await readiness.check()).ready).toBe(true)
    readiness.giveUp()
    expect((await readiness.check()).ready).toBe(false)
  })
})
