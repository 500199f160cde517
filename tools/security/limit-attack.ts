/** An attack by many clients on instances with all limits in force. */
export interface LimitAttack {
  /** Its name on the command line. */
  readonly name: string
  readonly title: string
  /** Its time limit. */
  readonly minutes: number
  run(options: LimitAttackOptions): Promise<LimitOutcome>
}

export interface LimitAttackOptions {
  /** The short form, which shows the same in less time. */
  readonly quick: boolean
  /** The duration of the soak and the number of people, if not the default. */
  readonly minutes?: number | undefined
  readonly people?: number | undefined
  /** Stops the attack and everything it started. */
  readonly signal: AbortSignal
  /** Gets a line whenever there is something to report. */
  readonly say: (line: string) => void
}

export interface LimitOutcome {
  /** The measurements, one line per part. */
  readonly measured: readonly string[]
  /** The targets that were missed. */
  readonly findings: readonly string[]
}

/** The median, the lower one of two in the middle. NaN if there are none. */
export function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length / 2) - 1] ?? Number.NaN
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

/** How often each occurs, such as `9 × answered, 1 × scan-timeout`. */
export function tally(texts: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].map(([text, count]) => `${count} × ${text}`).join(', ')
}

export function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i)
}

/** An address for benchmarks (RFC 2544) for each number up to 65,535, each with its own limits. */
export function addressOf(number: number): string {
  return `198.18.${number >> 8}.${number & 255}`
}
