import type { Clock } from '../../../src/anilist/clock.ts'
import { AniListError, plainCause } from '../../../src/anilist/errors.ts'
import { dataOf, type Reply, readReply } from '../../../src/anilist/reply.ts'
import { retrying } from '../../../src/anilist/retry.ts'
import type { LateRequest, Transport, TransportRequest } from '../../../src/anilist/transport.ts'
import './uncompiled-checks.ts'
import { type MediaDetails, readMediaDetails } from '../../../src/anilist/media-details.ts'

export const browserClock: Clock = {
  now: Date.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
}

/** Long enough for a list of 10,000 entries. */
const timeoutMs = 20_000
const maxReplyBytes = 128 * 2 ** 20

export interface AniListHereOptions extends Clock {
  readonly url: string
  /** How long to wait in total when AniList's rate limit is reached, in milliseconds. */
  readonly patienceMs: number
}

/**
 * AniList from this browser, within the visitor's own rate limit. Waits if the limit is reached; other errors fail
 * immediately, as the server can do the same with more patience. There is no queue.
 */
export function createAniListHere({ url, now, sleep, patienceMs }: AniListHereOptions): Transport {
  let opensAt = 0
  let requestCount = 0

  async function attempt<T>(call: TransportRequest<T> | LateRequest<T>): Promise<T> {
    while (opensAt > now()) {
      call.onWait?.(opensAt, 1)
      await sleep(opensAt - now())
    }
    const operation = 'prepare' in call ? await call.prepare() : call
    requestCount++
    call.onSend?.()
    try {
      return dataOf(await exchange(url, operation), operation.schema, undefined, now())
    } catch (error) {
      const refusedMs = error instanceof AniListError ? error.retryAfterMs : undefined
      if (refusedMs !== undefined) opensAt = Math.max(opensAt, now() + refusedMs)
      throw error
    }
  }

  return {
    request: (call) => retrying({ sleep, random: Math.random, attempts: 1, patienceMs }, () => attempt(call)),
    get requestCount() {
      return requestCount
    },
  }
}

async function exchange(
  url: string,
  {
    query,
    variables,
    operationName,
  }: Pick<TransportRequest<unknown>, 'query' | 'variables' | 'operationName'>,
): Promise<Reply> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      credentials: 'omit',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables, operationName }),
      signal,
    })
    return await readReply(response, maxReplyBytes, signal)
  } catch (error) {
    throw new AniListError('anilist-unreachable', { cause: plainCause(error) })
  }
}

/** Reads a title's details from AniList. Does not wait for the rate limit, as the server may have them. */
export function readDetailsHere(anilistUrl: string, id: number): Promise<MediaDetails> {
  return readMediaDetails(createAniListHere({ ...browserClock, url: anilistUrl, patienceMs: 0 }), id)
}
