import { afterEach, describe, expect, test } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'
import { ask } from './ask.ts'

const anything = '{ User(name: "casual") { id } }'
const clock = createVirtualClock({ auto: false })
let sandbox: Sandbox
const start = async (options: SandboxOptions) => {
  sandbox = await startSandbox({ now: clock.now, ...options })
}
afterEach(() => sandbox.close())

describe('requests per minute', () => {
  test('the headers count down, and one request too many is blocked for a minute', async () => {
    await start({ limit: 2 })
    const [first, second, third] = [
      await ask(sandbox, anything),
      await ask(sandbox, anything),
      await ask(sandbox, anything),
    ]
    expect(limits(first.headers)).toEqual({ limit: '2', remaining: '1', reset: null, retry: null })
    expect(limits(second.headers)).toEqual({ limit: '2', remaining: '0', reset: null, retry: null })
    expect(third).toMatchObject({
      status: 429,
      data: null,
      errors: [{ message: 'Too Many Requests.', status: 429 }],
    })
    expect(limits(third.headers)).toEqual({
      limit: '2',
      remaining: '0',
      reset: String(clock.now() / 1000 + 60),
      retry: '60',
    })

    await clock.advance(59_000)
    const early = await ask(sandbox, anything)
    expect([early.status, early.headers.get('retry-after')]).toEqual([429, '1'])
    await clock.advance(1_000)
    expect((await ask(sandbox, anything)).status).toBe(200)
  })

  test('the count restarts a minute after its first request', async () => {
    await start({ limit: 2 })
    const remaining = async () => (await ask(sandbox, anything)).headers.get('x-ratelimit-remaining')
    expect(await remaining()).toBe('1')
    await clock.advance(59_999)
    expect(await remaining()).toBe('0')
    await clock.advance(1)
    expect(await remaining()).toBe('1')
  })

  test('every caller has its own limit', async () => {
    await start({ limit: 1 })
    expect((await ask(sandbox, anything)).status).toBe(200)
    expect((await ask(sandbox, anything)).status).toBe(429)
    expect((await ask(sandbox, anything, { token: sandbox.tokenFor('casual') })).status).toBe(200)
    expect((await ask(sandbox, anything, { token: sandbox.tokenFor('collector') })).status).toBe(200)
  })

  test('refused requests count too', async () => {
    await start({ limit: 1 })
    expect((await ask(sandbox, '{ nonsense }')).status).toBe(400)
    expect((await ask(sandbox, anything)).status).toBe(429)
  })

  test('a burst is blocked although the minute has room', async () => {
    await start({ limit: 30, burst: 3 })
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(sandbox, anything)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429])
  })
})

describe('complexity', () => {
  const page = (alias: number, fields: string) => `p${alias}: Page { media(id_in: [1]) { ${fields} } }`

  test.each([
    ['a query of exactly 500 fields', 498, 200],
    ['a query of 501 fields', 499, 400],
  ])('%s', async (_story, fields, status) => {
    await start({})
    const query = `{ ${page(1, Array.from({ length: fields }, (_, i) => `f${i}: id`).join(' '))} }`
    const answer = await ask(sandbox, query)
    expect(answer.status).toBe(status)
    expect(sandbox.requests.at(-1)?.complexity).toBe(fields + 2)
    if (status === 400) {
      expect(answer).toMatchObject({
        data: null,
        errors: [{ message: 'Max query complexity should be 500 but got 501.', status: 400 }],
      })
    }
  })

  test('the length of a list costs nothing', async () => {
    await start({})
    await ask(
      sandbox,
      '{ MediaListCollection(userName: "casual", type: ANIME) { lists { entries { id } } } }',
    )
    expect(sandbox.requests.at(-1)?.complexity).toBe(4)
  })
})

test('a reply with too many media through relations is a 500', async () => {
  await start({ nodeLimit: 20, nesting: 'all' })
  const relations = (inner: string) =>
    `{ Page { media(id_in: [16498]) { relations { nodes { id ${inner} } } } } }`
  expect((await ask(sandbox, relations(''))).status).toBe(200)
  expect(
    await ask(sandbox, relations('relations { nodes { id relations { nodes { id } } } }')),
  ).toMatchObject({
    status: 500,
    data: null,
    errors: [{ message: 'Internal Server Error', status: 500 }],
  })
})

describe('aliased top-level fields', () => {
  const pages = (count: number, alias = (n: number) => `p${n}: `) =>
    `{ ${Array.from({ length: count }, (_, n) => `${alias(n)}Page { media(id_in: [1]) { id } }`).join(' ')} }`

  test.each([
    ['as many as allowed', pages(4), 200],
    ['one more', pages(5), 400],
    ['the same field without an alias, which becomes one', pages(5, () => ''), 200],
    ['one more, and a field without', pages(5).replace('{', '{ Viewer { id }'), 400],
  ])('%s', async (_story, query, status) => {
    await start({ aliases: 4 })
    const answer = await ask(sandbox, query, { token: sandbox.tokenFor('casual') })
    expect(answer.status).toBe(status)
    if (status === 400)
      expect(answer).toMatchObject({ data: null, errors: [{ message: 'Too many aliases.', status: 400 }] })
  })

  test('are not limited by default', async () => {
    await start({})
    expect((await ask(sandbox, pages(100))).status).toBe(200)
    sandbox.behave({ aliases: 99 })
    expect((await ask(sandbox, pages(100))).status).toBe(400)
  })
})

test('every request is recorded', async () => {
  await start({})
  await ask(sandbox, 'query Somebody { User(name: "casual") { id } }', { token: sandbox.tokenFor('casual') })
  await ask(sandbox, '{ User(name: "nobody") { id } }')
  expect(sandbox.requests).toEqual([
    { at: clock.now(), operationName: 'Somebody', complexity: 2, status: 200, authenticated: true },
    { at: clock.now(), operationName: null, complexity: 2, status: 404, authenticated: false },
  ])
})

test("a port in use rejects with Node's error", async () => {
  await start({})
  await expect(startSandbox({ port: Number(new URL(sandbox.url).port) })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  })
})

function limits(headers: Headers) {
  return {
    limit: headers.get('x-ratelimit-limit'),
    remaining: headers.get('x-ratelimit-remaining'),
    reset: headers.get('x-ratelimit-reset'),
    retry: headers.get('retry-after'),
  }
}
