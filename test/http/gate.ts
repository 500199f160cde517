/** A `fetch` that lets requests to AniList through one by one, so that a test can check what happens in between. */
export interface Gate {
  readonly fetch: typeof fetch
  /** Requests that have arrived here, including waiting ones. */
  readonly arrived: number
  /** Resolves when this many requests have arrived in total. */
  arrival(count: number): Promise<void>
  /** Lets one waiting request through. */
  letOne(): void
  /** Lets these and all later requests through. */
  open(): void
}

export function createGate(): Gate {
  let arrived = 0
  let isOpen = false
  const waiting: (() => void)[] = []
  const watchers: { count: number; tell: () => void }[] = []

  return {
    async fetch(input, init) {
      // Like the real one, it sends nothing after an abort.
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
