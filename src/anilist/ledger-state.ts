import { leaseMs } from './budget-ledger.ts'
import { freshLine, type LineState } from './budget-line.ts'

/** What processes share, as a process saw it last, and when by its own clock. */
export interface SeenState {
  readonly state: LineState
  readonly at: number
}

export interface AloneOptions {
  readonly seen: SeenState | undefined
  /** Since when the shared state has been out of reach. */
  readonly awaySince: number
  /** What our clock shows more than the shared one, by which the moments in the state are. */
  readonly offset: number
  readonly instances: number
  readonly perMinute: number
  readonly processId: string
}

/** A picture of the shared state that is older says nothing of what others have sent since. */
const freshMs = 5_000

/**
 * The state of a process that has to do without the others. All get an equal part of what is left: of the requests that
 * counted last each process takes every so-many-th as its own, the latest first, so that what all together may still
 * send, at any moment, is no more than what nobody has sent. A process that has not looked for a while takes it that
 * nothing is left, and waits a minute.
 */
export function startAlone(options: AloneOptions): LineState {
  const { seen, awaySince, offset, instances, perMinute, processId } = options
  const { underWay, ...rest } = structuredClone(seen?.state) ?? freshLine(perMinute)
  const state = { ...rest, waiting: [], underWay: underWay.filter((each) => each.process === processId) }
  const isComplete = instances === 1 || (seen !== undefined && seen.at >= awaySince - freshMs)
  const away = awaySince - offset
  if (!isComplete) return { ...state, ended: Array<number>(state.allowance.ceiling).fill(away) }
  const others = underWay.filter((each) => each.process !== processId)
  const ends = others.map(({ process }) => (state.heard[process] ?? away) + leaseMs)
  const latestFirst = [...state.ended, ...ends].sort((a, b) => b - a)
  return {
    ...state,
    ended: latestFirst.filter((_, index) => index % instances === 0).reverse(),
    foreign: { ...state.foreign, count: Math.ceil(state.foreign.count / instances) },
  }
}
