import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { createRateBudget } from '../../src/anilist/budget/rate-budget.ts'
import { createTransport } from '../../src/anilist/transport.ts'
import type { FaultKind } from '../../src/sandbox/fault.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { createVirtualClock } from '../support/virtual-clock.ts'

const query = '{ User(name: "casual") { id } }'
const schema = z.object({ User: z.object({ id: z.int() }) })

/** A client and the sandbox on the same virtual clock. */
async function setUp() {
  const clock = createVirtualClock()
  const sandbox = await startSandbox({ limit: 30, slowMs: 0, now: clock.now })
  onTestFinished(() => sandbox.close())
  const transport = createTransport({
    ...{ url: sandbox.graphqlUrl, userAgent: 'test', referer: 'http://localhost:8000' },
    ...{ now: clock.now, sleep: clock.sleep, fetch: clock.holding(fetch) },
    ...{ budget: createRateBudget(clock), maxReplyBytes: 2 ** 20 },
  })
  return { clock, sandbox, transport, ask: () => transport.request({ query, schema }) }
}

/** Timing out takes real time. bad-replies.test.ts covers hanging connections, with a clock of its own. */
const faults: Record<Exclude<FaultKind, 'hang'>, [outcome: string, requests: number]> = {
  'rate-limited': ['answered', 5],
  outage: ['anilist-disabled', 1],
  'server-error': ['anilist-server-error', 4],
  'bad-gateway': ['anilist-server-error', 4],
  truncated: ['anilist-bad-reply', 4],
  empty: ['anilist-bad-reply', 4],
  oversize: ['anilist-reply-too-large', 1],
  'wrong-types': ['anilist-bad-reply', 1],
  'errors-beside-data': ['anilist-server-error', 4],
  reset: ['anilist-unreachable', 4],
  slow: ['answered', 1],
  'not-found': ['anilist-user-not-found', 1],
  private: ['anilist-user-private', 1],
  'bad-request': ['anilist-bad-request', 1],
}

test.each(Object.entries(faults))(
  'four faults "%s" of the sandbox in a row',
  async (kind, [outcome, requests]) => {
    const { sandbox, transport, ask } = await setUp()
    sandbox.script(Array<FaultKind>(4).fill(kind as FaultKind))
    const answered = await ask().then(
      () => 'answered',
      (error) => error.code,
    )
    expect([answered, transport.requestCount]).toEqual([outcome, requests])
  },
)

test('eighty requests at once all succeed, without a 429, in less than three minutes', async () => {
  const { clock, sandbox, ask } = await setUp()
  const began = clock.now()
  await Promise.all(Array.from({ length: 80 }, ask))
  expect(sandbox.requests.filter(({ status }) => status !== 200)).toEqual([])
  expect(clock.now() - began).toBeLessThan(180_000)
})
