import { getHeapStatistics } from 'node:v8'
import underPressure from '@fastify/under-pressure'
import { HttpError } from '../http-error.ts'
import type { App } from '../instance.ts'

/** The process has not looked at new requests for this long: it would only fall further behind. */
const maxEventLoopDelay = 1_000
/** The part of the memory that may be in use; beyond it the garbage collector leaves no time for anything else. */
const maxHeapShare = 0.9
const retryAfterSeconds = '5'

/** Refuses requests at once while there is more to do than can be done, but never those that ask whether we are alive. */
export async function shedLoad(app: App): Promise<void> {
  await app.register(underPressure, {
    maxEventLoopDelay,
    maxHeapUsedBytes: Math.floor(getHeapStatistics().heap_size_limit * maxHeapShare),
    pressureHandler: (request) => {
      if (request.routeOptions.url === '/livez') return
      throw new HttpError(
        'overloaded',
        'There is too much to do at the moment. Try again in a few seconds.',
        {
          headers: { 'retry-after': retryAfterSeconds },
        },
      )
    },
  })
}
