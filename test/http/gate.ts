/** A `fetch` that lets requests to AniList through one by one, so that a test can look at what lies between. */
export interface Gate {
  readonly fetch: typeof fetch
  /** Requests that came as far as here, those that wait included. */
  readonly arrived: number
  /** Resolves when as many have arrived in all. */
  arrival(count: number): Promise<void>
  /** Lets one request through that waits here. */
  letOne(): void
  /** Lets these and all further ones through. */
  open(): void
}

export function createGate(): Gate {
  let arrived = 0
  let isOpen = false
  const waiting: (() => void)[] = []
  const watchers: { count: number; tell: () => void }[] = []

  return {
    async fetch(input, init) {
      // As the real one: whoever has given up sends nothing.
      init?.signal?.throwIfAborted()
      arrived++
      for (const { count, tell } of watchers) if (arrived >= count) tell()
      if (!isOpen) {
        await new Promise<void>((resolve, reject) => {
          waiting.push(resolve)
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason))
        })
      }
      return await fetch(input, init)
    },
    get arrived() {
      return arrived
    },
    arrival: (count) =>
      new Promise((resolve) => {
        if (arrived >= count) resolve()
        else watchers.push({ count, tell: resolve })
      }),
    letOne: () => waiting.shift()?.(),
    open() {
      isOpen = true
      for (const pass of waiting.splice(0)) pass()
    },
  }
}
