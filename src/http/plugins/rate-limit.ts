import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AuditTrail } from '../../accounts/audit-trail.ts'
import { countedAddress } from '../../limits/client-address.ts'
import { addressDemands, callerDemands, type RouteLimit } from '../../limits/demands.ts'
import { LimitError } from '../../limits/limit-error.ts'
import { rateLimitFields } from '../../limits/rate-limit-fields.ts'
import type { Demand, Quota, RateLimits } from '../../limits/rate-limits.ts'
import type { RedisLink } from '../../redis/redis.ts'
import type { Queries } from '../../store/schema.ts'
import type { App } from '../instance.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The limit of the route besides those that all have. Writes have one by themselves. */
    limit?: RouteLimit
  }
}

const writes: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Says at once, at a level that wakes someone, that Redis is away, and later that it is back. */
export function reportRedis(app: App, redis: RedisLink): void {
  const unwatch = redis.watch(({ up, reason }) => {
    if (up) app.log.info('Redis is back: limits hold across all instances again')
    else app.log.error({ reason }, 'Redis is away: limits are counted by each instance, sign-in answers 503')
  })
  app.addHook('onClose', async () => unwatch())
  if (!redis.state.up) app.log.error({ reason: redis.state.reason }, 'Redis is away at the start')
}

/** Writes down for good who goes over a limit, once a minute for each: a flood must not fill the audit trail as well. */
export function auditRefusals(app: App, limits: RateLimits, audit: AuditTrail, db: Queries): void {
  limits.onRefused(({ policy, per, id }) => {
    const subject = per === 'account' ? { accountId: id } : { address: id }
    audit
      .record(db, 'limit', { ...subject, detail: { limit: policy } })
      .catch((error) => app.log.error({ err: error }, 'a refusal could not be written down'))
  })
}

/**
 * Counts every request, and refuses those over a limit with 429: by address before anything else looks at it, and by account
 * once that is known. Routes added before are counted as well as those after.
 *
 * @param accountOf the id of the account that is signed in, known when the body is about to be read
 */
export function limitRequests(
  app: App,
  limits: RateLimits,
  accountOf: (request: FastifyRequest) => string | undefined,
): void {
  const quotas = new WeakMap<FastifyRequest, readonly Quota[]>()

  app.addHook('onRequest', async (request, reply) => {
    await count(request, reply, addressDemands(routeLimit(request), countedAddress(request.ip)))
  })
  app.addHook('preParsing', async (request, reply) => {
    const caller = { address: countedAddress(request.ip), account: accountOf(request) }
    await count(request, reply, callerDemands(routeLimit(request), caller))
  })

  async function count(request: FastifyRequest, reply: FastifyReply, demands: readonly Demand[]) {
    if (demands.length === 0) return
    try {
      tell(request, reply, await limits.take(demands))
    } catch (error) {
      if (error instanceof LimitError) tell(request, reply, error.quotas)
      throw error
    }
  }

  function tell(request: FastifyRequest, reply: FastifyReply, more: readonly Quota[]): void {
    const all = [...(quotas.get(request) ?? []), ...more]
    if (all.length === 0) return
    quotas.set(request, all)
    reply.headers(rateLimitFields(all))
  }
}

function routeLimit({ method, routeOptions }: FastifyRequest): RouteLimit | undefined {
  return routeOptions.config.limit ?? (writes.has(method) ? 'writes' : undefined)
}
