import { getHeapStatistics } from 'node:v8'
import underPressure from '@fastify/under-pressure'
import type { App } from '../instance.ts'
import { HttpError } from '../problem.ts'

/** The process has not looked at new requests for this long: it would only fall further behind. */
const maxEventLoopDelay = 3_000
/** The part of the memory that may be in use; beyond it the garbage collector leaves no time for anything else. */
const maxHeapShare = 0.9
const retryAfterSeconds = '5'

export interface LoadBounds {
  /** Milliseconds. */
  readonly maxEventLoopDelay: number
  readonly maxHeapUsedBytes: number
  /** How often to look, in milliseconds. */
  readonly sampleInterval: number
}

const bounds: LoadBounds = {
  maxEventLoopDelay,
  maxHeapUsedBytes: Math.floor(getHeapStatistics().heap_size_limit * maxHeapShare),
  // In a shorter interval a single pause could leave no sample of the event loop, which counts as an endless delay.
  sampleInterval: maxEventLoopDelay,
}

/** Refuses requests at once while there is more to do than can be done, but never those that ask whether we are alive. */
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
 * Ends connections with the reply that is under way when the server begins to close. Fastify does so for requests that
 * come after that; the others would stay open, idle, and keep the server waiting for them.
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
