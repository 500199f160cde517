import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createRateBudget } from '../../src/anilist/budget/rate-budget.ts'
import type { AniListErrorCode } from '../../src/anilist/errors.ts'
import { createTransport } from '../../src/anilist/transport.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { type Responder, sends, sendsJson, sendsPart, startUpstream } from './scripted-upstream.ts'

/** Values that no error may contain. */
const canaries = { token: 'canary-token', body: 'canary-body', variable: 'canary-variable' }
const schema = z.object({ Media: z.object({ id: z.int(), title: z.string() }) })
const page = `<!doctype html><h1>${canaries.body}</h1>`
const huge = 4 * 2 ** 20
const disabled = 'The AniList API has been temporarily disabled due to severe stability issues.'

/** An error in AniList's format. */
function refuses(status: number, message: string, headers: Record<string, string> = {}): Responder {
  const error = { message, status, locations: [{ line: 1, column: 1, note: canaries.body }] }
  return sendsJson(status, { data: null, errors: [error] }, headers)
}

/** A reply with HTTP 200 that has this error next to its data. */
function mentions(error: unknown): Responder {
  return sendsJson(200, { data: { Media: { id: 1, title: canaries.body } }, errors: [error] })
}

// Of the current test: its clock, and a function that ends the current attempt as if it had timed out.
let clock = createVirtualClock()
let timeUp = () => undefined as unknown
let afterHeaders: (() => unknown) | undefined

type Row = [story: string, Responder, status: number | undefined, AniListErrorCode, attempts: number, RegExp]

const refusals: Row[] = [
  ['an unknown user', refuses(404, 'User not found'), 404, 'anilist-user-not-found', 1, /Check the spelling/],
  ['a private user', refuses(404, 'Private User'), 404, 'anilist-user-private', 1, /owner can sign in/],
  ['an unknown media', refuses(404, 'Not Found.'), 404, 'anilist-not-found', 1, /deleted or merged/],
  [
    'a private user next to data',
    mentions({ message: 'Private User', status: 404 }),
    404,
    'anilist-user-private',
    1,
    /./,
  ],
  [
    'an invalid token',
    refuses(400, 'Invalid token'),
    400,
    'anilist-invalid-token',
    1,
    /Sign in with AniList again/,
  ],
  [
    'a token is required',
    refuses(401, 'Unauthorized.'),
    401,
    'anilist-invalid-token',
    1,
    /Sign in with AniList again/,
  ],
  [
    'a refused query, with a message of several lines that repeats the token',
    refuses(400, `Cannot query "x"\n on Media: ${canaries.token}`),
    400,
    'anilist-bad-request',
    1,
    /\(Cannot query "x" on Media: \[token\]\)/,
  ],
  ['a refused query without a message', sendsJson(422, {}), 422, 'anilist-bad-request', 1, /\(HTTP 422\)/],
  [
    'a query that is too complex',
    refuses(400, 'Max query complexity should be 500 but got 623.'),
    400,
    'anilist-too-complex',
    1,
    /\(623, and the limit is 500\)/,
  ],
  ['the outage', refuses(403, disabled), 403, 'anilist-disabled', 1, /temporarily disabled its API/],
  ['the outage as a web page', sends(403, page), 403, 'anilist-disabled', 1, /temporarily disabled its API/],
]

const rateLimits: Row[] = [
  [
    'with Retry-After',
    refuses(429, 'Too Many Requests.', { 'retry-after': '30' }),
    429,
    'anilist-rate-limited',
    7,
    /30 s/,
  ],
  [
    'Retry-After as a date',
    (reply, nth) => {
      const date = new Date(clock.now() + 90_000).toUTCString()
      refuses(429, 'Too Many Requests.', { 'retry-after': date })(reply, nth)
    },
    429,
    'anilist-rate-limited',
    3,
    /in \d\d s/,
  ],
  ['no other information', sends(429), 429, 'anilist-rate-limited', 4, /in 60 s/],
  [
    'under HTTP 200',
    mentions({ message: 'Too Many Requests.', status: 429 }),
    429,
    'anilist-rate-limited',
    4,
    /in 60 s/,
  ],
]

const failures: Row[] = [
  [
    'a failure inside AniList',
    refuses(500, 'Internal Server Error'),
    500,
    'anilist-server-error',
    4,
    /HTTP 500/,
  ],
  ['a page from the gateway', sends(502, page), 502, 'anilist-server-error', 4, /HTTP 502/],
  [
    'a failure cut off midway',
    sendsPart(503, page, (reply) => reply.destroy()),
    503,
    'anilist-server-error',
    4,
    /503/,
  ],
  [
    'an error next to data',
    mentions({ message: canaries.body }),
    200,
    'anilist-server-error',
    4,
    /with HTTP 200/,
  ],
  ['an error that is null', mentions(null), 200, 'anilist-server-error', 4, /with HTTP 200/],
  [
    'errors that are not a list',
    sendsJson(200, { errors: canaries.body }),
    200,
    'anilist-bad-reply',
    4,
    /not a list/,
  ],
]

const garbled: Row[] = [
  [
    'a page',
    sends(200, page, { 'content-type': `x; ${canaries.body}` }),
    200,
    'anilist-bad-reply',
    4,
    /not a JSON object/,
  ],
  ['a page with status 404', sends(404, page), 404, 'anilist-bad-reply', 4, /not a JSON object/],
  ['a list', sendsJson(200, [canaries.body]), 200, 'anilist-bad-reply', 4, /not a JSON object/],
  [
    'truncated JSON',
    sends(200, `{"data":"${canaries.body}`),
    200,
    'anilist-bad-reply',
    4,
    /not a JSON object/,
  ],
  [
    'bytes that are not text',
    sends(200, Buffer.from('{"data":"\xe9"}', 'latin1')),
    200,
    'anilist-bad-reply',
    4,
    /not a JSON/,
  ],
  ['nothing', sends(200), 200, 'anilist-bad-reply', 4, /it is empty/],
  ['nothing, on purpose', sends(204), 204, 'anilist-bad-reply', 4, /it is empty/],
  [
    'only half of it',
    sendsPart(200, page, (reply) => reply.destroy()),
    200,
    'anilist-bad-reply',
    4,
    /it ended early/,
  ],
  [
    'broken gzip',
    sends(200, page, { 'content-encoding': 'gzip' }),
    200,
    'anilist-bad-reply',
    4,
    /it ended early/,
  ],
  [
    'an unknown encoding',
    sends(200, page, { 'content-encoding': 'rot13' }),
    200,
    'anilist-bad-reply',
    4,
    /not a JSON/,
  ],
  [
    'wrong types',
    sendsJson(200, { data: { Media: { id: canaries.body } } }),
    200,
    'anilist-bad-reply',
    1,
    /"data.Media.id"/,
  ],
  [
    'no data',
    sendsJson(200, { data: null }),
    200,
    'anilist-bad-reply',
    1,
    /"data" is not of the expected type/,
  ],
  [
    'larger than the limit',
    sendsJson(200, 'x'.repeat(huge)),
    200,
    'anilist-reply-too-large',
    1,
    /too large \(1 MB\)/,
  ],
  [
    'small, but larger than the limit when decompressed',
    sends(200, gzipSync(Buffer.alloc(huge)), { 'content-encoding': 'gzip' }),
    200,
    'anilist-reply-too-large',
    1,
    /too large \(1 MB\)/,
  ],
]

const connections: Row[] = [
  [
    'a redirect',
    sends(302, page, { location: `/${canaries.body}` }),
    302,
    'anilist-redirected',
    1,
    /HTTP 302.*we don't follow/,
  ],
  [
    'a redirect that keeps the method',
    sends(308, '', { location: 'http://127.0.0.1:9/' }),
    308,
    'anilist-redirected',
    1,
    /308/,
  ],
  ['hangs before the reply', () => timeUp(), undefined, 'anilist-timeout', 4, /in time \(60 s\)/],
  [
    'hangs during the reply',
    (reply, nth) => {
      afterHeaders = timeUp
      sendsPart(200, page, () => undefined)(reply, nth)
    },
    undefined,
    'anilist-timeout',
    4,
    /in time \(60 s\)/,
  ],
  ['is reset', (reply) => reply.socket?.resetAndDestroy(), undefined, 'anilist-unreachable', 4, /ECONNRESET/],
  ['is closed', (reply) => reply.destroy(), undefined, 'anilist-unreachable', 4, /UND_ERR_SOCKET/],
  ['is not HTTP', (reply) => reply.socket?.end(page), undefined, 'anilist-bad-reply', 4, /it is not HTTP/],
]

function connect(url: string) {
  clock = createVirtualClock()
  afterHeaders = undefined
  const held = clock.holding(fetch)
  return createTransport({
    ...{ url, userAgent: 'test', referer: 'http://localhost/', now: clock.now, sleep: clock.sleep },
    budget: createRateBudget(clock),
    fetch: async (input, init) => {
      const response = await held(input, init)
      afterHeaders?.()
      return response
    },
    maxReplyBytes: 2 ** 20,
    deadline: () => {
      const abort = new AbortController()
      timeUp = () => abort.abort(new DOMException('time is up', 'TimeoutError'))
      return abort.signal
    },
  })
}

describe.each([
  ['AniList refuses', refusals],
  ['too many requests', rateLimits],
  ['AniList fails', failures],
  ['the reply is', garbled],
  ['the connection', connections],
])('policy: outbound: bad replies: %s', (_, rows) => {
  test.each(rows)('%s', async (_, respond, status, code, attempts, message) => {
    const { url, requests } = await startUpstream(respond)
    const transport = connect(url)
    let sent = 0
    const error = await transport
      .request({
        query: 'query { Media { id } }',
        variables: { name: canaries.variable },
        schema,
        token: canaries.token,
        onSend: () => sent++,
      })
      .catch((caught: unknown) => caught)

    expect(error).toMatchObject({
      name: 'AniListError',
      code,
      message: expect.stringMatching(message),
      status,
    })
    expect([requests.length, sent, transport.requestCount]).toEqual([attempts, attempts, attempts])
    expect(error).toHaveProperty('cause.message')
    expect(inspect(error, { depth: Infinity, showHidden: true, maxStringLength: null })).not.toContain(
      'canary',
    )
  })
})

test('nothing listens at the address', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  const transport = connect(`http://127.0.0.1:${port}/`)
  await expect(transport.request({ query: '{ x }', schema })).rejects.toMatchObject({
    code: 'anilist-unreachable',
    message: expect.stringContaining('ECONNREFUSED'),
  })
  expect(transport.requestCount).toBe(4)
})

test.each(['', 'two words', 'a\nb', 'ключ-canary'])(
  'a token that cannot be sent in a header: %j',
  async (token) => {
    const transport = connect('http://127.0.0.1:9/')
    const error = await transport
      .request({ query: '{ x }', schema, token })
      .catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'anilist-invalid-token' })
    expect(inspect(error, { depth: Infinity })).not.toContain('canary')
    expect(transport.requestCount).toBe(0)
  },
)
