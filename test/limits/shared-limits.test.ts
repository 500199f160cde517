import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, onTestFinished, test } from 'vitest'
import { limitOf, type PolicyName } from '../../src/limits/policies.ts'
import { createRateLimits, type LimitError, type RateLimits } from '../../src/limits/rate-limits.ts'
import { connectRedis } from '../../src/redis/redis.ts'
import type { RedisLink } from '../../src/redis/redis-link.ts'
import { withRedis } from '../support/redis.ts'

async function connect(url: string): Promise<RedisLink> {
  const redis = await connectRedis(url)
  onTestFinished(() => redis.close())
  return redis
}

function limitsOn(redis: RedisLink, perMinute: number): RateLimits {
  return createRateLimits({ perMinute, now: () => performance.now(), redis, instances: 4 })
}

/** The result for a request with this policy, and the time it took in milliseconds. */
async function ask(limits: RateLimits, policy: PolicyName, id = '192.0.2.1') {
  const began = performance.now()
  const answer = await limits.take([{ policy, per: 'address', id }]).then(
    () => 'admitted',
    (error: LimitError) => error.code,
  )
  return { answer, ms: performance.now() - began }
}

async function until(condition: () => boolean | Promise<boolean>, ms: number): Promise<boolean> {
  const end = performance.now() + ms
  while (performance.now() < end) {
    if (await condition()) return true
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return false
}

/** A process of `instance.ts`, ready to start. */
async function startInstance(url: string, perMinute: number, requests: number) {
  const program = fileURLToPath(new URL('instance.ts', import.meta.url))
  const child = spawn(process.execPath, [program, url, String(perMinute), String(requests)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface(child.stdout)
  await once(lines, 'line')
  return {
    async run(): Promise<number> {
      const line = once(lines, 'line')
      child.stdin.end('go\n')
      return Number((await line)[0])
    },
  }
}

test('policy: exact across instances with REDIS_URL: four processes admit exactly the limit of 5,000 requests', async () => {
  await withRedis(async ({ url }) => {
    const instances = await Promise.all(Array.from({ length: 4 }, () => startInstance(url, 1000, 1250)))
    const admitted = await Promise.all(instances.map(({ run }) => run()))
    expect(admitted.reduce((sum, each) => sum + each, 0)).toBe(1000)
  })
})

test('two limits for one request are checked in one step: if one refuses, the other is not charged', async () => {
  await withRedis(async ({ url }) => {
    const limits = limitsOn(await connect(url), 12)
    const both = () =>
      limits.take([
        { policy: 'address', per: 'address', id: '192.0.2.1' },
        { policy: 'sign-in', per: 'address', id: '192.0.2.1' },
      ])
    const answers = await Promise.allSettled(Array.from({ length: 30 }, both))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(limitOf('sign-in', 12))
    const [address] = await limits.take([{ policy: 'address', per: 'address', id: '192.0.2.1' }])
    expect(address?.remaining).toBe(12 - limitOf('sign-in', 12) - 1)
  })
})

test('every key in Redis has our prefix and an expiry', async () => {
  await withRedis(async ({ url, ask: command }) => {
    await ask(limitsOn(await connect(url), 12), 'address')
    const keys = (await command('KEYS', '*')) as string[]
    expect(keys).toContain('sequel-finder:limit:address:address:192.0.2.1')
    for (const key of keys) {
      expect(key).toMatch(/^sequel-finder:/)
      expect(await command('PTTL', key), 'minus 1 means no expiry').not.toBe(-1)
    }
  })
})

describe('policy: with Redis down: auth, export and delete answer 503, reads fall back to a local share, an alert is raised', () => {
  test.each([
    ['killed', (redis: Faulty) => redis.kill(), (redis: Faulty) => redis.restart()],
    ['paused', async (redis: Faulty) => redis.pause(), async (redis: Faulty) => redis.resume()],
    [
      'paused, then killed',
      async (redis: Faulty) => redis.pause(),
      async (redis: Faulty) => {
        await redis.kill()
        await redis.restart()
      },
    ],
  ])('%s', async (_, fail, mend) => {
    await withRedis(async (server) => {
      const redis = await connect(server.url)
      const alerts: boolean[] = []
      redis.watch(({ up }) => alerts.push(up))
      const limits = limitsOn(redis, 40)
      expect((await ask(limits, 'sign-in')).answer).toBe('admitted')

      await fail(server)
      const reads = await Promise.all(Array.from({ length: 30 }, () => ask(limits, 'address')))
      expect(Math.max(...reads.map(({ ms }) => ms)), 'a reply within 2 s').toBeLessThan(2000)
      expect(
        reads.filter(({ answer }) => answer === 'admitted'),
        'a quarter of the limit for each of four',
      ).toHaveLength(10)
      const began = performance.now()
      for (const policy of ['sign-in', 'refresh', 'export', 'delete'] as const)
        expect((await ask(limits, policy)).answer).toBe('limits-unavailable')
      // A single command without a reply from Redis takes a second.
      expect(performance.now() - began, 'none waits once the failure is known').toBeLessThan(1000)
      expect(alerts).toEqual([false])
      expect(limits.snapshot()).toMatchObject({ countedLocally: 30, unavailable: 4 })

      await mend(server)
      expect(await until(() => redis.state.up, 5000), 'recovery within 5 s').toBe(true)
      expect((await ask(limits, 'sign-in')).answer).toBe('admitted')
      expect(alerts).toEqual([false, true])
    })
  })

  test('its connections reset in the middle of 200 requests: each gets a reply, and the next ones are counted in Redis again', async () => {
    await withRedis(async (server) => {
      const redis = await connect(server.url)
      const limits = limitsOn(redis, 1000)
      const requests = Array.from({ length: 200 }, () => ask(limits, 'address'))
      await server.reset()
      const answers = await Promise.all(requests)
      expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(2000)
      expect(answers.filter(({ answer }) => answer !== 'admitted')).toEqual([])
      const recovered = async () => (await ask(limits, 'sign-in')).answer === 'admitted'
      expect(await until(recovered, 5000), 'recovery within 5 s').toBe(true)
    })
  })

  test('what an instance admitted before counts towards its share, so that no limit is granted twice', async () => {
    await withRedis(async (server) => {
      const limits = limitsOn(await connect(server.url), 40)
      for (let i = 0; i < 8; i++) await ask(limits, 'address')
      await server.kill()
      const answers = await Promise.all(Array.from({ length: 10 }, () => ask(limits, 'address')))
      expect(answers.filter(({ answer }) => answer === 'admitted')).toHaveLength(2)
    })
  })

  test('starts without a reachable Redis', async () => {
    await withRedis(async (server) => {
      await server.kill()
      const began = performance.now()
      const redis = await connect(server.url)
      expect(performance.now() - began).toBeLessThan(2000)
      expect(redis.state).toMatchObject({ up: false, reason: 'ECONNREFUSED' })
      await server.restart()
      expect(await until(() => redis.state.up, 5000)).toBe(true)
    })
  })

  test('a Redis that became a read-only replica counts as down, since it counts nothing', async () => {
    await withRedis(async (server) => {
      const redis = await connect(server.url)
      const limits = limitsOn(redis, 40)
      await server.ask('REPLICAOF', '127.0.0.1', '1')
      expect((await ask(limits, 'sign-in')).answer).toBe('limits-unavailable')
      expect(redis.state).toMatchObject({ up: false, reason: 'READONLY' })
      await server.ask('REPLICAOF', 'NO', 'ONE')
      expect(await until(() => redis.state.up, 5000)).toBe(true)
    })
  })
})

type Faulty = Parameters<Parameters<typeof withRedis>[0]>[0]
