/**
 * Notices that a database server has gone without a word, as a paused or cut-off one does. What is slow and alive, such as a
 * large query or one that waits for a lock, is never taken for it.
 */
export interface ServerWatch {
  /**
   * Does what needs the server, and asks for a sign of life when that takes long.
   *
   * @param late gets what `work` resolves with although nobody waits for it any more
   * @throws where the server is away, or is found to be; otherwise what `work` throws
   */
  guard<T>(work: () => Promise<T>, late?: (result: T) => void): Promise<T>
  close(): void
}

export interface ServerWatchOptions {
  /** Resolves once the server has given a sign of life, and rejects after {@link probeMs} at most. */
  readonly probe: () => Promise<void>
  /** Cuts all connections: what was asked on them is not answered any more. */
  readonly cut: () => void
  /** What is thrown while the server is away. */
  readonly awayError: () => Error
}

/** A request is to have its reply within two seconds: this long and one probe, and no more, because then all fail at once. */
const patienceMs = 500
export const probeMs = 1_000
/** While the server is away it is looked for as often as this. */
const lookEveryMs = 250

export function createServerWatch({ probe, cut, awayError }: ServerWatchOptions): ServerWatch {
  const waiting = new Set<() => void>()
  let away = false
  let looking = false
  let closed = false

  async function look(): Promise<void> {
    if (looking || closed) return
    looking = true
    try {
      await probe()
      away = false
    } catch {
      away = true
      cut()
      for (const giveUp of waiting) giveUp()
      setTimeout(look, lookEveryMs).unref()
    } finally {
      looking = false
    }
  }

  async function guard<T>(work: () => Promise<T>, late?: (result: T) => void): Promise<T> {
    if (away) throw awayError()
    const { promise: gone, reject } = Promise.withResolvers<never>()
    const giveUp = () => {
      reject(awayError())
      working.then(late, () => {})
    }
    const patience = setInterval(look, patienceMs)
    waiting.add(giveUp)
    const working = work()
    try {
      return await Promise.race([working, gone])
    } finally {
      clearInterval(patience)
      waiting.delete(giveUp)
    }
  }

  return {
    guard,
    close() {
      closed = true
    },
  }
}
