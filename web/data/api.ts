import { QueryClient } from '@tanstack/react-query'
import type { Problem } from '../../src/http/schemas/problem.ts'

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
  /** Another tab may have begun another session: gets its token. Says whether it is of the same account, so that a write may go on. */
  readonly onStaleToken: () => Promise<boolean>
}

let listener: SessionListener | undefined

export function listenForSession(to: SessionListener): void {
  listener = to
}

/**
 * Asks the server, with the cookies of this page. An access token that has run out is renewed on the way, and so is a CSRF token
 * of another session.
 *
 * @param path begins with `/api/`
 * @throws ApiError for any reply that is no success, and where none came. An abort is thrown as it is.
 */
export async function send(path: string, request: ApiRequest = {}): Promise<Response> {
  const reply = await ask(path, request)
  if (reply.ok) return reply
  const problem = await readProblem(reply)
  if (isRunOut(problem)) {
    await refreshSession().catch((error: ApiError) => {
      throw noting(error)
    })
  } else if (problem.code !== 'csrf-token-invalid' || !(await listener?.onStaleToken())) {
    throw noting(problem)
  }
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

const lockName = 'refresh-session'
let running: Promise<void> | undefined

/**
 * Has the server renew the access token, which only cookies hold. One refresh at a time, in all tabs together: a refresh token
 * serves once, and one that comes back late ends the session. Whoever finds another at it waits for that one and asks nothing.
 *
 * @throws ApiError where there is no session any more (401), or the server cannot tell
 */
function refreshSession(): Promise<void> {
  running ??= refreshAlone().finally(() => {
    running = undefined
  })
  return running
}

async function refreshAlone(): Promise<void> {
  // Browsers have locks on https and on localhost only. Without, the server's ten seconds of grace have to do.
  const locks: LockManager | undefined = navigator.locks
  if (!locks) return refresh()
  const isDone = await locks.request(lockName, { ifAvailable: true }, async (lock) => {
    if (!lock) return false
    await refresh()
    return true
  })
  if (!isDone) await locks.request(lockName, () => {})
}

async function refresh(): Promise<void> {
  let reply: Response
  try {
    reply = await fetch('/api/v1/auth/refresh', { method: 'POST', credentials: 'same-origin' })
  } catch (error) {
    throw unreachable(error)
  }
  if (!reply.ok) throw await readProblem(reply)
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
    const problem = {
      code: 'reply-unreadable',
      status: reply.status,
      detail: 'The server sent an unreadable reply.',
    }
    throw new ApiError(problem, { cause: error })
  }
}

/** Where the server says nothing, because the request never got there. */
export type LocalErrorCode = 'offline' | 'server-unreachable' | 'reply-unreadable'

/**
 * A request that failed. `code` is the problem's own, or a {@link LocalErrorCode}.
 *
 * @example
 * if (error instanceof ApiError && error.code === 'anilist-user-private') askOwnerToSignIn()
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: string
  /** 0 where there was no reply. */
  readonly status: number
  /** Names the request in the server's logs. */
  readonly requestId: string | undefined
  /** Milliseconds until asking again makes sense, where the server told. */
  readonly retryAfterMs: number | undefined

  constructor(problem: ApiProblem, options?: ErrorOptions) {
    super(problem.detail, options)
    this.code = problem.code
    this.status = problem.status
    this.requestId = problem.requestId
    this.retryAfterMs = problem.retryAfterMs
  }
}

export type ApiProblem = Pick<Problem, 'code' | 'status' | 'detail'> & {
  readonly requestId?: string | undefined
  readonly retryAfterMs?: number | undefined
}

/** The error that a reply tells of. What is no problem details comes from something between us and the server. */
async function readProblem(reply: Response): Promise<ApiError> {
  const retryAfterMs = parseRetryAfter(reply.headers.get('retry-after'))
  const problem = await reply.json().catch(() => undefined)
  if (isProblem(problem)) return new ApiError({ ...problem, retryAfterMs })
  return new ApiError({
    code: reply.status >= 500 ? 'server-unreachable' : 'reply-unreadable',
    status: reply.status,
    detail: `HTTP ${reply.status}`,
    retryAfterMs,
  })
}

/** The error behind a `fetch` that never came back. */
function unreachable(cause: unknown): ApiError {
  const code: LocalErrorCode = navigator.onLine ? 'server-unreachable' : 'offline'
  return new ApiError({ code, status: 0, detail: 'The server did not respond.' }, { cause })
}

export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'detail' in value
}

/** Our server gives seconds; a date, as others may, is as good as nothing here. */
function parseRetryAfter(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text) ? Number(text) * 1000 : undefined
}

/** What was asked stays for as long as somebody may come back to it. */
const keptMs = 30 * 60_000

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // Offline, a request fails at once and the page says so, instead of waiting in silence.
      networkMode: 'always',
      gcTime: keptMs,
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      // The page says what is wrong and when it goes on; a request that only repeats says nothing.
      retry: (failures, error) =>
        failures < 1 && error instanceof ApiError && error.code === 'server-unreachable',
      retryDelay: 1_000,
    },
  },
})
