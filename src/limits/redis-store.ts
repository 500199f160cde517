import { defineScript, type RedisLink } from '../redis/redis-link.ts'
import type { Charge, LimitStore, Standing } from './limit-store.ts'

/**
 * One decision in one step, by the clock of Redis: instances need not agree on the time. Under each key stands a list
 * of the moments of the requests that were admitted, newest first; a key lapses with its last request.
 *
 * KEYS: one for each charge. ARGV: limit and window in milliseconds, for each. Gives back 1 or 0 for admitted or not, and
 * for each charge what is used and the milliseconds until the oldest leaves.
 */
const take = defineScript(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local admitted = 1
for i, key in ipairs(KEYS) do
  local limit, window = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local oldest = redis.call('LINDEX', key, -1)
  while oldest and tonumber(oldest) <= now - window do
    redis.call('RPOP', key)
    oldest = redis.call('LINDEX', key, -1)
  end
  if redis.call('LLEN', key) >= limit then admitted = 0 end
end
local answer = { admitted }
for i, key in ipairs(KEYS) do
  local window = tonumber(ARGV[2 * i])
  if admitted == 1 then
    redis.call('LPUSH', key, string.format('%.0f', now))
    redis.call('PEXPIRE', key, window)
  end
  local oldest = redis.call('LINDEX', key, -1)
  answer[#answer + 1] = redis.call('LLEN', key)
  answer[#answer + 1] = oldest and math.max(oldest + window - now, 0) or window
end
return answer
`)

/** Counts in Redis, for all instances together. `take` throws RedisAwayError where that cannot be done. */
export function createRedisStore(redis: RedisLink): LimitStore {
  return {
    async take(charges: readonly Charge[]) {
      const keys = charges.map(({ key }) => `limit:${key}`)
      const args = charges.flatMap(({ limit, windowMs }) => [limit, windowMs])
      const [admitted, ...numbers] = (await redis.run(take, keys, args)) as number[]
      const standings = charges.map(
        (_, index): Standing => ({
          used: numbers[2 * index] as number,
          freesInMs: numbers[2 * index + 1] as number,
        }),
      )
      return { admitted: admitted === 1, standings }
    },
  }
}
