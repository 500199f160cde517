import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ApiError, internalError, outage, privateUser, tooManyRequests, userNotFound } from './api-error.ts'
import { type GraphqlReply, refuse } from './graphql-endpoint.ts'
import { type HttpReply, htmlReply, jsonReply } from './http-reply.ts'
import type { Random } from './random.ts'

/** Ways in which AniList, or a proxy in front of it, fails a request. */
export const faultKinds = [
  /** 429 with a Retry-After of 1 to 3 seconds, although the limit is not reached. */
  'rate-limited',
  /** 403, "temporarily disabled". */
  'outage',
  /** 500 in AniList's own form. */
  'server-error',
  /** 502 with an HTML page, as from a proxy. */
  'bad-gateway',
  /** 200 with half of the JSON. */
  'truncated',
  /** 200 without a body. */
  'empty',
  /** 200 with more than 200 MB. */
  'oversize',
  /** 200 with strings instead of numbers. */
  'wrong-types',
  /** 200 with `errors` alongside data; of several top-level fields, the last is null. */
  'errors-beside-data',
  /** The connection is reset. */
  'reset',
  /** No answer at all. */
  'hang',
  /** The right answer after a delay. */
  'slow',
  /** 404 "User not found". */
  'not-found',
  /** 404 "Private User". */
  'private',
  /** 400. */
  'bad-request',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** The relative frequency of random faults. Those that state something false about a user never occur at random. */
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
  /** The fault of the next request, if any. */
  next(): FaultKind | undefined
}

/**
 * Decides which requests fail: the scripted ones, and a random part of the others.
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

/**
 * The reply that a fault sends instead of the right one. Undefined for faults without a complete reply; see {@link
 * misbehave}.
 *
 * @param retryAfter seconds, for `rate-limited`
 */
export async function faultReply(
  kind: FaultKind,
  answer: () => Promise<GraphqlReply>,
  retryAfter: number,
  now: number,
): Promise<HttpReply | undefined> {
  switch (kind) {
    case 'rate-limited':
      return refused(tooManyRequests(), {
        'Retry-After': String(retryAfter),
        'X-RateLimit-Reset': String(Math.floor(now / 1000) + retryAfter),
      })
    case 'outage':
      return refused(outage())
    case 'server-error':
      return refused(internalError())
    case 'not-found':
      return refused(userNotFound())
    case 'private':
      return refused(privateUser())
    case 'bad-request':
      return refused(new ApiError(400, 'Syntax Error: Unexpected <EOF>'))
    case 'bad-gateway':
      return htmlReply(
        502,
        '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
      )
    case 'empty':
      return { status: 200, headers: { 'Content-Type': 'application/json' }, body: '' }
    case 'truncated': {
      const whole = JSON.stringify((await answer()).body)
      return { ...jsonReply(200, null), body: whole.slice(0, Math.ceil(whole.length / 2)) }
    }
    case 'wrong-types': {
      const { body } = await answer()
      const untyped = JSON.stringify(body, (_key, value) =>
        typeof value === 'number' ? `about ${value}` : value,
      )
      return { ...jsonReply(200, null), body: untyped }
    }
    case 'errors-beside-data':
      return jsonReply(200, withErrors(await answer()))
    case 'slow':
    case 'oversize':
    case 'reset':
    case 'hang':
      return undefined
  }
}

/** Performs a fault without a complete reply. Resolves when that is done. */
export async function misbehave(
  kind: 'oversize' | 'reset' | 'hang',
  response: ServerResponse,
): Promise<void> {
  if (kind === 'reset') response.socket?.resetAndDestroy()
  if (kind === 'oversize') {
    response.writeHead(200, { 'Content-Type': 'application/json' })
    // The client is expected to disconnect.
    await pipeline(Readable.from(oversizeBody()), response).catch(() => undefined)
  }
}

const megabyte = Buffer.alloc(2 ** 20, ' ')

/** JSON of more than 200 MB, made from a single buffer. */
export function* oversizeBody(): Generator<Buffer> {
  yield Buffer.from('{"data":')
  for (let sent = 0; sent < 210; sent++) yield megabyte
  yield Buffer.from('null}')
}

function refused(error: ApiError, headers: Readonly<Record<string, string>> = {}): HttpReply {
  const { status, body } = refuse(error)
  return jsonReply(status, body, headers)
}

function withErrors({ body }: GraphqlReply): GraphqlReply['body'] {
  const names = Object.keys(body.data ?? {})
  const lost = names.length > 1 ? { [names.at(-1) ?? '']: null } : {}
  const error = { message: 'Internal Server Error', status: 500, locations: [{ line: 1, column: 1 }] }
  return { data: body.data && { ...body.data, ...lost }, errors: [error] }
}
