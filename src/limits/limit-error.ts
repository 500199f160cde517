import type { Quota } from './rate-limits.ts'

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
  'rate-limited': (wait) => `That were too many requests for one minute. Try again in ${wait}.`,
  'limits-unavailable': (wait) =>
    `Requests of this kind cannot be counted at the moment, so none are served. Try again in ${wait}.`,
}
