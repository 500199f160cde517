import { createHash } from 'node:crypto'
import type { SharedText } from '../anilist/budget/shared-budget.ts'

/** Whether Redis answers, and since when (epoch milliseconds). */
export interface RedisState {
  readonly up: boolean
  readonly since: number
  readonly reason: string
}

/** A command is answered or fails within a second, or immediately while Redis is away. Reconnects automatically. */
export interface RedisLink {
  /** @throws RedisAwayError */
  run(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>
  readonly state: RedisState
  /** @throws RedisAwayError while Redis does not answer */
  check(): void
  /** Calls the listener whenever Redis goes away or comes back. Returns an unsubscribe function. */
  watch(listener: (state: RedisState) => void): () => void
  close(): void
}

/** Redis failed a command or is known to be away. Callers have a fallback. */
export class RedisAwayError extends Error {
  override readonly name = 'RedisAwayError'
  readonly code = 'redis-away'

  /** @param reason a short one from the driver or Redis, such as `ECONNREFUSED`, without addresses */
  constructor(reason: string, options?: ErrorOptions) {
    super(`Redis doesn't respond (${reason}). Start it, or correct REDIS_URL.`, options)
  }
}

/** A Lua script, which Redis runs atomically. */
export interface Script {
  readonly lua: string
  /** The hash by which Redis caches the script. */
  readonly sha: string
}

export function defineScript(lua: string): Script {
  return { lua, sha: createHash('sha1').update(lua).digest('hex') }
}

/** Returns Redis's clock in epoch milliseconds, and the text. */
const read = defineScript(`
local time = redis.call('TIME')
return { time[1] * 1000 + math.floor(time[2] / 1000), redis.call('GET', KEYS[1]) }
`)

/** KEYS: the text. ARGV: expected value, new value, milliseconds to keep it. Returns whether it matched. */
const replace = defineScript(`
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
`)

/** Longer than anything in a ledger matters; then a stopped service leaves no keys. */
const keepMs = 20 * 60_000

/** Each failed attempt means that another process succeeded, so reaching this limit means that something is wrong. */
const mostAttempts = 200

/** A text in Redis that processes change in turn, by compare and set. */
export function createSharedText(redis: RedisLink, key: string): SharedText {
  return {
    get awaySince() {
      return redis.state.up ? undefined : redis.state.since
    },
    async update(change) {
      for (let attempt = 0; attempt < mostAttempts; attempt++) {
        const [now, before] = (await redis.run(read, [key], [])) as [number, string | null]
        const { text, result } = change(before ?? undefined, now)
        const stored = await redis.run(replace, [key], [before ?? '', text, keepMs])
        if (stored === 1) return result
      }
      throw new RedisAwayError('others write all the time')
    },
  }
}
