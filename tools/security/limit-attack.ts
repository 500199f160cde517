/** Something that many ask of instances whose limits are all in force. */
export interface LimitAttack {
  /** As it is called on the command line. */
  readonly name: string
  readonly title: string
  /** How long the whole of it may take. */
  readonly minutes: number
  run(options: LimitAttackOptions): Promise<LimitOutcome>
}

export interface LimitAttackOptions {
  /** The short form, which shows the same in less time. */
  readonly quick: boolean
  /** How long the soak takes, and how many take part, where it is not as usual. */
  readonly minutes?: number | undefined
  readonly people?: number | undefined
  /** Ends it, with all that it started. */
  readonly signal: AbortSignal
  /** Takes a line whenever there is something to tell. */
  readonly say: (line: string) => void
}

export interface LimitOutcome {
  /** What was measured, a line for each part. */
  readonly measured: readonly string[]
  /** Where it falls short of what is to be reached. */
  readonly findings: readonly string[]
}

/** In order of size, the lower one of two in the middle; NaN of nothing. */
export function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length / 2) - 1] ?? Number.NaN
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}

/** How often each comes, such as `9 × answered, 1 × scan-timeout`. */
export function tally(texts: readonly string[]): string {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].map(([text, count]) => `${count} × ${text}`).join(', ')
}

export function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i)
}

/** An address for benchmarks (RFC 2544) for each number up to 65,535; each has limits of its own. */
export function addressOf(number: number): string {
  return `198.18.${number >> 8}.${number & 255}`
}
