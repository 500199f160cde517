/** Redis did not do what it was asked, or is known not to answer at present. Callers have another way. */
export class RedisAwayError extends Error {
  override readonly name = 'RedisAwayError'
  readonly code = 'redis-away'

  /** @param reason a few words of the driver or of Redis, such as `ECONNREFUSED`, without addresses */
  constructor(reason: string, options?: ErrorOptions) {
    super(`Redis does not answer (${reason}). Start it, or correct REDIS_URL.`, options)
  }
}
