// Usage: node test/limits/instance.ts REDIS_URL PER_MINUTE REQUESTS
//
// The rate limits of one instance, as a separate process. After a line on standard input it makes REQUESTS requests, 50 at
// once, and prints how many were accepted.
import { once } from 'node:events'
import { createRateLimits } from '../../src/limits/rate-limits.ts'
import { connectRedis } from '../../src/redis/redis.ts'

const [url = '', perMinute, requests] = process.argv.slice(2)
const redis = await connectRedis(url, { commandTimeoutMs: 30_000 })
const limits = createRateLimits({
  perMinute: Number(perMinute),
  now: () => performance.now(),
  redis,
  instances: 4,
})
console.log('ready')
await once(process.stdin, 'data')
process.stdin.destroy()

let left = Number(requests)
let admitted = 0
await Promise.all(Array.from({ length: 50 }, ask))
console.log(admitted)
redis.close()

async function ask(): Promise<void> {
  while (left > 0) {
    left--
    const passed = await limits.take([{ policy: 'address', per: 'address', id: '192.0.2.1' }]).catch(() => [])
    admitted += passed.length
  }
}
