import type { Clock } from '../../src/anilist/clock.ts'

type Fetch = typeof fetch

export interface VirtualClock extends Clock {
  /** Moves time on by `ms`, waking every sleeper on the way in order. */
  advance(ms: number): Promise<void>
  /** Lets everything run that does not wait for time, except real input and output. */
  settle(): Promise<void>
  /** Stops time from moving by itself until the result is called. */
  hold(): () => void
  /** A `fetch` during which time stands still, from the call to the end of the reply's body. */
  holding(fetch: Fetch): Fetch
  /** How many wait for time to pass. */
  readonly sleepers: number
}

export interface VirtualClockOptions {
  /** Milliseconds since 1970. */
  readonly startAt?: number
  /**
   * Whether sleeping moves time on: as soon as nothing else can run, the next sleeper wakes. Otherwise only
   * {@link VirtualClock.advance} moves it.
   */
  readonly auto?: boolean
}

/**
 * A clock that costs no time. Sleepers wake one by one, ordered by moment and then by arrival, and everything that one of them
 * triggers runs before the next one wakes, so a test gives the same result each time.
 *
 * Real input and output takes real time, which this clock does not know about: during a request to a real server, time would
 * run ahead. Give the code under test `clock.holding(fetch)` to make it stand still.
 *
 * @example
 * const clock = createVirtualClock()
 * await clock.sleep(60_000) // at once, and clock.now() is a minute later
 */
export function createVirtualClock(options: VirtualClockOptions = {}): VirtualClock {
  const { startAt = Date.UTC(2026, 0, 1), auto = true } = options
  const sleepers: { readonly at: number; readonly wake: () => void }[] = []
  let time = startAt
  let holds = 0
  let ticking = false

  function sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      const sleeper = { at: time + Math.max(ms, 0), wake }
      function wake(): void {
        signal?.removeEventListener('abort', rouse)
        resolve()
      }
      function rouse(): void {
        sleepers.splice(sleepers.indexOf(sleeper), 1)
        reject(signal?.reason)
      }
      signal?.addEventListener('abort', rouse, { once: true })
      const later = sleepers.findIndex((other) => other.at > sleeper.at)
      sleepers.splice(later < 0 ? sleepers.length : later, 0, sleeper)
      tickSoon()
    })
  }

  function wakeNext(): void {
    const sleeper = sleepers.shift()
    if (!sleeper) return
    time = Math.max(time, sleeper.at)
    sleeper.wake()
  }

  function tickSoon(): void {
    if (!auto || ticking || holds > 0 || sleepers.length === 0) return
    ticking = true
    setImmediate(() => {
      ticking = false
      if (holds > 0) return
      wakeNext()
      tickSoon()
    })
  }

  function hold(): () => void {
    holds++
    let held = true
    return () => {
      if (!held) return
      held = false
      holds--
      tickSoon()
    }
  }

  async function advance(ms: number): Promise<void> {
    const target = time + ms
    const release = hold()
    await settle()
    while (sleepers[0] && sleepers[0].at <= target) {
      wakeNext()
      await settle()
    }
    time = Math.max(time, target)
    release()
  }

  function holding(fetch: Fetch): Fetch {
    return async (input, init) => {
      const release = hold()
      try {
        return releasingAtEnd(await fetch(input, init), release)
      } catch (error) {
        release()
        throw error
      }
    }
  }

  return {
    now: () => time,
    sleep,
    advance,
    settle,
    hold,
    holding,
    get sleepers() {
      return sleepers.length
    },
  }
}

/** An immediate runs after all promises that can settle without input and output. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

function releasingAtEnd(response: Response, release: () => void): Response {
  const reader = response.body?.getReader()
  if (!reader) {
    release()
    return response
  }
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (!done) return controller.enqueue(value)
        release()
        controller.close()
      } catch (error) {
        release()
        controller.error(error)
      }
    },
    cancel(reason) {
      release()
      return reader.cancel(reason)
    },
  })
  return new Response(body, response)
}
