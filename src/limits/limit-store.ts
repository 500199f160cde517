import { chunk } from '../core/chunk.ts'
import { defineScript, type RedisLink } from '../redis/redis-link.ts'

/** One limit that a request has to pass: at most `limit` in any window of `windowMs`, counted under a key. */
export interface Charge {
  readonly key: string
  readonly limit: number
  readonly windowMs: number
}

/** The state of one charge after a decision. */
export interface Standing {
  /** Requests within the window, this one included if it was admitted. */
  readonly used: number
  /** Milliseconds until the oldest of them leaves the window; the whole window if there is none. */
  readonly freesInMs: number
}

export interface Verdict {
  readonly admitted: boolean
  /** In the order of the charges. */
  readonly standings: readonly Standing[]
}

/**
 * Counts requests in an exact sliding window: no window ever admits more than the limit. A request is admitted by all
 * its charges or none, and a refused request costs nothing, so waiting always helps.
 */
export interface LimitStore {
  take(charges: readonly Charge[]): Promise<Verdict>
}

export interface MemoryStore extends LimitStore {
  /** The synchronous {@link LimitStore.take}. */
  takeNow(charges: readonly Charge[]): Verdict
  /** Counts a request that was admitted elsewhere, by Redis. */
  record(charges: readonly Charge[]): void
  readonly size: number
}

export interface MemoryStoreOptions {
  /** Milliseconds since any fixed moment, never going back. */
  readonly now: () => number
  /** Beyond this many keys the longest idle ones are dropped, as an attacker may have many addresses. */
  readonly maxKeys?: number
}

interface Entry {
  readonly log: SlidingLog
  /** When its last request leaves the window. */
  lapsesAt: number
}

/** Requests between two sweeps of expired keys. */
const sweepEvery = 1_000

export function createMemoryStore({ now, maxKeys = 100_000 }: MemoryStoreOptions): MemoryStore {
  /** Ordered by last use, the longest idle key first. */
  const entries = new Map<string, Entry>()
  let untilSweep = sweepEvery

  function takeNow(charges: readonly Charge[]): Verdict {
    const admitted = charges.every(({ key, limit, windowMs }) => used(key, windowMs) < limit)
    if (admitted) record(charges)
    return { admitted, standings: charges.map(standing) }
  }

  function used(key: string, windowMs: number): number {
    const entry = entries.get(key)
    if (entry === undefined) return 0
    // Refused callers count as active too; otherwise a flood of other keys would soon let them start afresh.
    touch(key, entry)
    entry.log.forgetUntil(now() - windowMs)
    return entry.log.size
  }

  function touch(key: string, entry: Entry): void {
    entries.delete(key)
    entries.set(key, entry)
  }

  function standing({ key, windowMs }: Charge): Standing {
    const oldest = entries.get(key)?.log.oldest
    return {
      used: entries.get(key)?.log.size ?? 0,
      freesInMs: oldest === undefined ? windowMs : Math.max(oldest + windowMs - now(), 0),
    }
  }

  function record(charges: readonly Charge[]): void {
    for (const { key, windowMs } of charges) {
      const entry = entries.get(key) ?? { log: createSlidingLog(), lapsesAt: 0 }
      entry.log.add(now())
      entry.lapsesAt = now() + windowMs
      touch(key, entry)
    }
    if (--untilSweep <= 0) sweep()
    if (entries.size > maxKeys) forgetQuietest()
  }

  /** Drops many at once: finding the first key of a Map takes time proportional to the keys deleted before it. */
  function forgetQuietest(): void {
    const most = Math.floor(maxKeys * 0.9)
    for (const key of entries.keys()) {
      if (entries.size <= most) return
      entries.delete(key)
    }
  }

  function sweep(): void {
    untilSweep = sweepEvery
    for (const [key, { lapsesAt }] of entries) if (lapsesAt <= now()) entries.delete(key)
  }

  return {
    takeNow,
    take: async (charges) => takeNow(charges),
    record,
    get size() {
      return entries.size
    },
  }
}

/** Ascending moments, added at one end and removed at the other in constant time. */
interface SlidingLog {
  add(moment: number): void
  /** Removes every moment up to and including this one. */
  forgetUntil(moment: number): void
  readonly size: number
  readonly oldest: number | undefined
}

/** Removed moments stay in the array until this many have gathered: `shift` would move all others each time. */
const slack = 256

function createSlidingLog(): SlidingLog {
  let moments: number[] = []
  let start = 0

  return {
    add(moment) {
      moments.push(moment)
    },
    forgetUntil(moment) {
      while ((moments[start] ?? Infinity) <= moment) start++
      if (start < slack || start < moments.length / 2) return
      moments = moments.slice(start)
      start = 0
    },
    get size() {
      return moments.length - start
    },
    get oldest() {
      return moments[start]
    },
  }
}

/**
 * One atomic decision by Redis's own clock, so the clocks of instances do not have to agree. Each key holds the moments of
 * its admitted requests, newest first, and expires with the last of them.
 *
 * KEYS: one for each charge. ARGV: limit and window in milliseconds, for each. Returns 1 if admitted, otherwise 0, and for
 * each charge its use and the milliseconds until the oldest request leaves the window.
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

/** Counts in Redis, for all instances together. `take` throws RedisAwayError if Redis cannot be asked. */
export function createRedisStore(redis: RedisLink): LimitStore {
  return {
    async take(charges: readonly Charge[]) {
      const keys = charges.map(({ key }) => `limit:${key}`)
      const args = charges.flatMap(({ limit, windowMs }) => [limit, windowMs])
      const [admitted, ...numbers] = (await redis.run(take, keys, args)) as number[]
      const standings = chunk(numbers, 2).map(([used = 0, freesInMs = 0]): Standing => ({ used, freesInMs }))
      return { admitted: admitted === 1, standings }
    },
  }
}
