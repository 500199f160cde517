import { setTimeout as sleep } from 'node:timers/promises'
import { createCaller, type Scanned } from './caller.ts'
import { addressOf, type LimitAttack, range, seconds, tally } from './limit-attack.ts'
import { withLimitedSite } from './limited-site.ts'

const beginsWithinMs = 1_000

/** As many as the limits allow, each abandoned immediately, so that nobody waits for the result. */
export const abandonedAttack: LimitAttack = {
  name: 'abandoned',
  title: 'Abandoned scans from four addresses, after which others can still scan',
  minutes: 10,
  run: ({ quick, say, signal }) =>
    withLimitedSite({ scale: 20_000, latencyMs: 300, signal }, async ({ instances: [instance] }) => {
      const url = instance?.url ?? ''
      const waves = quick ? 1 : 5
      const strangers: Scanned[] = []
      let begun = 0
      for (const wave of range(waves)) {
        // The limits of a minute have to expire before the next wave.
        if (wave > 0) await sleep(61_000)
        const left = await Promise.all(range(240).map((i) => abandon(url, i % 4, wave * 240 + i)))
        begun += left.filter((status) => status === 200).length
        strangers.push(await begin(url, wave))
      }
      const slowest = Math.max(...strangers.map(({ begunMs = Infinity }) => begunMs))
      const refused = strangers.filter(({ begunMs }) => begunMs === undefined).map(({ code }) => code)
      const line = `${waves * 240} abandoned, ${begun} of them started: someone else's scan started ${strangers.length - refused.length} of ${strangers.length} times, after ${seconds(slowest)} at most${refused.length > 0 ? `; ${tally(refused)}` : ''}`
      say(line)
      return { measured: [line], findings: slowest <= beginsWithinMs ? [] : [line] }
    }),
}

function abandon(url: string, address: number, number: number): Promise<number> {
  // A separate list for each, far smaller than others request.
  return createCaller(url, addressOf(address)).abandon(
    `/api/v1/scans/scale${100 + Math.floor(number / 100)}-${number % 100}`,
    5_000,
    { headers: { accept: 'text/event-stream' } },
  )
}

/** Listens until the scan has started, and not for its answer. */
function begin(url: string, wave: number): Promise<Scanned> {
  return createCaller(url, addressOf(1000 + wave)).scan('scale500', {
    signal: AbortSignal.timeout(beginsWithinMs * 3),
  })
}
