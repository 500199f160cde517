import { onTestFinished } from 'vitest'
import { createRateBudget, type RateBudget } from '../../src/anilist/budget/rate-budget.ts'
import type { WriteOptions } from '../../src/anilist/careful-write.ts'
import { createTransport, type Transport } from '../../src/anilist/transport.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server.ts'
import type { SandboxEntry } from '../../src/sandbox/user-list.ts'
import { createVirtualClock, type VirtualClock } from '../support/virtual-clock.ts'

/** A person's list in the sandbox, and a client that writes to it on the same virtual clock. */
export interface ListSandbox {
  readonly sandbox: Sandbox
  readonly clock: VirtualClock
  readonly transport: Transport
  readonly budget: RateBudget
  /** To write as this person. */
  readonly options: WriteOptions
  entryOf(mediaId: number): SandboxEntry | undefined
  /** The operation names of the requests since the last call, in order. */
  operations(): (string | null)[]
  /** Changes the list without the client. */
  elsewhere(mutation: string): Promise<void>
  /** Called before a request is sent. */
  onRequest: (request: AskedOperation) => Promise<void> | void
  /** Called with every reply. The client gets what it returns. */
  onReply: (operationName: string, reply: Response) => Promise<Response> | Response
}

export interface AskedOperation {
  readonly operationName: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** User IDs in the sandbox. */
const ownerIds: Readonly<Record<string, number>> = { casual: 101, collector: 104, newcomer: 106 }

/** Closed when the test ends. */
export async function openList(user: string, options: SandboxOptions = {}): Promise<ListSandbox> {
  const clock = createVirtualClock()
  const sandbox = await startSandbox({ slowMs: 0, ...options, now: clock.now })
  onTestFinished(() => sandbox.close())
  const token = sandbox.tokenFor(user)
  const budget = createRateBudget(clock)
  let seen = 0

  const meddlingFetch: typeof fetch = async (input, init) => {
    init?.signal?.throwIfAborted()
    const asked: AskedOperation = JSON.parse(String(init?.body))
    await list.onRequest(asked)
    return await list.onReply(asked.operationName, await fetch(input, init))
  }
  const list: ListSandbox = {
    sandbox,
    clock,
    budget,
    transport: createTransport({
      ...{ url: sandbox.graphqlUrl, userAgent: 'test', referer: 'http://localhost:8000', ...clock },
      ...{ budget, fetch: clock.holding(meddlingFetch), maxReplyBytes: 2 ** 20 },
      // Real time, for connections that hang.
      deadline: () => AbortSignal.timeout(1_000),
    }),
    options: { ...clock, token, ownerId: ownerIds[user] ?? 0, random: () => 0.5 },
    entryOf: (mediaId) => sandbox.list(user).find((entry) => entry.mediaId === mediaId),
    operations() {
      const names = sandbox.requests.slice(seen).map(({ operationName }) => operationName)
      seen = sandbox.requests.length
      return names
    },
    async elsewhere(mutation) {
      const reply = await fetch(sandbox.graphqlUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: `mutation Elsewhere { ${mutation} }` }),
      })
      if (!reply.ok) throw new Error(await reply.text())
    },
    onRequest: () => {},
    onReply: (_operationName, reply) => reply,
  }
  return list
}
