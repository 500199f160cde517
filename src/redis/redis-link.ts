import { createHash } from 'node:crypto'

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
