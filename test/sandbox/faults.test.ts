import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FaultKind, faultKinds, oversizeBody } from '../../src/sandbox/fault.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'

const query = '{ User(name: "casual") { id } Page { media(id_in: [1]) { id } } }'
const right = { data: { User: { id: 101 }, Page: { media: [{ id: 1 }] } } }

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox({ slowMs: 1 })
})
afterEach(() => sandbox.close())

function request(of = sandbox, signal?: AbortSignal): Promise<Response> {
  return fetch(of.graphqlUrl, {
    method: 'POST',
    headers: { Referer: 'http://localhost:8000' },
    body: JSON.stringify({ query }),
    ...(signal && { signal }),
  })
}

const wholeReplies: readonly [FaultKind, number, unknown][] = [
  ['rate-limited', 429, refusal(429, 'Too Many Requests.')],
  ['outage', 403, refusal(403, expect.stringMatching(/temporarily disabled/))],
  ['server-error', 500, refusal(500, 'Internal Server Error')],
  ['bad-gateway', 502, expect.stringMatching(/^<html>.*502 Bad Gateway/)],
  ['truncated', 200, JSON.stringify(right).slice(0, 28)],
  ['empty', 200, ''],
  ['wrong-types', 200, { data: { User: { id: 'about 101' }, Page: { media: [{ id: 'about 1' }] } } }],
  ['slow', 200, right],
  ['not-found', 404, refusal(404, 'User not found')],
  ['private', 404, refusal(404, 'Private User')],
  ['bad-request', 400, refusal(400, 'Syntax Error: Unexpected <EOF>')],
]

/** Faults that have a test of their own. */
const others: readonly FaultKind[] = ['errors-beside-data', 'reset', 'oversize', 'hang']

describe('plays scripted faults in order, one per request', () => {
  test('every fault is tested', () => {
    expect([...wholeReplies.map(([kind]) => kind), ...others].sort()).toEqual([...faultKinds].sort())
  })

  test.each(wholeReplies)('%s', async (kind, status, body) => {
    sandbox.script([kind])
    const response = await request()
    expect([response.status, readable(await response.text())]).toEqual([status, body])
    expect(sandbox.requests.at(-1)).toMatchObject({ status, fault: kind, operationName: null })
    expect(await (await request()).json()).toEqual(right)
  })

  test('errors-beside-data: 200, and the last of several fields is missing', async () => {
    sandbox.script(['errors-beside-data'])
    const response = await request()
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      data: { ...right.data, Page: null },
      errors: [{ status: 500 }],
    })
  })

  test('rate-limited: says when to retry, which is soon', async () => {
    sandbox.script(['rate-limited'])
    const { headers } = await request()
    expect(['1', '2', '3']).toContain(headers.get('retry-after'))
    expect(headers.has('x-ratelimit-reset')).toBe(true)
  })

  test('reset: breaks the connection', async () => {
    sandbox.script(['reset'])
    await expect(request()).rejects.toMatchObject({
      cause: { code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) },
    })
    expect(sandbox.requests.at(-1)).toMatchObject({ status: 0, fault: 'reset' })
  })

  test('oversize: more than 200 MB, or until the client disconnects', async () => {
    const size = [...oversizeBody()].reduce((sum, piece) => sum + piece.length, 0)
    expect(size).toBeGreaterThan(200 * 2 ** 20)

    sandbox.script(['oversize'])
    const reader = (await request()).body?.getReader()
    expect((await reader?.read())?.value?.length).toBeGreaterThan(0)
    await reader?.cancel()
    expect(sandbox.requests.at(-1)).toMatchObject({ status: 200, fault: 'oversize' })
    expect(await (await request()).json()).toEqual(right)
  })

  test('hang: sends nothing until the client disconnects or the sandbox closes', async () => {
    sandbox.script(['hang', 'hang'])
    const leaving = new AbortController()
    const left = expect(request(sandbox, leaving.signal)).rejects.toThrow('enough')
    await until(() => sandbox.requests.length === 1)
    leaving.abort(new Error('enough'))
    await left

    const closed = expect(request()).rejects.toThrow('fetch failed')
    await until(() => sandbox.requests.length === 2)
    await sandbox.close()
    await closed
    sandbox = await startSandbox()
  })
})

test('plays random faults for the given share of requests', async () => {
  const other = await startSandbox({ faults: 1, slowMs: 0 })
  for (let i = 1; i <= 5; i++) {
    const leaving = new AbortController()
    const asked = request(other, leaving.signal).catch(() => undefined)
    await until(() => other.requests.length === i)
    leaving.abort()
    await asked
  }
  await other.close()
  for (const { fault } of other.requests) expect(fault).toBeDefined()
})

test('plays faults after the rate limit, for requests that reach the query', async () => {
  const other = await startSandbox({ limit: 1 })
  await request(other)
  other.script(['server-error'])
  expect((await request(other)).status).toBe(429)
  expect(other.requests.at(-1)?.fault).toBeUndefined()
  await other.close()
})

function refusal(status: number, message: unknown) {
  return { data: null, errors: [{ message, status }] }
}

function readable(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Waits for other tasks of this process, not for time. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve))
}
