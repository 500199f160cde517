import { setTimeout as sleep } from 'node:timers/promises'
import { seededRandom } from '../../src/sandbox/random.ts'
import { firstSyntheticId } from '../../src/sandbox/synthetic.ts'
import { createCaller } from './caller.ts'
import { addressOf } from './limit-attack.ts'
import { signInBy, writeHeaders } from './signed-in.ts'
import type { VisitedReply, Visitor } from './visitor.ts'

/** What one of them remembers of the soak. */
export interface SoakPerson {
  /** Comes back after leaving midway, and continues until the signal aborts. */
  live(closing: AbortSignal): Promise<void>
  /** The waits for the equal work, in milliseconds. Unfinished ones count until now. */
  readonly waits: readonly number[]
  /** Codes and statuses of replies and streams, by request. */
  readonly outcomes: readonly string[]
}

export interface SoakPersonOptions {
  readonly url: string
  readonly number: number
  /** Between two actions, on average. */
  readonly pauseMs: number
  /** Between two pieces of the equal work. */
  readonly workEveryMs: number
  /** The lists that they share. */
  readonly lists: readonly string[]
}

/** A scan that was abandoned midway. */
interface Unfinished {
  readonly name: string
  readonly lastEventId: string
  readonly waitedMs: number
}

/** One in this many has an account, and adds titles. */
const accountEvery = 30
/** How likely their next action is the sign-in, and later an addition. Not all of them sign in within the same minute. */
const [signInChance, additionChance] = [0.1, 0.03]

/** A person who looks at lists and titles, leaves, comes back, and adds missing titles. */
export function createSoakPerson(options: SoakPersonOptions): SoakPerson {
  const { url, number, pauseMs, workEveryMs, lists } = options
  const random = seededRandom(`soak ${number}`)
  const caller = createCaller(url, addressOf(number))
  /** A fresh scan of their own list, whose titles are known by now: one request to AniList, for everyone alike. */
  const work = `${lists[number % lists.length]}?fresh=true`
  const popular = lists.slice(0, 3)
  const waits: number[] = []
  const outcomes: string[] = []
  let titles: readonly string[] = []
  let session: { readonly headers: Readonly<Record<string, string>> } | undefined
  let unfinished: Unfinished | undefined
  let lived = 0
  let dueAt = random.next() * workEveryMs
  const pause = (ms: number, closing: AbortSignal) =>
    sleep(ms, undefined, { signal: closing }).catch(() => {})

  const note = (what: string, outcome: string | number) => outcomes.push(`${what}: ${outcome}`)
  const noted = (what: string, reply: VisitedReply): VisitedReply => {
    note(
      what,
      reply.status < 400 ? 'ok' : `${reply.status} ${/"code":"([\w-]+)"/.exec(reply.body)?.[1] ?? ''}`,
    )
    return reply
  }

  async function scan(name: string, closing: AbortSignal, { lastEventId, waitedMs } = nothingYet) {
    const headers = lastEventId === '' ? {} : { 'last-event-id': lastEventId }
    const scanned = await caller.scan(name, { signal: closing, headers })
    const waited = { name, lastEventId: scanned.lastEventId, waitedMs: waitedMs + scanned.ms }
    unfinished = scanned.code === 'left' ? waited : undefined
    if (name === work && scanned.code === 'answered') waits.push(waited.waitedMs)
    note('scan', scanned.code)
    return { ...waited, code: scanned.code }
  }

  /** A list that others look at as well. */
  async function lookAtList(signal: AbortSignal): Promise<void> {
    const { body } = noted('list', await caller.ask(`/api/v1/scans/${random.pick(popular)}`, { signal }))
    titles = [...body.slice(0, 20_000).matchAll(/"media":\{"id":(\d+)/g)]
      .slice(0, 2)
      .map(([, id]) => id ?? '')
  }

  async function lookAtTitle(signal: AbortSignal): Promise<void> {
    if (titles.length > 0)
      noted('title', await caller.ask(`/api/v1/media/${random.pick(titles)}`, { signal }))
  }

  async function add(signal: AbortSignal): Promise<void> {
    if (!session) {
      const visitor: Pick<Visitor, 'ask'> = { ask: (path, visit) => caller.ask(path, { ...visit, signal }) }
      const { cookie, me } = await signInBy(visitor, `scale50-${number % 100}`)
      session = {
        headers: { ...writeHeaders(cookie, me.csrfToken), 'content-type': 'application/json' },
      }
    }
    const send = (path: string, body: object) =>
      caller.ask(path, { signal, ...session, method: 'POST', body: JSON.stringify(body) })
    const mediaIds = [1, 2, 3].map((i) => firstSyntheticId + number * 3 + i)
    const { body } = noted('addition', await send('/api/v1/list', { mediaIds }))
    const additionId = /"additionId":"([^"]+)"/.exec(body)?.[1]
    if (additionId) noted('undo', await send('/api/v1/list/undo', { additionId }))
  }

  async function leaveAndReturn(closing: AbortSignal): Promise<void> {
    const name = random.pick(popular)
    const impatience = AbortSignal.any([closing, AbortSignal.timeout(50)])
    const left = await scan(name, impatience)
    if (left.code !== 'left') return
    await pause(1_000, closing)
    if (!closing.aborted) await scan(name, closing, left)
  }

  async function act(closing: AbortSignal): Promise<void> {
    const chance = random.next()
    if (number % accountEvery === 0 && chance < (session ? additionChance : signInChance)) return add(closing)
    if (chance < 0.25) return leaveAndReturn(closing)
    return chance < 0.5 ? lookAtTitle(closing) : lookAtList(closing)
  }

  return {
    get waits() {
      return unfinished?.name === work ? [...waits, unfinished.waitedMs] : waits
    },
    outcomes,
    async live(closing) {
      const [before, began] = [lived, performance.now()]
      await pause(random.next() * pauseMs, closing)
      if (unfinished && !closing.aborted) await scan(unfinished.name, closing, unfinished)
      while (!closing.aborted) {
        lived = before + performance.now() - began
        const isDue = lived >= dueAt
        if (isDue) dueAt += workEveryMs
        await (isDue ? scan(work, closing) : act(closing)).catch((error: Error) => {
          if (!closing.aborted) note('failed', error.message)
        })
        await pause(pauseMs * (0.5 + random.next()), closing)
      }
      lived = before + performance.now() - began
    },
  }
}

const nothingYet = { lastEventId: '', waitedMs: 0 }
