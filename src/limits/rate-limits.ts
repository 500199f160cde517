import { RedisAwayError, type RedisLink } from '../redis/redis-link.ts'
import { type Charge, createMemoryStore, createRedisStore, type Verdict } from './limit-store.ts'
import { type Demand, limitOf, type PolicyName, policies, windowMs } from './policies.ts'

/** The caller's standing under one policy. */
export interface Quota {
  readonly policy: PolicyName
  readonly limit: number
  readonly windowMs: number
  readonly remaining: number
  /** Milliseconds until more than `remaining` may be sent. */
  readonly resetMs: number
}

export interface LimitsSnapshot {
  /** Since this process started. */
  readonly refused: Readonly<Partial<Record<PolicyName, number>>>
  /** Requests counted locally while Redis was away. */
  readonly countedLocally: number
  readonly unavailable: number
}

/** Counts requests against the policies: in this process, or in Redis together with all other instances. */
export interface RateLimits {
  /**
   * Counts a request against all demands, or against none.
   *
   * @throws LimitError `rate-limited`, or `limits-unavailable` if Redis is away and a policy refuses without it
   */
  take(demands: readonly Demand[]): Promise<readonly Quota[]>
  /** Calls the listener for the first refusal per minute, policy and subject. */
  onRefused(listener: (demand: Demand) => void): void
  snapshot(): LimitsSnapshot
}

export interface RateLimitsOptions {
  readonly perMinute: number
  /** Milliseconds, never going back. */
  readonly now: () => number
  readonly redis?: RedisLink | undefined
  /** How many instances share the Redis: while it is away, each allows this fraction of every limit. */
  readonly instances?: number
}

interface CountedDemand extends Charge {
  readonly demand: Demand
}

/** Redis is probed far more often; a longer wait keeps clients from all coming back at once. */
const retryWithoutRedisMs = 5_000

export function createRateLimits(options: RateLimitsOptions): RateLimits {
  const { perMinute, now, redis, instances = 1 } = options
  const listeners: ((demand: Demand) => void)[] = []
  // Also records what Redis admitted, so that requests are not granted again when Redis goes away.
  const memory = createMemoryStore({ now })
  const shared = redis && createRedisStore(redis)
  const announced = createMemoryStore({ now })
  const refused: Partial<Record<PolicyName, number>> = {}
  let countedLocally = 0
  let unavailable = 0

  async function take(demands: readonly Demand[]): Promise<readonly Quota[]> {
    const charges = demands.map(toCharge)
    if (!shared) return conclude(charges, memory.takeNow(charges))
    try {
      const verdict = await shared.take(charges)
      if (verdict.admitted) memory.record(charges)
      return conclude(charges, verdict)
    } catch (error) {
      if (!(error instanceof RedisAwayError)) throw error
      return takeLocally(charges, error)
    }
  }

  function takeLocally(charges: readonly CountedDemand[], cause: RedisAwayError): readonly Quota[] {
    if (charges.some(({ demand }) => policies[demand.policy].withoutRedis === 'refuse')) {
      unavailable++
      throw new LimitError('limits-unavailable', retryWithoutRedisMs, { cause })
    }
    countedLocally++
    const parts = charges.map((charge) => ({
      ...charge,
      limit: Math.max(Math.floor(charge.limit / instances), 1),
    }))
    return conclude(parts, memory.takeNow(parts))
  }

  function toCharge(demand: Demand): CountedDemand {
    const { policy, per, id } = demand
    return { demand, key: `${policy}:${per}:${id}`, limit: limitOf(policy, perMinute), windowMs }
  }

  function conclude(charges: readonly CountedDemand[], { admitted, standings }: Verdict): readonly Quota[] {
    const quotas = charges.map(({ demand: { policy }, limit }, index): Quota => {
      const { used, freesInMs } = standings[index] ?? { used: 0, freesInMs: windowMs }
      return { policy, limit, windowMs, remaining: Math.max(limit - used, 0), resetMs: freesInMs }
    })
    if (admitted) return quotas
    const exhausted = quotas.filter(({ remaining }) => remaining === 0)
    for (const { demand } of charges) {
      if (exhausted.some(({ policy }) => policy === demand.policy)) announce(demand)
    }
    throw new LimitError('rate-limited', Math.max(...exhausted.map(({ resetMs }) => resetMs)), { quotas })
  }

  function announce(demand: Demand): void {
    refused[demand.policy] = (refused[demand.policy] ?? 0) + 1
    // Once a minute, so that a flood of requests does not flood the log.
    const first = announced.takeNow([{ ...toCharge(demand), limit: 1 }]).admitted
    if (first) for (const listener of listeners) listener(demand)
  }

  return {
    take,
    onRefused: (listener) => void listeners.push(listener),
    snapshot: () => ({ refused: { ...refused }, countedLocally, unavailable }),
  }
}

export type LimitErrorCode = 'rate-limited' | 'limits-unavailable'

/** A request that is not served now but may be later. */
export class LimitError extends Error {
  override readonly name = 'LimitError'
  readonly code: LimitErrorCode
  readonly retryAfterMs: number
  /** The state of the limits; empty if it is unknown. */
  readonly quotas: readonly Quota[]

  constructor(
    code: LimitErrorCode,
    retryAfterMs: number,
    options: ErrorOptions & { readonly quotas?: readonly Quota[] } = {},
  ) {
    const seconds = Math.ceil(retryAfterMs / 1000)
    super(messages[code](`${seconds} second${seconds === 1 ? '' : 's'}`), options)
    this.code = code
    this.retryAfterMs = retryAfterMs
    this.quotas = options.quotas ?? []
  }
}

const messages: Readonly<Record<LimitErrorCode, (wait: string) => string>> = {
  'rate-limited': (wait) => `Too many requests in one minute. Try again in ${wait}.`,
  'limits-unavailable': (wait) =>
    `We can't count requests of this kind right now, so none are served. Try again in ${wait}.`,
}
