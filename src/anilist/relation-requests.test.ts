import { beforeEach, describe, expect, test } from 'vitest'
import { AniListError, type AniListErrorCode } from './errors.ts'
import type { Shape } from './relation-pages.ts'
import { createRelationRequests } from './relation-requests.ts'
import type { LateRequest, Transport, TransportRequest } from './transport.ts'

const ids = (count: number) => Array.from({ length: count }, (_, n) => n + 1)
const load = { priority: 'interactive' } as const
const hour = 3_600_000

let time: number
/** The requests that AniList received, as `pages×levels`. */
let asked: string[]
/** Its reply to a request; undefined for the correct one. */
let refuse: (shape: Shape, n: number) => AniListErrorCode | AniListError | undefined

beforeEach(() => {
  time = 0
  asked = []
  refuse = () => undefined
})

const failure = (code: AniListErrorCode) => new AniListError(code, { cause: new Error('refused') })

function setUp() {
  const transport: Transport = {
    requestCount: 0,
    async request<T>(call: TransportRequest<T> | LateRequest<T>): Promise<T> {
      const { query, variables = {}, schema } = 'prepare' in call ? await call.prepare() : call
      const pages = Object.values(variables) as number[][]
      const shape = { pages: pages.length, levels: query.includes('node { id }') ? 2 : 1 }
      asked.push(`${shape.pages}×${shape.levels}`)
      const refusal = refuse(shape, asked.length)
      if (refusal) throw typeof refusal === 'string' ? failure(refusal) : refusal
      const reply = pages.map((page) => ({ media: page.map((id) => ({ id, relations: { edges: [] } })) }))
      const read = schema.safeParse(Object.fromEntries(reply.map((page, n) => [`page${n}`, page])))
      if (!read.success) throw new Error('The reply does not fit')
      return read.data
    },
  }
  return createRelationRequests(transport, () => time)
}

/** Reads this many IDs, and checks that every one of them was read. */
async function readAll(requests: ReturnType<typeof setUp>, count: number): Promise<boolean> {
  const { expansions } = await requests.send(async () => ids(count), load)
  return expansions.size === count
}

test('starts with ten pages and two levels', async () => {
  const requests = setUp()
  expect(await readAll(requests, 500)).toBe(true)
  expect(asked).toEqual(['10×2'])
  expect(requests.capacity()).toBe(500)
})

describe('if AniList refuses', () => {
  test.each<[string, AniListErrorCode]>([
    ['a bad request', 'anilist-bad-request'],
    ['too complex', 'anilist-too-complex'],
    ['a reply that is too large', 'anilist-reply-too-large'],
    ['a timeout', 'anilist-timeout'],
  ])('more than four pages, with %s: narrows immediately, for an hour', async (_, code) => {
    refuse = ({ pages }) => (pages > 4 ? code : undefined)
    const requests = setUp()
    // Well-formed JSON and explicit refusals are not transient. A timeout is, and counts all the same.
    expect(await readAll(requests, 500)).toBe(true)
    expect(asked).toEqual(['10×2', '5×2', '2×2', '2×2', '2×2', '2×2', '2×2'])
    expect(requests.shape()).toEqual({ pages: 2, levels: 2 })
    asked = []
    await readAll(requests, requests.capacity())
    expect(asked).toEqual(['2×2'])
    time += hour
    expect(requests.shape()).toEqual({ pages: 10, levels: 2 })
  })

  test('two levels: detects it with one page, and returns to the number of pages', async () => {
    refuse = ({ levels }) => (levels > 1 ? 'anilist-bad-request' : undefined)
    const requests = setUp()
    expect(await readAll(requests, 500)).toBe(true)
    expect(asked).toEqual(['10×2', '5×2', '2×2', '1×2', '1×1', '9×1'])
    expect(requests.shape()).toEqual({ pages: 10, levels: 1 })
  })

  test.each<AniListErrorCode>(['anilist-server-error', 'anilist-bad-reply'])(
    'with %s: narrows the second time, since the first may be chance',
    async (code) => {
      refuse = ({ pages }) => (pages > 5 ? code : undefined)
      const requests = setUp()
      expect(await readAll(requests, 500)).toBe(true)
      expect(requests.shape()).toEqual({ pages: 10, levels: 2 })
      // A small request proves nothing about a large one.
      await readAll(requests, 50)
      expect(await readAll(requests, 500)).toBe(true)
      expect(requests.shape()).toEqual({ pages: 5, levels: 2 })
    },
  )

  test('with unrelated failures: narrows nothing, however many there are', async () => {
    const requests = setUp()
    for (let n = 0; n < 10; n++) {
      asked = []
      refuse = (_, request) => (request === 1 ? 'anilist-server-error' : undefined)
      expect(await readAll(requests, 500)).toBe(true)
      refuse = () => undefined
      await readAll(requests, 500)
    }
    expect(requests.shape()).toEqual({ pages: 10, levels: 2 })
  })

  test('even one page of one level: rejects, and learns nothing', async () => {
    refuse = () => 'anilist-server-error'
    const requests = setUp()
    await expect(requests.send(async () => ids(500), load)).rejects.toThrow(AniListError)
    expect(asked).toEqual(['10×2', '5×2', '2×2', '1×2', '1×1'])
    expect(requests.shape()).toEqual({ pages: 10, levels: 2 })
  })

  test.each<[string, AniListError]>([
    ['because it is disabled', failure('anilist-disabled')],
    ['because of its rate limit', failure('anilist-rate-limited')],
    [
      'because the breaker is open, which knows when to retry',
      new AniListError('anilist-server-error', {
        cause: new Error(),
        retryAfterMs: 30_000,
        transient: false,
      }),
    ],
  ])('%s: does not narrow, since that would not help', async (_, error) => {
    refuse = () => error
    await expect(setUp().send(async () => ids(500), load)).rejects.toThrow(error)
    expect(asked).toEqual(['10×2'])
  })
})
