/** The outcome of one request. */
export interface Verdict {
  readonly allowed: boolean
  readonly limit: number
  readonly remaining: number
  /** While blocked, when the block ends, in Unix seconds. */
  readonly resetAt: number | undefined
  /** While blocked, whole seconds until then. */
  readonly retryAfter: number | undefined
}

export interface RateLimit {
  /** Counts a request of `client`. */
  take(client: string): Verdict
}

const minute = 60_000
const second = 1_000

interface ClientState {
  windowStart: number
  used: number
  recent: number[]
  blockedUntil: number
}

/**
 * AniList's rate limiter: a limit per minute, which starts with the first request, and one within any second.
 * Exceeding either blocks the client for a minute. Requests made while blocked do not prolong it.
 *
 * @param limit requests per minute
 * @param burst requests per second
 * @param now milliseconds
 */
export function createRateLimit({
  limit,
  burst,
  now,
}: {
  limit: number
  burst: number
  now: () => number
}): RateLimit {
  const clients = new Map<string, ClientState>()

  return {
    take(client) {
      const at = now()
      const state = clients.get(client) ?? { windowStart: at, used: 0, recent: [], blockedUntil: 0 }
      clients.set(client, state)
      if (at >= state.blockedUntil) {
        if (state.blockedUntil > 0 || at - state.windowStart >= minute) {
          Object.assign(state, { windowStart: at, used: 0, recent: [], blockedUntil: 0 })
        }
        state.used++
        state.recent = [...state.recent.filter((then) => at - then < second), at]
        if (state.used <= limit && state.recent.length <= burst) {
          return {
            allowed: true,
            limit,
            remaining: limit - state.used,
            resetAt: undefined,
            retryAfter: undefined,
          }
        }
        state.blockedUntil = at + minute
      }
      return {
        allowed: false,
        limit,
        remaining: 0,
        resetAt: Math.ceil(state.blockedUntil / second),
        retryAfter: Math.ceil((state.blockedUntil - at) / second),
      }
    },
  }
}
