import { getHeapStatistics } from 'node:v8'
import underPressure from '@fastify/under-pressure'
import type { App } from '../instance.ts'
import { HttpError } from '../problem.ts'

/** If the process has not handled new requests for this long, it would only fall further behind. */
const maxEventLoopDelay = 3_000
/** Beyond this share of the heap, the garbage collector leaves no time for anything else. */
const maxHeapShare = 0.9
const retryAfterSeconds = '5'

export interface LoadBounds {
  /** Milliseconds. */
  readonly maxEventLoopDelay: number
  readonly maxHeapUsedBytes: number
  /** How often to check, in milliseconds. */
  readonly sampleInterval: number
}

const bounds: LoadBounds = {
  maxEventLoopDelay,
  maxHeapUsedBytes: Math.floor(getHeapStatistics().heap_size_limit * maxHeapShare),
  // With a shorter interval, one pause could leave no sample of the event loop, which counts as an infinite delay.
  sampleInterval: maxEventLoopDelay,
}

/** Refuses requests during overload, except liveness checks. */
export async function shedLoad(app: App, within: LoadBounds = bounds): Promise<void> {
  await app.register(underPressure, {
    ...within,
    pressureHandler: (request) => {
      if (request.routeOptions.url === '/livez') return
      throw new HttpError('overloaded', "We're busy right now. Try again in a few seconds.", {
        headers: { 'retry-after': retryAfterSeconds },
      })
    },
  })
}

/**
 * Closes connections after their current reply once the server is closing. Fastify only does so for requests that
 * arrive later; idle connections would keep the server waiting.
 */
export function endConnectionsOnClose(app: App): void {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    if (closing) reply.header('connection', 'close')
    return payload
  })
}
