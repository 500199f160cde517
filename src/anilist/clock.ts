import { setTimeout as timer } from 'node:timers/promises'

/** Time as the client needs it, injected so that no test waits. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Waits `ms` milliseconds; rejects with the signal's reason once that is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    try {
      await timer(ms, undefined, signal ? { signal } : {})
    } catch (error) {
      // Node rejects with an AbortError of its own; callers look for the reason that they gave.
      signal?.throwIfAborted()
      throw error
    }
  },
}
