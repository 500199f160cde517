import { setTimeout as sleep } from 'node:timers/promises'
import { version } from '../../src/version.ts'
import { createCaller } from './caller.ts'
import {
  addressOf,
  type LimitAttack,
  type LimitOutcome,
  medianOf,
  range,
  seconds,
  tally,
} from './limit-attack.ts'
import { type LimitedInstance, type LimitedSite, withLimitedSite } from './limited-site.ts'
import { createSoakPerson, type SoakPerson } from './soak-person.ts'

/** Jain's index of how long each waited for the same: 1 if all waited equally, 1/n if only one waited. */
const leastFairness = 0.9
/** The difference between 0.4 s and 1.2 s does not matter to anyone, so shorter waits count as this. */
const unnoticedMs = 2_000
/** Before that, caches fill and the runtime compiles. */
const settledAfter = 1 / 6

interface Soak {
  readonly people: number
  readonly minutes: number
  /** How often everyone leaves, and the instance is idle. */
  readonly closings: number
  readonly idleMs: number
  readonly pauseMs: number
  /** After the first scans, until they no longer count in AniList's minute. */
  readonly restMs: number
  /** How often each does the equal work, which costs a request to AniList. */
  readonly workEveryMs: number
  readonly lists: readonly string[]
  /** The allowed growth of memory. A short form ends before everything is warm. */
  readonly growth: number
}

const whole: Soak = {
  ...{ people: 200, minutes: 30, closings: 12, idleMs: 10_000, pauseMs: 20_000, restMs: 61_000 },
  ...{ workEveryMs: 20 * 60_000, lists: range(20).map((i) => `scale500-${i}`), growth: 0.05 },
}
const short: Soak = {
  ...{ people: 30, minutes: 1, closings: 3, idleMs: 2_000, pauseMs: 2_000, restMs: 0 },
  ...{ workEveryMs: 150_000, lists: ['casual', 'completionist'], growth: 0.25 },
}

/** Many people use the instance for long: memory does not grow, nothing fails, and nobody waits longer than others. */
export const soakAttack: LimitAttack = {
  name: 'soak',
  title: 'Continuous use: 200 people for 30 minutes, who leave and come back',
  minutes: 45,
  run({ quick, say, signal, ...size }) {
    const usual = quick ? short : whole
    const soak = { ...usual, people: size.people ?? usual.people, minutes: size.minutes ?? usual.minutes }
    return withLimitedSite({ scale: 20_000, latencyMs: 300, signal }, async (site) => {
      const { people, memory } = await live(site, soak, say)
      return judgeSoak({ soak, people, memory, troubles: site.troubles(), say })
    })
  },
}

async function live({ instances: [instance] }: LimitedSite, soak: Soak, say: (line: string) => void) {
  if (!instance) throw new Error('the instance is not running')
  const activeMs = (soak.minutes * 60_000) / soak.closings - soak.idleMs
  const people = range(soak.people).map((number) => createSoakPerson({ ...soak, url: instance.url, number }))
  await warmUp(instance, soak)
  const memory: number[] = []
  for (const closing of range(soak.closings)) {
    const closed = AbortSignal.timeout(activeMs)
    await Promise.all(people.map((person) => person.live(closed)))
    await sleep(soak.idleMs)
    await instance.collectGarbage()
    await instance.collectGarbage()
    memory.push(instance.memory().now)
    say(`idle ${closing + 1} of ${soak.closings}: ${memory.at(-1)?.toFixed(0)} MB`)
  }
  return { people, memory }
}

/** Everyone's lists have been scanned before, so that the work is equal: it costs each exactly one request. */
async function warmUp({ url }: LimitedInstance, { lists, people, restMs }: Soak): Promise<void> {
  await Promise.all(lists.map((list, i) => createCaller(url, addressOf(people + i)).scan(list)))
  await sleep(restMs)
}

function judgeSoak({
  soak,
  people,
  memory,
  troubles,
  say,
}: {
  readonly soak: Soak
  readonly people: readonly SoakPerson[]
  readonly memory: readonly number[]
  readonly troubles: readonly string[]
  readonly say: (line: string) => void
}) {
  const settled = memory.slice(Math.floor(memory.length * settledAfter))
  const few = Math.ceil(settled.length / 3)
  const [before, after] = [medianOf(settled.slice(0, few)), medianOf(settled.slice(-few))]
  const growth = after / before - 1
  const waits = people.flatMap((each) => (each.waits.length > 0 ? [mean(each.waits)] : []))
  const fairness = jain(waits.map((wait) => Math.max(wait, unnoticedMs)))
  const outcomes = people.flatMap((each) => each.outcomes)
  const failures = outcomes.filter((outcome) => !isFine(outcome))
  const measured = [
    `${people.length} people, ${soak.minutes} min: ${tally([...outcomes].sort())}`,
    `memory when idle: ${before.toFixed(0)} MB at first, ${after.toFixed(0)} MB at the end (${(growth * 100).toFixed(1)} %)`,
    `the same work, done by ${waits.length}: ${seconds(medianOf(waits))} on average, ${seconds(Math.max(...waits))} at most, fairness ${fairness.toFixed(3)} (${jain(waits).toFixed(3)} if waits below ${seconds(unnoticedMs)} are not treated as equal)`,
  ]
  for (const line of measured) say(line)
  return {
    measured,
    findings: [
      ...(growth <= soak.growth ? [] : [`memory grew by ${(growth * 100).toFixed(1)} %`]),
      ...(fairness >= leastFairness ? [] : [`the fairness index is ${fairness.toFixed(3)}`]),
      ...(failures.length === 0 ? [] : [`failed: ${tally(failures)}`]),
      ...troubles,
    ],
  }
}

/**
 * Refusals by the limits are not failures of the service. Any status of 500 and above is, and so is a scan that ends without an
 * answer.
 */
function isFine(outcome: string): boolean {
  return /: (ok|answered|left|status 204|rate-limited|4\d\d .*)$/.test(outcome)
}

/** The report, in Markdown. */
export function formatSoakReport({ measured, findings }: LimitOutcome): string {
  const list = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n')
  return `# Soak report

Version ${version}. People at as many addresses use the instance within their limits: they scan lists that others scan as well,
look at titles, leave midway and come back, add titles and undo it, and scan their own list again. Now and then, all of them
leave at once, and the memory of the idle instance is measured before they come back. The instance runs in production mode on
SQLite, with the memory of a 512 MB container and 30 requests per minute to the sandbox.

To run it again: \`npm run security -- soak\`, or \`node tools/security/limit-battery.ts soak\`, which takes half an hour
with 200 people; \`--minutes N --people N\` changes that.

## Measured

${list(measured)}

The fairness index is Jain's, for how long each person waited for the same thing: scanning their own list again every 20
minutes, which costs a request to AniList. Waits below ${seconds(unnoticedMs)} count as that much.

## Targets missed

${findings.length > 0 ? list(findings) : 'Nothing.'}
`
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** (Σx)² / (n Σx²), by Jain, Chiu and Hawe, 1984. */
export function jain(values: readonly number[]): number {
  const sum = values.reduce((total, value) => total + value, 0)
  const squares = values.reduce((total, value) => total + value ** 2, 0)
  return sum ** 2 / (values.length * squares)
}
