import { ApiError, readProblem, unreachable } from './api-error.ts'
import { refreshSession } from './session-refresh.ts'

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

/** What a reply may say of the session, whatever was asked for. */
export interface SessionListener {
  /** There is no session any more, or never was one. */
  readonly onEnd: () => void
  /** AniList no longer takes the access that it gave. */
  readonly onDisconnect: () => void
}

let listener: SessionListener | undefined

export function listenForSession(to: SessionListener): void {
  listener = to
}

/**
 * Asks the server, with the cookies of this page. An access token that has run out is renewed on the way.
 *
 * @param path begins with `/api/`
 * @throws ApiError for any reply that is no success, and where none came. An abort is thrown as it is.
 */
export async function send(path: string, request: ApiRequest = {}): Promise<Response> {
  const reply = await ask(path, request)
  if (reply.ok) return reply
  const problem = await readProblem(reply)
  if (!isRunOut(problem)) throw noting(problem)
  await refreshSession().catch((error: ApiError) => {
    throw noting(error)
  })
  const second = await ask(path, request)
  if (!second.ok) throw noting(await readProblem(second))
  return second
}

async function ask(path: string, request: ApiRequest): Promise<Response> {
  const { method = 'GET', body, accept = 'application/json', signal } = request
  const headers = new Headers({ accept, ...request.headers })
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (method !== 'GET' && csrfToken !== undefined) headers.set('x-csrf-token', csrfToken)
  try {
    return await fetch(path, {
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
}

/** Whether the refresh token may still be good. One that a changed key made invalid is replaced just as well. */
function isRunOut({ code }: ApiError): boolean {
  return code === 'access-token-expired' || code === 'access-token-invalid'
}

/** Tells the listener what an error says of the session. Those of {@link send} are told already. */
export function noting(problem: ApiError): ApiError {
  // Every other 401 says that nobody is signed in, whatever this page believed.
  if (problem.status === 401 && !isRunOut(problem)) listener?.onEnd()
  if (problem.code === 'anilist-not-connected') listener?.onDisconnect()
  return problem
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
