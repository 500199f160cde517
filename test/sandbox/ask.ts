import type { Sandbox } from '../../src/sandbox/server.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
  readonly data: any
  readonly errors: readonly {
    readonly message: string
    readonly status: number
    readonly locations?: readonly object[]
    readonly validation?: Readonly<Record<string, readonly string[]>>
  }[]
}

interface Manner {
  readonly variables?: object
  readonly token?: string
  /** Replaces the default headers. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends a request as a well-behaved client does: with a `Referer`, and with a token if there is one. */
export async function ask(sandbox: Sandbox, query: string, manner: Manner = {}): Promise<Answer> {
  const { variables = {}, token, headers = { Referer: 'http://localhost:8000' } } = manner
  const response = await fetch(sandbox.graphqlUrl, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...headers,
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  })
  const body = (await response.json()) as Partial<Answer>
  return { status: response.status, headers: response.headers, data: body.data, errors: body.errors ?? [] }
}
