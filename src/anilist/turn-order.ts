/** `urgent`: sign-in and writes to lists. `interactive`: someone is waiting. `background`: takes what is left. */
export type Priority = 'urgent' | 'interactive' | 'background'

/** A request that waits for AniList, or is under way. Moments are milliseconds since 1970. */
export interface Waiter {
  readonly id: string
  /** The process that waits. */
  readonly process: string
  readonly priority: Priority
  /** Whose request it is, such as `account:ID`; absent for the instance itself. */
  readonly caller?: string | undefined
  /** When the work that the request belongs to began, such as a scan. */
  readonly since: number
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

const minuteMs = 60_000
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
