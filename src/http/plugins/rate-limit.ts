import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AuditTrail } from '../../accounts/audit-trail.ts'
import { countedAddress } from '../../limits/client-address.ts'
import { addressDemands, callerDemands, type Demand, type RouteLimit } from '../../limits/policies.ts'
import { LimitError, type Quota, type RateLimits } from '../../limits/rate-limits.ts'
import type { RedisLink } from '../../redis/redis-link.ts'
import type { Queries } from '../../store/schema.ts'
import type { App } from '../instance.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route's limit in addition to the general ones. Writes always have one. */
    limit?: RouteLimit
  }
}

const writes: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Logs when Redis goes away, as an error, and when it is back. */
export function reportRedis(app: App, redis: RedisLink): void {
  const unwatch = redis.watch(({ up, reason }) => {
    if (up) app.log.info('Redis is available again: limits hold across all instances')
    else
      app.log.error(
        { reason },
        'Redis is unavailable: each instance counts its own limits, and sign-in responds with 503',
      )
  })
  app.addHook('onClose', async () => unwatch())
  if (!redis.state.up) app.log.error({ reason: redis.state.reason }, 'Redis is unavailable at startup')
}

/** Records callers that exceed a limit in the audit trail, at most once a minute each. */
export function auditRefusals(app: App, limits: RateLimits, audit: AuditTrail, db: Queries): void {
  limits.onRefused(({ policy, per, id }) => {
    const subject = per === 'account' ? { accountId: id } : { address: id }
    audit
      .record(db, 'limit', { ...subject, detail: { limit: policy } })
      .catch((error) =>
        app.log.error({ err: error }, 'a refused request could not be recorded in the audit trail'),
      )
  })
}

/**
 * Counts every request, including those on routes added before, and refuses those over a limit with 429: by address
 * before anything else, and by account once that is known.
 *
 * @param accountOf the id of the signed-in account, known before the body is read
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

/**
 * The header fields about limits, according to draft-ietf-httpapi-ratelimit-headers-10: for each policy the quota `q` in
 * a window of `w` seconds, and the remaining requests `r` for the next `t` seconds. Rounded up, as a request that comes
 * too early would be refused.
 *
 * @example
 * rateLimitFields(quotas)
 * // { 'ratelimit-policy': '"address";q=120;w=60', ratelimit: '"address";r=119;t=60' }
 */
export function rateLimitFields(quotas: readonly Quota[]): Record<'ratelimit' | 'ratelimit-policy', string> {
  const items = quotas.map(({ policy, limit, windowMs, remaining, resetMs }) => ({
    policy: `"${policy}";q=${limit};w=${seconds(windowMs)}`,
    state: `"${policy}";r=${remaining};t=${seconds(resetMs)}`,
  }))
  return {
    'ratelimit-policy': items.map(({ policy }) => policy).join(', '),
    ratelimit: items.map(({ state }) => state).join(', '),
  }
}

function seconds(ms: number): number {
  return Math.ceil(ms / 1000)
}
