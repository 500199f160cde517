import type { Priority } from './budget-ledger.ts'
import type { AcquireOptions, Permit } from './rate-budget.ts'

/** Those who wait for their turn: interactive work first, and first come, first served within a priority. */
export interface BudgetQueue {
  /** Joins the queue. Rejects with the signal's reason once that is aborted. */
  join(priority: Priority, options: AcquireOptions): Promise<Permit>
  /** Gives the permit to the next one of this priority; `false` where nobody waits any more. */
  serve(priority: Priority, makePermit: () => Permit): boolean
  /** Tells those who wait until when (milliseconds since 1970), unless they know or it is not worth telling. */
  tell(at: number): void
  waiting(priority: Priority): number
}

interface Waiter {
  readonly grant: (permit: Permit) => void
  readonly onWait: AcquireOptions['onWait']
  announced: number
}

/** Shorter waits, such as for the burst limit, are not worth telling anyone. */
const worthTellingMs = 2000

/** @param onLeave called after someone has left without a permit */
export function createBudgetQueue(now: () => number, onLeave: () => void): BudgetQueue {
  const queues: Record<Priority, Waiter[]> = { interactive: [], background: [] }

  function join(priority: Priority, { signal, onWait }: AcquireOptions): Promise<Permit> {
    const { promise, resolve, reject } = Promise.withResolvers<Permit>()
    const queue = queues[priority]
    const waiter: Waiter = { grant, onWait, announced: 0 }
    function grant(permit: Permit): void {
      signal?.removeEventListener('abort', leave)
      resolve(permit)
    }
    function leave(): void {
      queue.splice(queue.indexOf(waiter), 1)
      reject(signal?.reason)
      onLeave()
    }
    if (signal?.aborted) {
      reject(signal.reason)
      return promise
    }
    signal?.addEventListener('abort', leave, { once: true })
    queue.push(waiter)
    return promise
  }

  function serve(priority: Priority, makePermit: () => Permit): boolean {
    const waiter = queues[priority].shift()
    waiter?.grant(makePermit())
    return waiter !== undefined
  }

  function tell(at: number): void {
    if (at - now() < worthTellingMs) return
    for (const waiter of [...queues.interactive, ...queues.background]) {
      if (Math.abs(at - waiter.announced) < worthTellingMs) continue
      waiter.announced = at
      waiter.onWait?.(at)
    }
  }

  return { join, serve, tell, waiting: (priority) => queues[priority].length }
}
