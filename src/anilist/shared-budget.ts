import {
  type BudgetLedger,
  createLedger,
  freshLedger,
  type LedgerRules,
  type LedgerState,
  type Priority,
  windowMs,
} from './budget-ledger.ts'
import { createBudgetQueue } from './budget-queue.ts'
import type { Clock } from './clock.ts'
import { formatLedger, parseLedger, type SeenLedger, startAlone } from './ledger-state.ts'
import { type Permit, type RateBudget, usualRules } from './rate-budget.ts'

/** A text that processes share, and change one after the other. */
export interface SharedText {
  /**
   * Lets `change` make the next text of the present one, and stores it. Where another process was faster, `change` is
   * called again with what that one has left; so it must do nothing but decide.
   *
   * @throws any error while the text is out of reach
   */
  update<T>(change: (text: string | undefined, now: number) => { text: string; result: T }): Promise<T>
  /** Since when it has been out of reach, in milliseconds since 1970 by our own clock; undefined while it is not. */
  readonly awaySince: number | undefined
}

export interface SharedBudgetOptions extends Clock, Partial<LedgerRules> {
  readonly shared: SharedText
  /** How many processes share it: while it is out of reach each keeps to so small a part of everything. */
  readonly instances: number
  /** Tells the processes apart: any random text. */
  readonly processId: string
}

export interface SharedBudget extends RateBudget {
  /** Tells the others what they do not know yet, if they can be reached, and ends its timers. */
  stop(): Promise<void>
}

/** How long a request takes from its permit to AniList differs more between processes than within one. */
const sharedRules: LedgerRules = { ...usualRules, perSecond: 5 }

/** A process that says nothing for so long is gone, and its requests count as ended. */
const leaseMs = 15_000
const renewEveryMs = 5_000
/** Others may end a request, or learn something, at any time: those who wait look as often as this… */
const longestNapMs = 1_000
/** …and as this where only the end of another request helps. */
const shortNapMs = 100
/** After it was out of reach: time for all to bring in what they have sent alone. */
const regatherMs = 2_000

/** Something that happened here, and when by our own clock. */
interface Happening {
  readonly at: number
  readonly apply: (ledger: BudgetLedger) => void
  /** Matters for longer than the minute in which requests count. */
  readonly lasting?: boolean
}

interface Grants {
  readonly granted: readonly { readonly id: string; readonly priority: Priority }[]
  /** When the next in turn may begin; undefined where only the end of another request can tell. */
  readonly opensAt: number | undefined
}

/**
 * The budget of several processes that reach AniList from one address: one ledger for all, in a shared text. While that
 * is out of reach each keeps to its part of what is left (see {@link startAlone}), so that the sum stays within what
 * AniList allows as long as no more than `instances` take part.
 */
export function createSharedBudget(options: SharedBudgetOptions): SharedBudget {
  const { shared, instances, processId, now, sleep } = options
  const rules: LedgerRules = { ...sharedRules, ...options }
  const queue = createBudgetQueue(now, pump)
  /** The requests that this process has under way. */
  const held = new Set<string>()
  /** What the shared ledger has not been told yet. */
  let news: readonly Happening[] = []
  let seen: SeenLedger | undefined
  /** Our own ledger while the shared one is out of reach, and which of the news stand in it. */
  let alone: { readonly state: LedgerState; readonly told: WeakSet<Happening> } | undefined
  let requests = 0
  let pumping = false
  let pumped = Promise.resolve()
  let stopped = false
  let pumpAgain = false
  let nap: AbortController | undefined
  let heartbeat: AbortController | undefined

  function pump(): void {
    pumpAgain = true
    if (!pumping) pumped = pumpAll()
  }

  async function pumpAll(): Promise<void> {
    pumping = true
    while (pumpAgain) {
      pumpAgain = false
      nap?.abort()
      if (news.length > 0 || waiting() > 0) await grantSome()
    }
    pumping = false
  }

  async function grantSome(): Promise<void> {
    const { granted, opensAt } = await decide()
    for (const { id, priority } of granted) {
      held.add(id)
      // Whoever it was meant for may have left meanwhile.
      if (!queue.serve(priority, () => makePermit(id))) end(id, false)
    }
    if (stopped) return
    if (held.size > 0) heartbeat ??= after(renewEveryMs, renewAll)
    if (opensAt !== undefined) queue.tell(opensAt)
    // News that could not be told have to be, though nobody here waits: others go by them.
    if (waiting() > 0 || news.length > 0) nap = after(napMs(opensAt), pump)
  }

  function napMs(opensAt: number | undefined): number {
    if (waiting() === 0) return longestNapMs
    return opensAt === undefined ? shortNapMs : Math.min(Math.max(opensAt - now(), 1), longestNapMs)
  }

  function waiting(): number {
    return queue.waiting('interactive') + queue.waiting('background')
  }

  /** On the shared ledger if it can be reached, else on our own. */
  async function decide(): Promise<Grants> {
    const batch = news
    news = []
    try {
      const { grants, state } = await shared.update((text, sharedNow) =>
        decideTogether(batch, text, sharedNow),
      )
      seen = { state, at: now() }
      alone = undefined
      return grants
    } catch {
      news = [...batch, ...news].filter(({ at, lasting }) => lasting || at > now() - windowMs)
      return decideAlone()
    }
  }

  function decideTogether(batch: readonly Happening[], text: string | undefined, sharedNow: number) {
    const offset = now() - sharedNow
    // A shared memory that has lost everything is given ours.
    const known = text === undefined ? structuredClone(seen?.state) : parseLedger(text, offset)
    const state = known ?? freshLedger(rules.perMinute)
    for (const happening of batch) tell(state, rules, happening)
    const grants = grantFrom(state, rules)
    return { text: formatLedger(state, offset), result: { grants, state } }
  }

  function decideAlone(): Grants {
    alone ??= {
      state: startAlone({ ...rules, seen, awaySince: shared.awaySince ?? now(), instances, held }),
      told: new WeakSet(),
    }
    const { state, told } = alone
    const partOfRules = { ...rules, sharers: instances }
    for (const happening of news.filter((each) => !told.has(each))) {
      tell(state, partOfRules, happening)
      told.add(happening)
    }
    const grants = grantFrom(state, partOfRules)
    for (const { id } of grants.granted) told.add(report((ledger, at) => ledger.begin(id, at + leaseMs)))
    return grants
  }

  function grantFrom(state: LedgerState, ledgerRules: LedgerRules): Grants {
    const at = now()
    const ledger = createLedger(ledgerRules, () => at, state)
    if (alone && alone.state !== state) ledger.block(at + regatherMs)
    const left = { interactive: queue.waiting('interactive'), background: queue.waiting('background') }
    const granted: { id: string; priority: Priority }[] = []
    for (;;) {
      const priority = left.interactive > 0 ? 'interactive' : 'background'
      const opensAt = left[priority] > 0 ? ledger.opening(priority) : undefined
      if (opensAt === undefined || opensAt > at) return { granted, opensAt }
      const id = `${processId}:${requests++}`
      ledger.begin(id, at + leaseMs)
      granted.push({ id, priority })
      left[priority]--
    }
  }

  function tell(state: LedgerState, ledgerRules: LedgerRules, { at, apply }: Happening): void {
    apply(createLedger(ledgerRules, () => at, state))
  }

  function report(apply: (ledger: BudgetLedger, at: number) => void, lasting = false): Happening {
    const at = now()
    const happening = { at, apply: (ledger: BudgetLedger) => apply(ledger, at), lasting }
    news = [...news, happening]
    return happening
  }

  function makePermit(id: string): Permit {
    return { release: () => end(id, true), giveBack: () => end(id, false) }
  }

  function end(id: string, sent: boolean): void {
    if (!held.delete(id)) return
    report((ledger) => ledger.end(id, sent))
    if (held.size === 0) {
      heartbeat?.abort()
      heartbeat = undefined
    }
    pump()
  }

  function renewAll(): void {
    heartbeat = undefined
    const ids = [...held]
    report((ledger, at) => {
      for (const id of ids) ledger.renew(id, at + leaseMs)
    })
    pump()
  }

  function after(ms: number, act: () => void): AbortController {
    const cancel = new AbortController()
    sleep(ms, cancel.signal).then(act, () => {
      // Something happened before, or there is nothing left to wait for.
    })
    return cancel
  }

  return {
    async stop() {
      stopped = true
      nap?.abort()
      heartbeat?.abort()
      await pumped
    },
    acquire(priority, acquireOptions = {}) {
      const turn = queue.join(priority, acquireOptions)
      pump()
      return turn
    },
    learn(reply) {
      report((ledger) => ledger.learn(reply), reply.status === 429)
      pump()
    },
    snapshot() {
      const state = structuredClone(alone?.state ?? seen?.state) ?? freshLedger(rules.perMinute)
      const ledger = createLedger(alone ? { ...rules, sharers: instances } : rules, now, state)
      return {
        limit: ledger.limit(),
        used: ledger.used(),
        inFlight: ledger.inFlight(),
        waiting: waiting(),
        opensAt: ledger.opening('interactive') ?? now(),
      }
    },
  }
}
