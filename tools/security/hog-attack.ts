import { setTimeout as sleep } from 'node:timers/promises'
import { firstSyntheticId } from '../../src/sandbox/synthetic.ts'
import { type Caller, createCaller } from './caller.ts'
import { addressOf, type LimitAttack, range, seconds } from './limit-attack.ts'
import { type LimitedSite, withLimitedSite } from './limited-site.ts'
import { patient, signInBy, writeHeaders } from './signed-in.ts'

/** What others do next to the hogs, and the time limit for each. */
const goals = {
  'a sign-in': 10_000,
  'an addition of ten': 20_000,
  'a cold scan': 60_000,
  'a cached scan': 1_000,
}
type Deed = keyof typeof goals

/** One address, and fifty, that use all of their limits, while others use the instance normally. */
export const hogAttack: LimitAttack = {
  name: 'hog',
  title: 'Addresses that use all of their limits while others sign in, add titles and scan',
  minutes: 45,
  async run({ quick, say, signal }) {
    const measured: string[] = []
    const findings: string[] = []
    const forms = quick ? [[1, 1]] : [1, 4].flatMap((instances) => [1, 50].map((hogs) => [instances, hogs]))
    for (const [instances = 1, hogs = 1] of forms) {
      const times = await timesBeside({
        instances,
        hogs,
        rounds: quick ? 1 : 3,
        deeds: deedsOf(quick),
        signal,
      })
      const what = `${hogs} ${hogs === 1 ? 'hog' : 'hogs'} at ${instances} ${instances === 1 ? 'instance' : 'instances'}`
      const line = `${what}: ${[...times].map(([deed, { ms, outcome }]) => `${deed} ${outcome} in ${seconds(ms)}`).join(', ')}`
      say(line)
      measured.push(line)
      for (const [deed, { ms, outcome }] of times)
        if (outcome !== 'done' || ms > goals[deed])
          findings.push(`${what}: ${deed} ${outcome} in ${seconds(ms)}, more than ${seconds(goals[deed])}`)
    }
    return { measured, findings }
  },
}

/** The others take a minute if all is well. */
function deedsOf(quick: boolean): readonly Deed[] {
  return quick ? ['a sign-in', 'an addition of ten'] : (Object.keys(goals) as Deed[])
}

interface Timed {
  readonly ms: number
  /** `done`, or the failure. */
  readonly outcome: string
}

/** The slowest of each deed in all rounds. A failure counts as slower than any success. */
function timesBeside({
  instances,
  hogs,
  rounds,
  deeds,
  signal,
}: {
  readonly instances: number
  readonly hogs: number
  readonly rounds: number
  readonly deeds: readonly Deed[]
  readonly signal: AbortSignal
}): Promise<Map<Deed, Timed>> {
  return withLimitedSite({ scale: 20_000, latencyMs: 300, instances, signal }, async (site) => {
    const adder = await signInBy(callerAt(site, 60_000), 'planner')
    const over = new AbortController()
    const greed = range(hogs).map((i) => hog(callerAt(site, i), i, over.signal))
    // By then their requests are queued.
    await sleep(3_000)
    const worst = new Map<Deed, Timed>()
    for (const round of range(rounds)) {
      for (const deed of deeds) {
        // Nobody waits forever; half as long again is enough.
        const timed = await perform(deed, { site, round, adder, patienceMs: goals[deed] * 1.5 })
        const before = worst.get(deed)
        if (!before || timed.outcome !== 'done' || timed.ms > before.ms) worst.set(deed, timed)
      }
    }
    over.abort()
    await Promise.all(greed)
    return worst
  })
}

function callerAt({ instances }: LimitedSite, number: number): Caller {
  const url = instances[number % instances.length]?.url ?? ''
  return createCaller(url, addressOf(number))
}

interface Scene {
  readonly site: LimitedSite
  readonly round: number
  readonly adder: Awaited<ReturnType<typeof signInBy>>
  readonly patienceMs: number
}

async function perform(deed: Deed, { site, round, adder, patienceMs }: Scene): Promise<Timed> {
  const began = performance.now()
  const at = (number: number) => callerAt(site, 50_000 + round * 10 + number)
  const list = `scale500-${90 + round}`
  const outcome = await act().catch((error: Error) => error.message)
  return { ms: performance.now() - began, outcome }

  async function act(): Promise<string> {
    switch (deed) {
      case 'a sign-in': {
        const visitor = at(1)
        // An instance may say that it is overloaded, after which a client retries.
        const ask = patient({
          ask: (path, visit) => visitor.ask(path, { ...visit, timeoutMs: patienceMs }),
        })
        await signInBy(ask, 'casual')
        return 'done'
      }
      case 'an addition of ten': {
        const mediaIds = range(10).map((i) => firstSyntheticId + round * 10 + i)
        const { status, body } = await at(2).ask('/api/v1/list', {
          ...{ method: 'POST', timeoutMs: patienceMs, body: JSON.stringify({ mediaIds }) },
          headers: { ...writeHeaders(adder.cookie, adder.me.csrfToken), 'content-type': 'application/json' },
        })
        return status === 200 && !body.includes('"code"') ? 'done' : body.slice(0, 200)
      }
      // On the same instance, because memory is not shared.
      case 'a cold scan':
      case 'a cached scan': {
        const { code } = await at(deed === 'a cold scan' ? 4 : 4 + 4 * 7).scan(list, { patienceMs })
        return code === 'answered' ? 'done' : code
      }
    }
  }
}

/** Every minute as many scans and look-ups as the limit allows, of lists and titles that nobody has requested. */
async function hog(caller: Caller, number: number, over: AbortSignal): Promise<void> {
  const scans: Promise<unknown>[] = []
  for (let minute = 0; !over.aborted; minute++) {
    const asked = range(60).map((i) => minute * 60 + i)
    for (const i of asked) {
      const unknown = 5_000_000 + number * 10_000 + i
      // A list for each size and variant; those of the others have 500.
      if (i % 2 === 0) scans.push(caller.scan(`scale${300 + number}-${(i / 2) % 100}`, { signal: over }))
      else if (i % 4 === 1) scans.push(lookUp(caller, unknown))
      else scans.push(caller.abandon(`/api/v1/media/${unknown - 2}`, 400))
    }
    await sleep(60_500, undefined, { signal: over }).catch(() => {})
  }
  await Promise.all(scans)
}

function lookUp(caller: Caller, id: number): Promise<number> {
  return caller.abandon('/api/v1/relations', 200, {
    ...{ method: 'POST', body: JSON.stringify({ ids: [id] }) },
    headers: { 'content-type': 'application/json' },
  })
}
