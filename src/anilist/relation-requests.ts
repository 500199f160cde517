import type { GraphFragment } from '../core/graph.ts'
import { AniListError, type AniListErrorCode } from './errors.ts'
import type { LoadOptions } from './relation-loader.ts'
import { planRequests, type RelationRequest, relationsOperation } from './relation-pages.ts'
import type { Transport } from './transport.ts'

/** Sends what the relation loader planned. */
export interface RelationRequests {
  plan(ids: readonly number[]): RelationRequest[]
  send(request: RelationRequest, options: LoadOptions): Promise<GraphFragment>
}

/** Failures that may come from asking for too much at once. */
const refusesNesting: ReadonlySet<AniListErrorCode> = new Set<AniListErrorCode>([
  'anilist-too-complex',
  'anilist-bad-request',
  'anilist-server-error',
  'anilist-timeout',
  'anilist-reply-too-large',
  'anilist-bad-reply',
])

/** How long we go without look-ahead once it failed, in milliseconds. */
const pauseMs = 600_000

/**
 * Looks ahead as long as AniList lets us. A request that fails with look-ahead is sent again without, at once,
 * and for ten minutes no other one looks ahead.
 */
export function createRelationRequests(transport: Transport, now: () => number): RelationRequests {
  let plainUntil = 0

  async function send(request: RelationRequest, options: LoadOptions): Promise<GraphFragment> {
    const call = { ...relationsOperation(request), ...options }
    if (request.steps === 1) return await transport.request(call)
    try {
      // One attempt: a second one would fail as the first did, if it is the nesting that AniList can't bear.
      return await transport.request({ ...call, attempts: 1 })
    } catch (error) {
      if (!(error instanceof AniListError) || !refusesNesting.has(error.code)) throw error
      plainUntil = now() + pauseMs
      return await send({ ...request, steps: 1 }, options)
    }
  }

  return {
    plan: (ids) => planRequests(ids, now() >= plainUntil),
    send,
  }
}
