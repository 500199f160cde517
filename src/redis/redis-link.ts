import { createHash } from 'node:crypto'
import type { SharedText } from '../anilist/budget/shared-budget.ts'

/** Whether Redis answers, and since when (milliseconds since 1970). */
export interface RedisState {
  readonly up: boolean
  readonly since: number
  /** Why it is away. */
  readonly reason: string
}

/**
 * The connection to Redis. It never keeps anyone waiting: a command gets an answer within a second or fails, and while
 * Redis is known to be away all fail at once. It connects again by itself.
 */
export interface RedisLink {
  /** @throws RedisAwayError */
  run(script: Script, keys: readonly string[], args: readonly (string | number)[]): Promise<unknown>
  readonly state: RedisState
  /** @throws RedisAwayError while it does not answer */
  check(): void
  /** Calls the listener each time when Redis goes or comes back, until the result is called. */
  watch(listener: (state: RedisState) => void): () => void
  close(): void
}

/** Redis did not do what it was asked, or is known not to answer at present. Callers have another way. */
export class RedisAwayError extends Error {
  override readonly name = 'RedisAwayError'
  readonly code = 'redis-away'

  /** @param reason a few words of the driver or of Redis, such as `ECONNREFUSED`, without addresses */
  constructor(reason: string, options?: ErrorOptions) {
    super(`Redis doesn't respond (${reason}). Start it, or correct REDIS_URL.`, options)
  }
}

/** A Lua script, which Redis runs as one step that nothing else interrupts. */
export interface Script {
  readonly lua: string
  /** By which Redis knows it once it has run it. */
  readonly sha: string
}

export function defineScript(lua: string): Script {
  return { lua, sha: createHash('sha1').update(lua).digest('hex') }
}

/** Gives back the milliseconds since 1970 by the clock of Redis, and the text. */
const read = defineScript(`
local time = redis.call('TIME')
return { time[1] * 1000 + math.floor(time[2] / 1000), redis.call('GET', KEYS[1]) }
`)

/** KEYS: the text. ARGV: what it was, what it is to be, milliseconds to keep it. Gives back whether it still was that. */
const replace = defineScript(`
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
`)

/** Longer than anything in a ledger matters; after that a stopped service leaves nothing behind. */
const keepMs = 20 * 60_000

/** Each failed attempt means that another process succeeded, so this is never reached unless something is wrong. */
const mostAttempts = 200

/** A text in Redis that processes change one after the other, by comparing before they write. */
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
