/**
 * Aborted when somebody ends this process, by Ctrl-C or by its id: whatever it started is to end then, and it itself after
 * that. A second signal ends it at once.
 */
function interruption(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => controller.abort(new Error(`interrupted by ${name}`)))
  }
  return controller.signal
}

/** @throws the signal's reason, as soon as it is aborted; the work goes on unheeded */
export async function unlessInterrupted<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const giveUp = () => reject(signal.reason)
  signal.addEventListener('abort', giveUp)
  try {
    return await Promise.race([work(), aborted])
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}

/** Runs a program that ends with 1 for a finding, or for an interruption once everything is cleared away. */
export async function untilInterrupted(run: (signal: AbortSignal) => Promise<boolean>): Promise<void> {
  const signal = interruption()
  try {
    process.exitCode = (await run(signal)) ? 0 : 1
  } catch (error) {
    if (!signal.aborted) throw error
    console.error(signal.reason.message)
    // What goes on unheeded must not keep it alive.
    process.exit(1)
  }
}
