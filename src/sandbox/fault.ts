import type { Random } from './random.ts'

/** Ways in which AniList, or what stands before it, fails a request. */
export const faultKinds = [
  /** 429 with a Retry-After of 1 to 3 seconds, though the limit is not reached. */
  'rate-limited',
  /** 403, "temporarily disabled". */
  'outage',
  /** 500 in AniList's own shape. */
  'server-error',
  /** 502, an HTML page of the proxy. */
  'bad-gateway',
  /** 200 with half of the JSON. */
  'truncated',
  /** 200 without a body. */
  'empty',
  /** 200 with more than 200 MB. */
  'oversize',
  /** 200 with texts for numbers. */
  'wrong-types',
  /** 200 with `errors` beside data; of several fields at the root the last is null. */
  'errors-beside-data',
  /** The connection is reset. */
  'reset',
  /** No answer at all. */
  'hang',
  /** The right answer, after a while. */
  'slow',
  /** 404 "User not found". */
  'not-found',
  /** 404 "Private User". */
  'private',
  /** 400. */
  'bad-request',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** How often each happens by chance, relative to the others. Those that say something untrue of a user never do. */
const weights: Readonly<Partial<Record<FaultKind, number>>> = {
  'server-error': 8,
  'bad-gateway': 8,
  truncated: 6,
  empty: 6,
  reset: 8,
  slow: 6,
  'errors-beside-data': 6,
  'rate-limited': 5,
  'wrong-types': 2,
  outage: 1,
  oversize: 1,
  hang: 1,
}

export interface FaultSource {
  /** Queues faults for the next requests, in this order. */
  script(kinds: readonly FaultKind[]): void
  /** The fault of the next request, if it is to fail. */
  next(): FaultKind | undefined
}

/**
 * Decides which requests fail: those that are scripted, and of the others a part at random.
 *
 * @param probability 0 to 1
 */
export function createFaultSource(probability: number, random: Random): FaultSource {
  const queue: FaultKind[] = []
  const choices = faultKinds.flatMap((kind) => Array<FaultKind>(weights[kind] ?? 0).fill(kind))
  return {
    script(kinds) {
      queue.push(...kinds)
    },
    next() {
      return queue.shift() ?? (random.chance(probability) ? random.pick(choices) : undefined)
    },
  }
}
