import { Readable } from 'node:stream'
import type { Clock } from '../anilist/clock.ts'

/** One event of a stream (https://html.spec.whatwg.org/multipage/server-sent-events.html). */
export interface StreamEvent {
  readonly id: string
  readonly event: string
  /** A single line of JSON. */
  readonly data: string
  /** Whether the stream ends after it. */
  readonly last: boolean
}

export interface EventStreamOptions {
  /**
   * Returns the newest event not yet taken. Called only when the client can take more, so a slow client gets fewer
   * snapshots rather than late ones. `'end'` ends the stream without an event, so that browsers reconnect.
   */
  readonly take: () => StreamEvent | 'end' | undefined
  /** Called once, when the client has disconnected or the stream has ended. */
  readonly onClose: () => void
  readonly sleep: Clock['sleep']
}

/** Comments sent to keep proxies from closing a silent connection. */
const heartbeatMs = 15_000

/** How long browsers wait before reconnecting, in milliseconds. */
const retryMs = 2_000

/** The body of a `text/event-stream` reply. Call {@link EventStream.wake} when there may be an event. */
export class EventStream extends Readable {
  readonly #options: EventStreamOptions
  readonly #closed = new AbortController()
  #wanted = false

  constructor(options: EventStreamOptions) {
    super()
    this.#options = options
    this.push(`retry: ${retryMs}\n\n`)
    void this.#beat()
  }

  wake(): void {
    if (!this.#wanted) return
    let next: StreamEvent | 'end' | undefined
    try {
      next = this.#options.take()
    } catch (error) {
      // A fault in one stream must not reach the caller, which serves others too.
      this.destroy(error as Error)
      return
    }
    if (next === undefined) return
    this.#wanted = false
    if (next !== 'end') this.push(formatEvent(next))
    if (next === 'end' || next.last) this.push(null)
  }

  override _read(): void {
    this.#wanted = true
    this.wake()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#closed.abort()
    this.#options.onClose()
    done(error)
  }

  async #beat(): Promise<void> {
    try {
      for (;;) {
        await this.#options.sleep(heartbeatMs, this.#closed.signal)
        // Only if the client has read everything so far.
        if (this.#wanted) this.push(': alive\n\n')
      }
    } catch {
      // The stream is closed.
    }
  }
}

export function formatEvent({ id, event, data }: StreamEvent): string {
  return `id: ${id}\nevent: ${event}\ndata: ${data}\n\n`
}

/** Whether an `Accept` header explicitly asks for an event stream. */
export function acceptsEventStream(accept: string | undefined): boolean {
  if (accept === undefined || !/text\/event-stream/i.test(accept)) return false
  return accept.split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    return type === 'text/event-stream' && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
  })
}
