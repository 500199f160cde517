/** One limit that a request has to pass: so many within any window of so many milliseconds, counted under a key. */
export interface Charge {
  readonly key: string
  readonly limit: number
  readonly windowMs: number
}

/** How one charge stands after a decision. */
export interface Standing {
  /** Requests within the window, this one included if it was admitted. */
  readonly used: number
  /** Milliseconds until the oldest of them leaves the window; the whole window where there is none. */
  readonly freesInMs: number
}

export interface Verdict {
  readonly admitted: boolean
  /** In the order of the charges. */
  readonly standings: readonly Standing[]
}

/**
 * Counts requests over a sliding window, exactly: in no window of any charge are more than its limit admitted. A request
 * is admitted by all its charges or by none, and one that is refused costs nothing, so that waiting always helps.
 */
export interface LimitStore {
  take(charges: readonly Charge[]): Promise<Verdict>
}
