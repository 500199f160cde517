import { minuteMs } from '../rate-limit-headers.ts'
import {
  createLedger,
  freshLedger,
  type LedgerRules,
  type LedgerState,
  type Priority,
  type Waiter,
} from './ledger.ts'

/** Waiting requests and recent usage, as plain data that processes can share. Moments are epoch milliseconds. */
export interface QueueState extends LedgerState {
  /** In order of arrival, which breaks ties. */
  waiting: Waiter[]
  /** When the urgent requests of the last minute started. */
  urgent: number[]
  /** The callers with the most recent requests, and the job of each that was served last. */
  callers: Demand<{ work?: number }>
  /** Recently served jobs and requests, for the average number of requests per job. */
  served: { works: number; requests: number }
}

/** How much each caller has asked for, and when that was computed. */
export type Demand<More = unknown> = Record<string, { asked: number; at: number } & More>

/** The outcome of one look at the queue. */
export interface Served {
  /** The ids that may be sent now. */
  readonly granted: readonly string[]
  /** Requests refused because the queue, or their caller's share, is full, and when their turn would have come. */
  readonly refused: readonly { readonly id: string; readonly full: 'all' | 'own'; readonly at: number }[]
  /** The remaining requests, with their place, from 1, and when their turn may come. */
  readonly waits: readonly { readonly id: string; readonly place: number; readonly at: number }[]
  /** When the next request may be sent; undefined if the queue is empty. */
  readonly opensAt: number | undefined
}

export interface Queue {
  /** Counts a caller's request, or its part of a shared one. */
  ask(caller: string, part: number): void
  /** Records all waiting requests of a process, and grants those whose turn has come. */
  serve(process: string, waiting: readonly Waiter[]): Served
}

/** Requests wait for at most five minutes, which limits the queue's length. */
const minutesInQueue = 5
/** So many may queue even if AniList allows next to nothing. */
const leastInQueue = 10
/** Urgent requests go first up to this share of the minute; beyond it they queue like the rest. */
const urgentPart = 1 / 2
/** The waiting requests of a process that is silent for this long are dropped. */
const silenceMs = 3_000
/** A caller's requests count half after this time. */
const halfLifeMs = 5 * minuteMs
/** More requests than this are not counted, so that an eager caller does not wait for hours. */
const mostAsked = 100
/** How many callers are remembered, those with the most requests; the others hardly matter. */
const mostCallers = 200
/** In requests; callers below this are forgotten. */
const leastRemembered = 1 / 20
/** The average covers about this many requests, since scans differ from hour to hour. */
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
      // Other processes take their turns themselves.
      if (next?.waiter.process !== process) return { granted, ...whatRemains(process, turnsNow) }
      begin(next)
      granted.push(next.waiter.id)
    }
  }

  /** Requests that are already queued keep their order among those of the same moment. */
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
      // `openings` has one for every index up to here.
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

/** How much a caller asked for recently. */
export function askedLately(demand: Demand, caller: string, now: number): number {
  const { asked, at } = demand[caller] ?? { asked: 0, at: now }
  return asked * 2 ** ((at - now) / halfLifeMs)
}

/** The demand after a caller has asked for `amount` more; callers who asked for least are dropped. */
export function withAsk<More>(
  demand: Demand<More>,
  caller: string,
  amount: number,
  now: number,
): Demand<More> {
  const { [caller]: known, ...others } = demand
  const asked = Math.min(askedLately(demand, caller, now) + amount, mostAsked)
  // First, so that it is kept in a tie with others.
  const next: Demand<More> = { [caller]: { ...known, asked, at: now } as Demand<More>[string], ...others }
  const lately = (each: string) => askedLately(next, each, now)
  const most = Object.entries(next).filter(([each]) => lately(each) > leastRemembered)
  return Object.fromEntries(most.sort(([a], [b]) => lately(b) - lately(a)).slice(0, mostCallers))
}

export interface Turn {
  readonly waiter: Waiter
  /** The class in which it is served: lower than its own if the caller asks for too much. */
  readonly lane: Priority
}

export interface TurnOptions {
  readonly waiting: readonly Waiter[]
  readonly underWay: readonly Waiter[]
  /** How many requests a caller has made recently. */
  readonly asked: (caller: string) => number
  /** Whether urgent requests have used their share of the minute. */
  readonly urgentIsFull: boolean
}

const dayMs = 24 * 60 * minuteMs
/** A scan times out after this. */
const longestWaitMs = 5 * minuteMs
/** Two cold scans within a few minutes, which is normal use. */
const freeRequests = 10
const latePerRequestMs = minuteMs

/**
 * All waiting requests in the order of their turns: by when their job started, later for callers with many requests.
 * Each older unfinished job of the same caller adds five minutes, each recent request beyond ten adds one; urgent jobs
 * are five minutes ahead. Requests delayed by five minutes use the background lane. See
 * docs/decisions/0013-the-order-of-requests.md.
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
  // Jobs that started at the same moment are finished one after another too.
  return turns.sort((a, b) => a.at - b.at || compare(a.waiter.caller, b.waiter.caller))
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : Number(a > b)
}

/** A caller's jobs finish one after another; requests of the instance itself have no such order. */
function groupOf({ id, priority, caller }: Waiter): string {
  return caller === undefined ? id : `${priority} ${caller}`
}
