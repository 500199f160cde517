import { createCaller, type Scanned } from './caller.ts'
import {
  addressOf,
  type LimitAttack,
  type LimitOutcome,
  medianOf,
  range,
  seconds,
  tally,
} from './limit-attack.ts'
import { withLimitedSite } from './limited-site.ts'

const firstWithinMs = 10_000
const toldWithinMs = 3_000
/** The time limit of a scan, and the requests that AniList allows in it. */
const allowanceMs = 300_000
const requestsAllowed = (30 * allowanceMs) / 60_000

/** Many clients at the same moment, each with its own list that nobody has requested. */
export const queueAttack: LimitAttack = {
  name: 'queue',
  title: 'Crowds of simultaneous cold scans: answered one after another, with time estimates',
  minutes: 30,
  async run({ quick, say, signal }) {
    const measured: string[] = []
    const findings: string[] = []
    for (const size of quick ? [10] : [10, 30, 100]) {
      const { scans, cost } = await scanAtOnce(size, signal)
      const outcome = judgeCrowd(scans, cost)
      for (const line of outcome.measured) say(line)
      measured.push(...outcome.measured)
      findings.push(...outcome.findings)
    }
    return { measured, findings }
  },
}

/** Those without an answer come back, until the total cost in requests to AniList is known. */
function scanAtOnce(size: number, signal: AbortSignal): Promise<{ scans: readonly Scanned[]; cost: number }> {
  return withLimitedSite({ scale: 20_000, latencyMs: 300, signal }, async ({ instances: [instance] }) => {
    if (!instance) throw new Error('the instance is not running')
    const scanAll = (numbers: readonly number[]) =>
      Promise.all(numbers.map((i) => createCaller(instance.url, addressOf(i)).scan(`scale500-${i}`)))
    const scans = await scanAll(range(size))
    let left = range(size).filter((i) => scans[i]?.code !== 'answered')
    for (let tries = 0; left.length > 0 && tries < mostTries; tries++) {
      const again = await scanAll(left)
      left = left.filter((_, i) => again[i]?.code !== 'answered')
    }
    // If some are never answered, the cause is not that there were too many.
    return { scans, cost: left.length > 0 ? 0 : (await instance.aniListRequests()) / size }
  })
}

const mostTries = 2

/**
 * The verdict on how a crowd was served.
 *
 * @param cost requests to AniList for each, once all are answered
 */
export function judgeCrowd(scans: readonly Scanned[], cost: number): LimitOutcome {
  const answered = scans.filter(({ code }) => code === 'answered')
  const times = answered.map(({ ms }) => ms)
  const [first, middle, last] = [Math.min(...times), medianOf(times), Math.max(...times)]
  const untold = scans.filter((scan) => scan.ms > firstWithinMs && !isTold(scan))
  const servable = Math.min(scans.length, Math.floor(requestsAllowed / cost))
  const crowd = `${scans.length} at once`
  const measured = [
    `${crowd}: ${tally(scans.map(({ code }) => code))}; ${answered.length === 0 ? 'no answer' : `first ${seconds(first)}, median ${seconds(middle)}, last ${seconds(last)}`}; ${cost.toFixed(1)} requests each; ${untold.length} untold`,
  ]
  const findings = [
    ...(first <= firstWithinMs || answered.length === 0
      ? []
      : [`${crowd}: the first is answered after ${seconds(first)}`]),
    ...(middle <= last / 2 || answered.length === 0
      ? []
      : [`${crowd}: the median is ${seconds(middle)}, the last ${seconds(last)}: later than half of that`]),
    ...(answered.length >= servable
      ? []
      : [`${crowd}: ${answered.length} are answered, although ${servable} are possible within 300 s`]),
    ...(untold.length === 0
      ? []
      : [`${crowd}: ${untold.length} wait for longer than 3 s without a position or a time`]),
  ]
  return { measured, findings }
}

/** An immediate answer or refusal does not count as waiting. */
function isTold({ toldMs = Infinity }: Scanned): boolean {
  return toldMs <= toldWithinMs
}
