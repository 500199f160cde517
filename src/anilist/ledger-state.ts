import { freshLedger, type LedgerState } from './budget-ledger.ts'

/**
 * A ledger as processes share it: the text of {@link formatLedger}, its moments moved to another clock.
 *
 * @param offsetMs what our clock shows more than the shared one
 */
export function parseLedger(text: string, offsetMs: number): LedgerState {
  return shift(JSON.parse(text), offsetMs)
}

/** The inverse of {@link parseLedger}. */
export function formatLedger(state: LedgerState, offsetMs: number): string {
  return JSON.stringify(shift(state, -offsetMs))
}

function shift(state: LedgerState, ms: number): LedgerState {
  const { ceiling, headerTellsTruth, lesson } = state.allowance
  return {
    leases: state.leases.map(({ id, until }) => ({ id, until: until + ms })),
    ended: state.ended.map((time) => time + ms),
    begun: state.begun.map((time) => time + ms),
    foreign: { ...state.foreign, until: state.foreign.until + ms },
    blockedUntil: state.blockedUntil + ms,
    allowance: {
      ceiling,
      headerTellsTruth,
      ...(lesson && { lesson: { ...lesson, until: lesson.until + ms } }),
    },
  }
}

/** The shared ledger as a process saw it last, and when. */
export interface SeenLedger {
  readonly state: LedgerState
  readonly at: number
}

export interface AloneOptions {
  readonly seen: SeenLedger | undefined
  /** Since when the shared ledger has been out of reach. */
  readonly awaySince: number
  readonly instances: number
  readonly perMinute: number
  /** The requests that this process has under way. */
  readonly held: ReadonlySet<string>
}

/** A picture of the shared ledger that is older says nothing of what others have sent since. */
const freshMs = 5_000

/**
 * The ledger of a process that has to do without the others. All get an equal part of what is left: of the requests that
 * counted last each process takes every so-many-th as its own, the latest first, so that what all together may still
 * send, at any moment, is no more than what nobody has sent. A process that has not looked for a while takes it that
 * nothing is left, and waits a minute.
 */
export function startAlone({ seen, awaySince, instances, perMinute, held }: AloneOptions): LedgerState {
  const state = structuredClone(seen?.state) ?? freshLedger(perMinute)
  const mine = state.leases.filter(({ id }) => held.has(id))
  const isComplete = instances === 1 || (seen !== undefined && seen.at >= awaySince - freshMs)
  if (!isComplete) {
    const full = Array<number>(state.allowance.ceiling).fill(awaySince)
    return { ...state, leases: mine, ended: full }
  }
  const others = state.leases.filter(({ id }) => !held.has(id)).map(({ until }) => until)
  const latestFirst = [...state.ended, ...others].sort((a, b) => b - a)
  return {
    ...state,
    leases: mine,
    ended: latestFirst.filter((_, index) => index % instances === 0).reverse(),
    foreign: { ...state.foreign, count: Math.ceil(state.foreign.count / instances) },
  }
}
