/** What the rate-limit headers of a reply say; undefined where a header is absent or makes no sense. */
export interface RateLimitHeaders {
  /** `X-RateLimit-Limit`: requests a minute. Not always the limit in force. */
  readonly limit: number | undefined
  /** `X-RateLimit-Remaining`, counted down from that limit. */
  readonly remaining: number | undefined
  /** How long a 429 bars us: `Retry-After`, else `X-RateLimit-Reset`. */
  readonly retryAfterMs: number | undefined
}

export const minuteMs = 60_000

/** A longer block than an hour is a proxy's mistake or a wrong clock; Node's timers also end at 24 days. */
const longestBlockMs = 3_600_000

/**
 * Reads the headers that AniList documents under "Rate Limiting".
 *
 * @param now milliseconds since 1970, for the headers that name a moment
 * @example
 * readRateLimitHeaders(new Headers({ 'Retry-After': '30' }), Date.now()).retryAfterMs // 30_000
 */
export function readRateLimitHeaders(headers: Headers, now: number): RateLimitHeaders {
  return {
    limit: count(headers.get('x-ratelimit-limit'), 1),
    remaining: count(headers.get('x-ratelimit-remaining'), 0),
    // Retry-After first: it counts from now and so does not depend on both clocks agreeing.
    retryAfterMs: retryAfter(headers.get('retry-after'), now) ?? reset(headers.get('x-ratelimit-reset'), now),
  }
}

function count(text: string | null, least: number): number | undefined {
  if (text === null || !/^\d{1,6}$/.test(text)) return undefined
  const number = Number(text)
  return number >= least ? number : undefined
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3). */
function retryAfter(text: string | null, now: number): number | undefined {
  if (text === null) return undefined
  if (/^\d+$/.test(text)) return block(Number(text) * 1000)
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : block(date - now)
}

/** Seconds since 1970. A moment that is past says nothing, so that the caller falls back on its own idea. */
function reset(text: string | null, now: number): number | undefined {
  if (text === null || !/^\d+$/.test(text)) return undefined
  const ms = Number(text) * 1000 - now
  return ms > 0 ? block(ms) : undefined
}

/** At least a second: "at once" after a refusal would only be refused again. */
function block(ms: number): number {
  return Math.min(Math.max(ms, 1000), longestBlockMs)
}
