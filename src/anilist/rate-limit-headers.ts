/** The rate-limit headers of a reply; undefined if a header is absent or invalid. */
export interface RateLimitHeaders {
  /** `X-RateLimit-Limit`: requests per minute. Not always the limit enforced. */
  readonly limit: number | undefined
  /** `X-RateLimit-Remaining`, counted down from that limit. */
  readonly remaining: number | undefined
  /** How long a 429 blocks us: `Retry-After`, or else `X-RateLimit-Reset`. */
  readonly retryAfterMs: number | undefined
}

export const minuteMs = 60_000

/** A block longer than an hour is a proxy's mistake or a wrong clock, and Node's timers are limited to 24 days. */
const longestBlockMs = 3_600_000

/**
 * Reads the headers that AniList documents under "Rate Limiting".
 *
 * @param now epoch milliseconds, for headers that contain a moment
 * @example
 * readRateLimitHeaders(new Headers({ 'Retry-After': '30' }), Date.now()).retryAfterMs // 30_000
 */
export function readRateLimitHeaders(headers: Headers, now: number): RateLimitHeaders {
  return {
    limit: count(headers.get('x-ratelimit-limit'), 1),
    remaining: count(headers.get('x-ratelimit-remaining'), 0),
    // Retry-After first: it is relative, so the clocks need not agree.
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

/** Unix seconds. A moment in the past is ignored, so that the caller uses its default. */
function reset(text: string | null, now: number): number | undefined {
  if (text === null || !/^\d+$/.test(text)) return undefined
  const ms = Number(text) * 1000 - now
  return ms > 0 ? block(ms) : undefined
}

/** At least a second, as an immediate retry would only be refused again. */
function block(ms: number): number {
  return Math.min(Math.max(ms, 1000), longestBlockMs)
}
