import { minuteMs } from '../rate-limit-headers.ts'
import {
  createLedger,
  freshLedger,
  type LedgerRules,
  type LedgerState,
  type Priority,
  type Waiter,
} from './ledger.ts'

/** Those who wait, and what they have had: plain data, so that processes can share it. Moments are milliseconds since 1970. */
export interface QueueState extends LedgerState {
  /** First come, first: where moments are equal, that decides. */
  waiting: Waiter[]
  /** When the urgent requests of the last minute began. */
  urgent: number[]
  /** The callers that asked most lately, and the work of each that was served last. */
  callers: Demand<{ work?: number }>
  /** How many works and requests were served lately: what a work takes on average. */
  served: { works: number; requests: number }
}

/** How much each caller asked for, as of when. */
export type Demand<More = unknown> = Record<string, { asked: number; at: number } & More>

/** The outcome of one look at the queue. */
export interface Served {
  /** The ids that may be sent now. */
  readonly granted: readonly string[]
  /** The ids that find the queue full, or their caller's part of it; and when their turn would have come. */
  readonly refused: readonly { readonly id: string; readonly full: 'all' | 'own'; readonly at: number }[]
  /** The others: their place, from 1, and when their turn may come. */
  readonly waits: readonly { readonly id: string; readonly place: number; readonly at: number }[]
  /** When the next request may be sent; undefined where nobody waits. */
  readonly opensAt: number | undefined
}

/** Who waits for AniList, and whose turn it is. */
export interface Queue {
  /** A caller asks for a request, or for a part of one that others share. */
  ask(caller: string, part: number): void
  /** Takes in all that a process waits for, and lets begin what is its turn. */
  serve(process: string, waiting: readonly Waiter[]): Served
}

/** Nobody waits longer than five minutes, so a request behind more than that could not be served. */
const minutesInQueue = 5
/** Where AniList allows next to nothing, a few may queue all the same. */
const leastInQueue = 10
/** The urgent requests that go first are no more than this part of the minute: the rest is for those who look. */
const urgentPart = 1 / 2
/** Nobody waits for the turns of a process that says nothing for so long. */
const silenceMs = 3_000
/** What a caller asked for counts half after this time. */
const halfLifeMs = 5 * minuteMs
/** More is forgiven, so that nobody who has been too eager waits for hours. */
const mostAsked = 100
/** So many callers are remembered, those that ask most: others can hardly have asked for too much. */
const mostCallers = 200
/** Requests; who asked for less than that is forgotten. */
const leastRemembered = 1 / 20
/** The average of so many requests and a few more: scans of one hour differ from those of another. */
const requestsToAverage = 100

const lanes: readonly Priority[] = ['urgent', 'interactive', 'background']

export function freshQueue(perMinute: number): QueueState {
  return {
    ...freshLedger(perMinute),
    ...{ waiting: [], urgent: [], callers: {}, served: { works: 0, requests: 0 } },
  }
}

/** @param state is changed in place */
export function createQueue(rules: LedgerRules, now: () => number, state: QueueState): Queue {
  const ledger = createLedger(rules, now, state)

  function turns(): Turn[] {
    return inTurn({
      waiting: state.waiting,
      underWay: state.underWay,
      asked: (caller) => askedLately(state.callers, caller, now()),
      urgentIsFull: state.urgent.length >= ledger.limit() * urgentPart,
    })
  }

  function serve(process: string, waiting: readonly Waiter[]): Served {
    update(process, waiting)
    const granted: string[] = []
    for (;;) {
      const turnsNow = turns()
      const open = lanes.filter((lane) => ledger.opening(lane) <= now())
      const next = turnsNow.find(({ lane }) => open.includes(lane))
      // Another process has to take its turn by itself.
      if (next?.waiter.process !== process) return { granted, ...whatRemains(process, turnsNow) }
      begin(next)
      granted.push(next.waiter.id)
    }
  }

  /** Whoever stays keeps the place among those who came at the same moment. */
  function update(process: string, waiting: readonly Waiter[]): void {
    const come = new Map(waiting.map((waiter) => [waiter.id, waiter]))
    state.waiting = state.waiting.filter(({ id, process: other }) =>
      other === process ? come.delete(id) : (state.heard[other] ?? 0) + silenceMs > now(),
    )
    state.waiting.push(...come.values())
    state.urgent = state.urgent.filter((at) => at + minuteMs > now())
  }

  function begin({ waiter, lane }: Turn): void {
    const { id, caller = id, since } = waiter
    ledger.begin(waiter)
    state.waiting = state.waiting.filter((each) => each.id !== id)
    if (lane === 'urgent') state.urgent.push(now())
    const { works, requests } = state.served
    const known = state.callers[caller]
    const isNew = known?.work !== since
    if (known) known.work = since
    const scale = requests < 2 * requestsToAverage ? 1 : 1 / 2
    state.served = { works: scale * works + (isNew ? 1 : 0), requests: scale * requests + 1 }
  }

  function whatRemains(process: string, queued: readonly Turn[]): Omit<Served, 'granted'> {
    const mostOfCaller = Math.max(rules.perMinute, leastInQueue)
    const most = minutesInQueue * mostOfCaller
    const perWork = Math.max(state.served.requests / Math.max(state.served.works, 1), 1)
    const moments = Object.fromEntries(
      lanes.map((lane) => [lane, ledger.openings(lane, Math.ceil(queued.length * perWork))]),
    )
    const ofCallers = new Map<string, number>()
    const all = queued.map(({ waiter, lane }, index) => {
      const { id, caller = id } = waiter
      const own = ofCallers.get(caller) ?? 0
      ofCallers.set(caller, own + 1)
      const full = own >= mostOfCaller ? ('own' as const) : index >= most ? ('all' as const) : undefined
      const at = moments[lane]?.[Math.floor(index * perWork)] as number
      return { id, lane, isOurs: waiter.process === process, full, place: index + 1, at }
    })
    const ours = all.filter(({ isOurs }) => isOurs)
    const refused = ours.flatMap(({ id, full, at }) => (full ? { id, full, at } : []))
    const waits = ours.filter(({ full }) => !full)
    state.waiting = state.waiting.filter(({ id }) => !refused.some((each) => each.id === id))
    const awaited = lanes.filter((each) => all.some(({ lane, full }) => lane === each && !full))
    const opensAt = awaited.length === 0 ? undefined : Math.min(...awaited.map(ledger.opening))
    return { refused, waits, opensAt }
  }

  return {
    serve,
    ask(caller, part) {
      state.callers = withAsk(state.callers, caller, part, now())
    },
  }
}

/** How much a caller asked for lately. */
export function askedLately(demand: Demand, caller: string, now: number): number {
  const { asked, at } = demand[caller] ?? { asked: 0, at: now }
  return asked * 2 ** ((at - now) / halfLifeMs)
}

/** The demand once a caller has asked for `amount` more; those who asked for least are forgotten. */
export function withAsk<More>(
  demand: Demand<More>,
  caller: string,
  amount: number,
  now: number,
): Demand<More> {
  const { [caller]: known, ...others } = demand
  const asked = Math.min(askedLately(demand, caller, now) + amount, mostAsked)
  // First, so that it stays rather than others that have asked for as little.
  const next: Demand<More> = { [caller]: { ...known, asked, at: now } as Demand<More>[string], ...others }
  const lately = (each: string) => askedLately(next, each, now)
  const most = Object.entries(next).filter(([each]) => lately(each) > leastRemembered)
  return Object.fromEntries(most.sort(([a], [b]) => lately(b) - lately(a)).slice(0, mostCallers))
}

export interface Turn {
  readonly waiter: Waiter
  /** The class in which it is served: a lower one than its own where too much is asked for. */
  readonly lane: Priority
}

export interface TurnOptions {
  readonly waiting: readonly Waiter[]
  readonly underWay: readonly Waiter[]
  /** How many requests a caller has asked for lately. */
  readonly asked: (caller: string) => number
  /** Whether urgent requests have had their part of the minute. */
  readonly urgentIsFull: boolean
}

const dayMs = 24 * 60 * minuteMs
/** Nobody waits longer: a scan times out before that. */
const longestWaitMs = 5 * minuteMs
/** Two cold scans within a few minutes, as anyone may want. */
const freeRequests = 10
const latePerRequestMs = minuteMs

/**
 * Everyone who waits, in the order of their turns: by when their work began, as if what asks for more had begun later.
 * Each older work that the same caller has unfinished adds five minutes, each request beyond ten that it asked for lately
 * adds one; urgent work is five minutes ahead. What is five minutes late in this way is served like background work.
 * See docs/decisions/0013-the-order-of-requests.md.
 */
export function inTurn({ waiting, underWay, asked, urgentIsFull }: TurnOptions): Turn[] {
  const works = Map.groupBy([...underWay, ...waiting], groupOf)
  const turns = waiting.map((waiter) => {
    const { priority, caller, since } = waiter
    const begun = works.get(groupOf(waiter))?.map((other) => other.since) ?? []
    const older = new Set(begun.filter((other) => other < since)).size
    const excess = caller === undefined ? 0 : Math.max(asked(caller) - freeRequests, 0)
    const lateMs = older * longestWaitMs + excess * latePerRequestMs
    const lane =
      lateMs >= longestWaitMs
        ? 'background'
        : priority === 'urgent' && urgentIsFull
          ? 'interactive'
          : priority
    const aheadMs = lane === 'urgent' ? longestWaitMs : priority === 'background' ? -dayMs : 0
    return { waiter, lane, at: since + lateMs - aheadMs }
  })
  // Works that began together are finished one after another all the same.
  return turns.sort((a, b) => a.at - b.at || compare(a.waiter.caller, b.waiter.caller))
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : Number(a > b)
}

/** Work is finished one after another for each caller; what the instance does for itself knows no such order. */
function groupOf({ id, priority, caller }: Waiter): string {
  return caller === undefined ? id : `${priority} ${caller}`
}
