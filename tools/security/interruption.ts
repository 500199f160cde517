/**
 * Aborted when this process gets Ctrl-C or a signal. Everything it started has to end then, and then the process itself. A
 * second signal ends it immediately.
 */
function interruption(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => controller.abort(new Error(`interrupted by ${name}`)))
  }
  return controller.signal
}

/** @throws the signal's reason as soon as it is aborted; the work continues without being waited for */
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

/** Runs a program that exits with 1 for a finding, or after an interruption once everything is cleaned up. */
export async function untilInterrupted(run: (signal: AbortSignal) => Promise<boolean>): Promise<void> {
  const signal = interruption()
  try {
    process.exitCode = (await run(signal)) ? 0 : 1
  } catch (error) {
    if (!signal.aborted) throw error
    console.error(signal.reason.message)
    // Unfinished work must not keep the process running.
    process.exit(1)
  }
}
