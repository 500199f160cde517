import { type Breaker, createBreaker } from './breaker.ts'
import type { AcquireOptions, Priority, RateBudget } from './budget/rate-budget.ts'
import type { Clock } from './clock.ts'
import { AniListError, plainCause } from './errors.ts'
import { dataOf, type Reply, type ReplySchema, readReply } from './reply.ts'
import { retrying } from './retry.ts'

/** An AniList token, or a function that gets it just before sending: it may be revoked while a request waits. */
export type Token = string | (() => Promise<string>)

export interface TransportRequest<T> extends Pick<AcquireOptions, 'onWait' | 'caller' | 'since' | 'part'> {
  readonly query: string
  readonly variables?: Readonly<Record<string, unknown>>
  readonly operationName?: string
  /** Checks and shapes the reply's `data`; a zod schema. */
  readonly schema: ReplySchema<T>
  /** The user's AniList token. Only public data is available without one. */
  readonly token?: Token | undefined
  /** `interactive` by default. */
  readonly priority?: Priority
  /** Aborts the request at any stage; `request` rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** The most attempts, including the first; 4 by default. */
  readonly attempts?: number
  /** Called just before every HTTP request, including retries. If it aborts the signal, nothing is sent. */
  readonly onSend?: (() => void) | undefined
}

/** A request that is put together when its turn comes. */
export interface LateRequest<T> extends Omit<TransportRequest<T>, keyof Prepared<T>> {
  readonly prepare: () => Promise<Prepared<T>>
}
type Prepared<T> = Pick<TransportRequest<T>, 'query' | 'variables' | 'operationName' | 'schema'>

export interface Transport {
  /**
   * Sends a GraphQL operation and returns its data, checked.
   *
   * @throws {AniListError} with the last attempt's error
   */
  request<T>(request: TransportRequest<T> | LateRequest<T>): Promise<T>
  /** HTTP requests sent so far, retries included. */
  readonly requestCount: number
}

export interface TransportOptions extends Clock {
  readonly url: string
  /** Our name, our version and where to read about us. */
  readonly userAgent: string
  /** The instance's public address. AniList refuses requests with neither a referer nor a token. */
  readonly referer: string
  readonly budget: RateBudget
  readonly breaker?: Breaker
  /** A number from 0 to below 1. */
  readonly random?: () => number
  readonly fetch?: typeof fetch
  /** The time limit of one attempt, from connecting to the last byte. */
  readonly timeoutMs?: number
  /** Makes the signal that ends an attempt. Uses real time even with a fake clock, as connections do. */
  readonly deadline?: (ms: number) => AbortSignal
  /** The largest reply to read, decompressed. Long lists with their relations take tens of megabytes. */
  readonly maxReplyBytes?: number
  /** How long the 429 blocks of one request may last in total, in milliseconds. */
  readonly patienceMs?: number
}

/**
 * The only connection to AniList. Every request passes the breaker and the rate budget, is limited in time and size,
 * and is retried if that makes sense.
 *
 * @example
 * const transport = createTransport({ ...systemClock, url, userAgent, referer, budget: createRateBudget(systemClock) })
 * const { Viewer } = await transport.request({ query: '{ Viewer { id } }', schema: viewerSchema, token })
 */
export function createTransport(options: TransportOptions): Transport {
  const { url, userAgent, referer, budget, now, sleep } = options
  const { random = Math.random, fetch = globalThis.fetch, deadline = AbortSignal.timeout } = options
  const { timeoutMs = 60_000, maxReplyBytes = 128 * 2 ** 20, patienceMs = 180_000 } = options
  const breaker = options.breaker ?? createBreaker({ now })
  let requestCount = 0

  async function request<T>(call: TransportRequest<T> | LateRequest<T>): Promise<T> {
    const { attempts = 4, signal } = call
    signal?.throwIfAborted()
    return await retrying({ sleep, random, attempts, patienceMs, signal }, () => attempt(call))
  }

  async function attempt<T>(call: TransportRequest<T> | LateRequest<T>): Promise<T> {
    breaker.check()
    const permit = await budget.acquire(call.priority ?? 'interactive', call)
    let leave: ReturnType<Breaker['enter']>
    try {
      // Again, as it may have opened while we waited.
      leave = breaker.enter()
    } catch (error) {
      permit.giveBack()
      throw error
    }
    // After a long wait, `onSend` may abort; AniList has not counted the request then.
    let sent = false
    let answered = false
    try {
      const token = typeof call.token === 'function' ? await call.token() : call.token
      const operation = 'prepare' in call ? await call.prepare() : call
      const init = makeInit(operation, token)
      call.onSend?.()
      call.signal?.throwIfAborted()
      sent = true
      const reply = await exchange(call, init, () => {
        answered = true
      })
      const data = dataOf(reply, operation.schema, token, now())
      leave()
      return data
    } catch (error) {
      leave(error)
      throw error
    } finally {
      if (sent) permit.release(answered)
      else permit.giveBack()
    }
  }

  async function exchange(
    call: Pick<TransportRequest<unknown>, 'signal'>,
    init: RequestInit,
    onAnswer: () => void,
  ): Promise<Reply> {
    const limit = deadline(timeoutMs)
    const signal = call.signal ? AbortSignal.any([call.signal, limit]) : limit
    requestCount++
    try {
      const response = await fetch(url, { ...init, signal })
      onAnswer()
      budget.learn(response)
      if (response.status >= 300 && response.status < 400) throw await redirected(response)
      const reply = await readReply(response, maxReplyBytes, signal)
      if (reply.status !== response.status) budget.learn(reply)
      return reply
    } catch (error) {
      call.signal?.throwIfAborted()
      if (error instanceof AniListError) throw error
      throw limit.aborted ? timedOut(error, `${timeoutMs / 1000} s`) : networkError(error)
    }
  }

  function makeInit(call: Prepared<unknown>, token: string | undefined): RequestInit {
    const { query, variables = {}, operationName } = call
    const headers: Record<string, string> = {
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': userAgent,
      referer,
    }
    if (token !== undefined) headers.authorization = `Bearer ${checkedToken(token)}`
    return {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: JSON.stringify({ query, variables, operationName }),
    }
  }

  return {
    request,
    get requestCount() {
      return requestCount
    },
  }
}

/** Other characters would make `fetch` throw an error that quotes the whole header. */
function checkedToken(token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token
  const cause = new Error('the token is empty or has characters that are not allowed in a header')
  throw new AniListError('anilist-invalid-token', { cause })
}

/** Not followed: a redirect would carry the token elsewhere. */
async function redirected(response: Response): Promise<AniListError> {
  await response.body?.cancel()
  const { status } = response
  const cause = new Error(`HTTP ${status}`)
  return new AniListError('anilist-redirected', { cause, detail: `HTTP ${status}`, status })
}

function timedOut(error: unknown, detail: string): AniListError {
  return new AniListError('anilist-timeout', { cause: plainCause(error), detail })
}

/** Errors of `fetch` before a reply; the names and codes are those of Node and undici. */
function networkError(error: unknown): AniListError {
  const cause = plainCause(error)
  const code = cause.code ?? ''
  if (/^UND_ERR_\w+_TIMEOUT$|^ETIMEDOUT$/.test(code)) return timedOut(error, code)
  if (error instanceof Error && error.cause instanceof Error && error.cause.name === 'HTTPParserError') {
    return new AniListError('anilist-bad-reply', { cause, detail: 'it is not HTTP' })
  }
  return new AniListError('anilist-unreachable', { cause, detail: code })
}
