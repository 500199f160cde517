import { RedisAwayError, type RedisLink } from '../redis/redis-link.ts'
import { type Charge, createMemoryStore, createRedisStore, type Verdict } from './limit-store.ts'
import { type Demand, limitOf, type PolicyName, policies, windowMs } from './policies.ts'

/** How a policy stands for whoever was counted. */
export interface Quota {
  readonly policy: PolicyName
  readonly limit: number
  readonly windowMs: number
  readonly remaining: number
  /** Milliseconds in which no more than what remains may be sent; then there is more. */
  readonly resetMs: number
}

export interface LimitsSnapshot {
  /** Since this process began. */
  readonly refused: Readonly<Partial<Record<PolicyName, number>>>
  /** Requests that were counted locally, and refused, because Redis was away. */
  readonly countedLocally: number
  readonly unavailable: number
}

/** Counts requests against the policies: in this process, or in Redis together with all other instances. */
export interface RateLimits {
  /**
   * Counts a request for all demands, or for none.
   *
   * @throws LimitError `rate-limited`, or `limits-unavailable` where Redis is away and a policy wants it
   */
  take(demands: readonly Demand[]): Promise<readonly Quota[]>
  /** Calls the listener for the first refusal in a minute of whoever goes over a policy. */
  onRefused(listener: (demand: Demand) => void): void
  snapshot(): LimitsSnapshot
}

export interface RateLimitsOptions {
  readonly perMinute: number
  /** Milliseconds that never go back. */
  readonly now: () => number
  readonly redis?: RedisLink | undefined
  /** How many instances share that Redis: while it is away each allows so small a part of every limit. */
  readonly instances?: number
}

interface CountedDemand extends Charge {
  readonly demand: Demand
}

/** Redis is looked for far more often; this keeps those who wait from coming all at once. */
const retryWithoutRedisMs = 5_000

export function createRateLimits(options: RateLimitsOptions): RateLimits {
  const { perMinute, now, redis, instances = 1 } = options
  const listeners: ((demand: Demand) => void)[] = []
  // Beside Redis it notes what this instance admitted, so that its part of a limit is not granted a second time when
  // Redis goes away.
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
    // Once a minute: whoever floods us must not flood what is written down about it.
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

/** A request that is not served now, though it may be later. */
export class LimitError extends Error {
  override readonly name = 'LimitError'
  readonly code: LimitErrorCode
  readonly retryAfterMs: number
  /** How the limits stand; none where they cannot be known. */
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
