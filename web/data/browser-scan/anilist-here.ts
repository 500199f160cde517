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

/** A list of 10,000 entries is a long reply. */
const timeoutMs = 20_000
const maxReplyBytes = 128 * 2 ** 20

export interface AniListHereOptions extends Clock {
  readonly url: string
  /** How long to wait in all when AniList allows no more requests, in milliseconds. */
  readonly patienceMs: number
}

/**
 * AniList as this browser asks it, by the allowance of whoever sits in front of it. A refusal for asking too much is waited
 * for; anything else fails at once, since the server does the same with more patience. Nothing is taken back: there is no queue.
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

/** Reads the details of a title from AniList. Nobody is kept waiting for AniList's allowance: the server may know them. */
export function readDetailsHere(anilistUrl: string, id: number): Promise<MediaDetails> {
  return readMediaDetails(createAniListHere({ ...browserClock, url: anilistUrl, patienceMs: 0 }), id)
}
