import { createCaller, type Scanned } from './caller.ts'
import { addressOf, type LimitAttack, range, seconds, tally } from './limit-attack.ts'
import { withLimitedSite } from './limited-site.ts'

/** Of the 512 MB of a small machine, the system uses the rest. */
const mostMegabytes = 450
/** For a small list that nobody has requested, once AniList's rate limit has recovered. */
const afterwardsWithinMs = 75_000

/** The largest kind of list, requested with different options each time, so that no answer can be reused. */
export const bigListsAttack: LimitAttack = {
  name: 'memory',
  title: 'Scans of 11,000 entries with different options at once, in 512 MB',
  minutes: 10,
  run: ({ quick, say, signal }) =>
    withLimitedSite(
      { scale: 33_000, latencyMs: 100, signal },
      async ({ instances: [instance], troubles }) => {
        if (!instance) throw new Error('the instance is not running')
        const count = quick ? 12 : 24
        // The short form does not wait for the rate limit, because the memory is used by then.
        const visit = quick ? { signal: AbortSignal.timeout(25_000) } : {}
        const before = instance.memory().now
        const scans = await Promise.all(
          range(count).map((i) =>
            createCaller(instance.url, addressOf(i % 8)).scan(`scale11000?depth=${i + 1}`, visit),
          ),
        )
        const { peak } = instance.memory()
        const after = await scanAfterwards(instance.url, quick)
        const unclear = scans.map(({ code }) => code).filter((code) => !isClear(code))
        const line = `${count} scans: ${tally(scans.map(({ code }) => code))}; ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most; afterwards ${after.code} in ${seconds(after.ms)}`
        say(line)
        return {
          measured: [line],
          findings: [
            ...(peak < mostMegabytes ? [] : [`${peak.toFixed(0)} MB in use`]),
            ...(unclear.length === 0 ? [] : [`without an answer or a code: ${tally(unclear)}`]),
            ...(isServed(after) || (quick && after.begunMs !== undefined)
              ? []
              : [`a scan right after: ${after.code}`]),
            ...troubles(),
          ],
        }
      },
    ),
}

function scanAfterwards(url: string, quick: boolean): Promise<Scanned> {
  const caller = createCaller(url, addressOf(1000))
  if (!quick) return caller.scan('scale100', { patienceMs: afterwardsWithinMs })
  return caller.scan('scale100', { signal: AbortSignal.timeout(2_000) })
}

const isServed = ({ code }: Scanned) => code === 'answered'

/** Codes have only hyphens between their words. */
function isClear(code: string): boolean {
  return /^(answered|left|[a-z]+(-[a-z]+)+)$/.test(code)
}
