/**
 * Detects a database server that has silently gone, such as a paused or cut-off one. A slow one, such as with a large
 * query or one that waits for a lock, is not affected.
 */
export interface ServerWatch {
  /**
   * Runs `work`, and probes the server if that takes long.
   *
   * @param late receives the result of `work` if it comes after the server was given up
   * @throws while the server is away; otherwise the error of `work`
   */
  guard<T>(work: () => Promise<T>, late?: (result: T) => void): Promise<T>
  close(): void
}

export interface ServerWatchOptions {
  /** Resolves if the server shows a sign of life, and rejects after at most {@link probeMs}. */
  readonly probe: () => Promise<void>
  /** Cuts all connections, so that pending queries fail. */
  readonly cut: () => void
  /** The error to throw while the server is away. */
  readonly awayError: () => Error
}

/** A request should be answered within two seconds: it waits this long, then for one probe; then all fail. */
const patienceMs = 500
export const probeMs = 1_000
/** How often to look for the server while it is away. */
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
