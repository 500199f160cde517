import { chunk } from '../core/chunk.ts'
import { defineScript, type RedisLink } from '../redis/redis-link.ts'

/** One limit that a request has to pass: so many within any window of so many milliseconds, counted under a key. */
export interface Charge {
  readonly key: string
  readonly limit: number
  readonly windowMs: number
}

/** How one charge stands after a decision. */
export interface Standing {
  /** Requests within the window, this one included if it was admitted. */
  readonly used: number
  /** Milliseconds until the oldest of them leaves the window; the whole window where there is none. */
  readonly freesInMs: number
}

export interface Verdict {
  readonly admitted: boolean
  /** In the order of the charges. */
  readonly standings: readonly Standing[]
}

/**
 * Counts requests over a sliding window, exactly: in no window of any charge are more than its limit admitted. A request
 * is admitted by all its charges or by none, and one that is refused costs nothing, so that waiting always helps.
 */
export interface LimitStore {
  take(charges: readonly Charge[]): Promise<Verdict>
}

export interface MemoryStore extends LimitStore {
  /** As {@link LimitStore.take}, at once. */
  takeNow(charges: readonly Charge[]): Verdict
  /** Counts a request that was admitted elsewhere. */
  record(charges: readonly Charge[]): void
  /** Keys that are counted at present. */
  readonly size: number
}

export interface MemoryStoreOptions {
  /** Milliseconds since any moment, never going back. */
  readonly now: () => number
  /** Beyond this many keys those that were quiet for longest are forgotten: an attacker has many addresses, and we little memory. */
  readonly maxKeys?: number
}

interface Entry {
  readonly log: SlidingLog
  /** When the last request of it leaves its window. */
  lapsesAt: number
}

/** Requests between two looks for keys that have lapsed. */
const sweepEvery = 1_000

/** Counts in the memory of this process. */
export function createMemoryStore({ now, maxKeys = 100_000 }: MemoryStoreOptions): MemoryStore {
  /** The key that was quiet for longest comes first. */
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
    // Who is refused comes back to the end as well: else a flood of other keys would soon let him begin anew.
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

  /** Many at once: finding the first of a Map from which the first were deleted takes as long as there were. */
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

/** Moments in ascending order: added at one end, forgotten at the other, both at a cost that does not grow. */
interface SlidingLog {
  add(moment: number): void
  /** Forgets every moment up to and including this one. */
  forgetUntil(moment: number): void
  readonly size: number
  readonly oldest: number | undefined
}

/** Moments that were forgotten stay in the array until they are so many: `shift` would move all others each time. */
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
      const standings = chunk(numbers, 2).map(([used = 0, freesInMs = 0]): Standing => ({ used, freesInMs }))
      return { admitted: admitted === 1, standings }
    },
  }
}
