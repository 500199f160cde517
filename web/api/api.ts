import { ApiError, readProblem, unreachable } from './api-error.ts'

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON. */
  readonly body?: unknown
  readonly accept?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

/** Proves to the server that a write comes from this page (see GET /api/v1/auth/me). Kept in memory only. */
let csrfToken: string | undefined

/** Takes the token of the session that is signed in; `undefined` when there is none any more. */
export function keepCsrfToken(session: { readonly csrfToken: string } | null): void {
  csrfToken = session?.csrfToken
}

/**
 * Asks the server, with the cookies of this page.
 *
 * @param path begins with `/api/`
 * @throws ApiError for any reply that is no success, and where none came. An abort is thrown as it is.
 */
export async function send(path: string, request: ApiRequest = {}): Promise<Response> {
  const { method = 'GET', body, accept = 'application/json', signal } = request
  const headers = new Headers({ accept, ...request.headers })
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (method !== 'GET' && csrfToken !== undefined) headers.set('x-csrf-token', csrfToken)
  let reply: Response
  try {
    reply = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw unreachable(error)
  }
  if (!reply.ok) throw await readProblem(reply)
  return reply
}

/** As {@link send}, and reads the reply as JSON; `undefined` where it has no body. */
export async function requestJson<T>(path: string, request?: ApiRequest): Promise<T> {
  const reply = await send(path, request)
  if (reply.status === 204) return undefined as T
  try {
    return (await reply.json()) as T
  } catch (error) {
    if (request?.signal?.aborted) throw error
    const problem = { code: 'reply-unreadable', status: reply.status, detail: 'The reply is not JSON.' }
    throw new ApiError(problem, { cause: error })
  }
}
