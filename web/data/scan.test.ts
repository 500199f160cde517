import { describe, expect, test } from 'vitest'
import { formatEvent } from '../../src/http/event-stream.ts'
import { ApiError, type ApiRequest } from './api.ts'
import { type ReadScanOptions, readScan, scanPath } from './scan.ts'

const progress = (id: string, missing: number) =>
  formatEvent({ id, event: 'progress', data: JSON.stringify({ missing }), last: false })
const answer = formatEvent({ id: 'run.9.end', event: 'answer', data: '{"missing":[]}', last: true })
const problem = (data: object) =>
  formatEvent({ id: 'run.9.end', event: 'problem', data: JSON.stringify(data), last: true })

const unreachable = () => new ApiError({ code: 'server-unreachable', status: 0, detail: 'gone' })

/** What each request in turn gets: the text of a stream, or an error. `cut` breaks the connection behind a text. */
type Reply = string | Error | { readonly cut: string }

async function follow(replies: readonly Reply[], options: Partial<ReadScanOptions> = {}) {
  const asked: (readonly [path: string, lastEventId: string | undefined])[] = []
  const seen: number[] = []
  let waits = 0
  const ask = async (path: string, request: ApiRequest = {}) => {
    const reply = replies[asked.length] ?? unreachable()
    asked.push([path, request.headers?.['last-event-id']])
    if (reply instanceof Error) throw reply
    return new Response(typeof reply === 'string' ? reply : cutAfter(reply.cut))
  }
  const ended = readScan(
    'casual',
    {},
    {
      signal: new AbortController().signal,
      onProgress: ({ missing }) => seen.push(missing),
      ask,
      sleep: async () => {
        waits++
      },
      ...options,
    },
  )
  const result = await ended.catch((error: unknown) => error)
  return { result, seen, waits, ids: asked.map(([, id]) => id), paths: asked.map(([path]) => path) }
}

function cutAfter(text: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
    pull: (controller) => controller.error(new TypeError('network error')),
  })
}

describe('following a scan', () => {
  test('progress, then the answer', async () => {
    const { result, seen, ids } = await follow([progress('run.1', 1) + progress('run.2', 5) + answer])
    expect(result).toEqual({ missing: [] })
    expect(seen).toEqual([1, 5])
    expect(ids).toEqual([undefined])
  })

  test.each<[string, readonly Reply[], readonly (string | undefined)[]]>([
    ['a connection that breaks', [{ cut: progress('run.4', 2) }, answer], [undefined, 'run.4']],
    [
      'a stream that just ends, as when the server stops',
      [progress('run.4', 2), answer],
      [undefined, 'run.4'],
    ],
    [
      'a server that needs a while to come back',
      [progress('run.4', 2), unreachable(), unreachable(), answer],
      [undefined, 'run.4', 'run.4', 'run.4'],
    ],
  ])('goes on where it was: %s', async (_story, replies, ids) => {
    const told = await follow(replies)
    expect(told.result).toEqual({ missing: [] })
    expect(told.ids).toEqual(ids)
    expect(told.waits).toBe(ids.length - 1)
  })

  test.each<[string, readonly Reply[], number, string]>([
    [
      'a problem ends it',
      [problem({ code: 'anilist-user-private', status: 403, detail: 'no' })],
      1,
      'anilist-user-private',
    ],
    [
      'so does a request that is refused',
      [new ApiError({ code: 'rate-limited', status: 429, detail: 'no' })],
      1,
      'rate-limited',
    ],
    ['a server that was never there', [unreachable()], 1, 'server-unreachable'],
    ['one that never comes back is given up', [progress('run.1', 1)], 6, 'server-unreachable'],
  ])('%s', async (_story, replies, requests, code) => {
    const { result, ids } = await follow(replies)
    expect(result).toMatchObject({ name: 'ApiError', code })
    expect(ids).toHaveLength(requests)
  })

  test('a problem says when to ask again', async () => {
    const told = await follow([
      problem({ code: 'anilist-disabled', status: 503, detail: 'off', retryAfter: 40 }),
    ])
    expect(told.result).toMatchObject({ retryAfterMs: 40_000 })
  })

  test('who leaves is told no more', async () => {
    const leaving = new AbortController()
    const { result, waits } = await follow([progress('run.1', 1)], {
      signal: leaving.signal,
      onProgress: () => leaving.abort(),
      sleep: async (_ms, signal) => signal.throwIfAborted(),
    })
    expect(result).toMatchObject({ name: 'AbortError' })
    expect(waits).toBe(0)
  })
})

test.each([
  ['the plainest', 'casual', {}, '/api/v1/scans/casual?partial=true&include=franchises&showHidden=true'],
  [
    'with options',
    'casual',
    { depth: 2, relations: ['SIDE_STORY', 'SPIN_OFF'], adult: true } as const,
    '/api/v1/scans/casual?depth=2&relations=SIDE_STORY,SPIN_OFF&adult=true&partial=true&include=franchises&showHidden=true',
  ],
  [
    'a name that is none',
    '../x?',
    {},
    '/api/v1/scans/..%2Fx%3F?partial=true&include=franchises&showHidden=true',
  ],
])('address of a scan: %s', (_story, name, options, expected) => {
  expect(scanPath(name, options)).toBe(expected)
})
