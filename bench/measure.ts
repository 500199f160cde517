/** One measurement of a benchmark. */
export interface Measurement {
  readonly what: string
  /** In ascending order. */
  readonly values: readonly number[]
  readonly unit: string
  /** The median must be below this. */
  readonly below?: number
  /** The median must be at least this. */
  readonly atLeast?: number
}

/**
 * Times a task in milliseconds, after some warm-up runs while the runtime is still compiling. Includes collecting the garbage
 * of earlier runs, as in a server: collecting all of it before each run would cost the run its caches.
 */
export function timeRuns(runs: number, task: () => unknown, warmUps = 10): number[] {
  for (let run = 0; run < warmUps; run++) task()
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    task()
    times.push(performance.now() - start)
  }
  return inOrder(times)
}

export function inOrder(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b)
}

/** The middle of ordered values; of an even number, the upper one of the two in the middle. */
export function median(values: readonly number[]): number {
  return values[Math.floor(values.length / 2)] as number
}

export function reachesTarget({ values, below = Infinity, atLeast = -Infinity }: Measurement): boolean {
  return median(values) < below && median(values) >= atLeast
}

/** @example `missingSequels    41.2 ms  (38.9 to 47.0 in 30 runs)  target < 60 ms: reached` */
export function formatMeasurement(measurement: Measurement): string {
  const { what, values, unit, below, atLeast } = measurement
  const spread =
    values.length > 1 && `(${format(values[0])} to ${format(values.at(-1))} in ${values.length} runs)`
  const verdict = reachesTarget(measurement) ? 'reached' : 'MISSED'
  const bound = below !== undefined ? `< ${below}` : atLeast !== undefined && `≥ ${atLeast}`
  const target = bound && `target ${[bound, unit].filter(Boolean).join(' ')}: ${verdict}`
  const parts = [what.padEnd(44), format(median(values)).padStart(9), unit, spread, target]
  return parts.filter(Boolean).join(' ')
}

function format(value: number | undefined): string {
  return (value ?? Number.NaN).toFixed(1)
}

/** Bytes of live objects: what remains after collecting all garbage. */
export function liveBytes(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

function collectGarbage() {
  if (!globalThis.gc)
    throw new Error('Benchmarks need node --expose-gc: run them with node --expose-gc bench/main.ts')
  globalThis.gc()
}
