import { randomUUID } from 'node:crypto'
import type { SessionWatch } from '../accounts/sessions/session-watch.ts'
import { type Clock, orAborted } from '../anilist/clock.ts'
import { findAccount } from '../store/accounts.ts'
import { releaseListLease, renewListLease, takeListLease } from '../store/list-leases.ts'
import type { Store } from '../store/store.ts'
import { isForeignKeyViolation } from '../store/store-error.ts'
import { ListError } from './list-error.ts'

/** The owner of a list, and the session that writes to it. */
export interface ListOwner {
  /** The account id. */
  readonly id: string
  readonly aniListId: number
  readonly sessionId: string
}

/** Serializes writes to an account's list across all processes on one database. */
export interface AccountTurns {
  /**
   * Runs `use` when it is this caller's turn.
   *
   * @param use receives a signal that aborts when it has to stop; the reason is the error to throw
   * @throws ListError `list-busy`, `list-writes-stopped` or `account-deleted`; the session's abort reason
   */
  take<T>(owner: ListOwner, use: (signal: AbortSignal) => Promise<T>): Promise<T>
  /** Aborts all turns and refuses new ones. */
  stop(): void
}

export interface AccountTurnsOptions extends Clock {
  readonly store: Store
  /** Aborts waiting or running work when its session ends. */
  readonly during: SessionWatch['during']
  /** How long a crashed process can block others. A live one renews its lease, or finds it lost after a suspension. */
  readonly leaseMs?: number
  /** How long to wait for another process's lease. */
  readonly patienceMs?: number
}

const retryMs = 1_000

export function createAccountTurns(options: AccountTurnsOptions): AccountTurns {
  const { store, during, now, sleep, leaseMs = 15_000, patienceMs = 60_000 } = options
  const stopping = new AbortController()
  /** The end of each account's last turn in this process. */
  const queues = new Map<string, Promise<void>>()

  const take: AccountTurns['take'] = ({ id, sessionId }, use) =>
    during({ id: sessionId, accountId: id }, (ended) => {
      const signal = AbortSignal.any([stopping.signal, ended])
      return takeInOrder(id, signal, use)
    })

  async function takeInOrder<T>(
    accountId: string,
    signal: AbortSignal,
    use: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const before = queues.get(accountId) ?? Promise.resolve()
    const { promise: turn, resolve: end } = Promise.withResolvers<void>()
    // A turn aborted while waiting keeps the order: the next one still waits for the one before.
    const done = turn.then(() => before)
    queues.set(accountId, done)
    try {
      await orAborted(before, signal)
      return await holdLease(accountId, signal, use)
    } catch (cause) {
      // The account existed a moment ago; the database refuses rows for a deleted one.
      if (!isForeignKeyViolation(cause)) throw cause
      throw new ListError('account-deleted', { cause })
    } finally {
      end()
      void done.then(() => {
        if (queues.get(accountId) === done) queues.delete(accountId)
      })
    }
  }

  async function holdLease<T>(
    accountId: string,
    signal: AbortSignal,
    use: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const holder = randomUUID()
    await acquire(accountId, holder, signal)
    const lost = new AbortController()
    const done = new AbortController()
    void prolong({ accountId, holder }, lost, done.signal)
    try {
      return await use(AbortSignal.any([signal, lost.signal]))
    } finally {
      done.abort()
      await releaseListLease(store.db, { accountId, holder })
    }
  }

  async function acquire(accountId: string, holder: string, signal: AbortSignal): Promise<void> {
    const giveUpAt = now() + patienceMs
    for (;;) {
      signal.throwIfAborted()
      const lease = { accountId, holder, heldUntil: now() + leaseMs }
      if (await takeListLease(store.db, lease, now())) return
      if (now() >= giveUpAt) throw new ListError('list-busy', { retryAfterMs: leaseMs })
      await sleep(retryMs, signal)
    }
  }

  async function prolong(
    lease: { accountId: string; holder: string },
    lost: AbortController,
    done: AbortSignal,
  ): Promise<void> {
    try {
      for (;;) {
        await sleep(leaseMs / 3, done)
        const isOurs = await renewListLease(store.db, { ...lease, heldUntil: now() + leaseMs })
        if (!isOurs) throw await lossOf(lease.accountId)
      }
    } catch (reason) {
      if (!done.aborted) lost.abort(reason)
    }
  }

  /** Deleting an account deletes its lease. */
  async function lossOf(accountId: string): Promise<ListError> {
    const account = await findAccount(store.db, accountId)
    return account ? new ListError('list-busy', { retryAfterMs: leaseMs }) : new ListError('account-deleted')
  }

  return {
    take,
    stop: () => stopping.abort(new ListError('list-writes-stopped', { retryAfterMs: 5_000 })),
  }
}
