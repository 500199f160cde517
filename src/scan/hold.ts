import { orAborted } from '../anilist/clock.ts'
import type { LoadOptions } from '../anilist/relation-loader.ts'
import type { ScanServices } from './run-scan.ts'

/** Holds back the requests of one scan while no client waits for its answer. */
export interface Hold {
  /** Sends nothing from now on. Requests in flight may finish. */
  close(): void
  /** Continues where it stopped. */
  open(): void
  /** Queues waiting requests again, such as when the scan has become greedy in the meantime. */
  requeue(): void
}

/** A request, and how to cancel it. */
interface Attempt {
  sent: boolean
  readonly abort: AbortController
}

/**
 * Puts a hold between a scan and AniList. While it is closed, queued requests leave the queue and no new ones are made;
 * the scan just takes longer. A request in flight may finish: AniList has counted it, and its reply is worth keeping.
 *
 * @param isGreedy whether its requests come after those of others
 * @returns the same services for one scan, and the hold on them, open
 */
export function withHold(
  services: ScanServices,
  isGreedy: () => boolean = () => false,
): { services: ScanServices; hold: Hold } {
  let gate: PromiseWithResolvers<void> | undefined
  const attempts = new Set<Attempt>()
  let reader: ReturnType<ScanServices['relations']['join']> | undefined

  /** Other scans don't wait for one that is held or greedy: it has no reader until it loads again. */
  function leave(): void {
    reader?.leave()
    reader = undefined
  }

  function requeue(): void {
    for (const { sent, abort } of attempts) if (!sent) abort.abort()
  }

  const hold: Hold = {
    requeue,
    close() {
      gate ??= Promise.withResolvers()
      requeue()
    },
    open() {
      gate?.resolve()
      gate = undefined
    },
  }

  /** Sends once the hold is open, and again if closing it took the request back. */
  async function send<T, Options extends LoadOptions>(
    options: Options,
    once: (options: Options) => Promise<T>,
  ): Promise<T> {
    for (;;) {
      if (gate) {
        leave()
        await orAborted(gate.promise, options.signal)
        continue
      }
      const attempt: Attempt = { sent: false, abort: new AbortController() }
      attempts.add(attempt)
      try {
        return await once(watched(options, attempt))
      } catch (error) {
        if (!attempt.abort.signal.aborted || options.signal?.aborted) throw error
        if (isGreedy()) leave()
      } finally {
        attempts.delete(attempt)
      }
    }
  }

  function watched<Options extends LoadOptions>(options: Options, attempt: Attempt): Options {
    const own = attempt.abort.signal
    return {
      ...options,
      priority: isGreedy() ? 'background' : options.priority,
      signal: options.signal ? AbortSignal.any([options.signal, own]) : own,
      onSend: () => {
        // A second try, or one that left the queue in the same moment: the transport sends nothing once it is aborted.
        if (gate) return attempt.abort.abort()
        attempt.sent = true
        options.onSend?.()
      },
    }
  }

  return {
    hold,
    services: {
      ...services,
      readList: (name, options) =>
        send(options, (watchedOptions) => services.readList(name, { ...options, ...watchedOptions })),
      relations: {
        join() {
          if (!isGreedy()) reader = services.relations.join()
          return {
            leave,
            load: (ids, options) =>
              send(options, (watchedOptions) => {
                reader ??= services.relations.join()
                return reader.load(ids, watchedOptions)
              }),
          }
        },
      },
    },
  }
}
