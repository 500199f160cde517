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

/** Stores the token of the current session; `null` deletes it. */
export function keepCsrfToken(session: { readonly csrfToken: string } | null): void {
  csrfToken = session?.csrfToken
}

/** What replies reveal about the session, whatever the request. */
export interface SessionListener {
  /** There is no session, or it has ended. */
  readonly onEnd: () => void
  /** AniList's access has expired or was revoked. */
  readonly onDisconnect: () => void
  /** Gets the token of a session from another tab. Resolves to whether the account is still the same. */
  readonly onStaleToken: () => Promise<boolean>
}

let listener: SessionListener | undefined

export function listenForSession(to: SessionListener): void {
  listener = to
}

/**
 * Sends a request with the page's cookies. Renews an expired access token, and the CSRF token of another session.
 *
 * @param path starts with `/api/`
 * @throws ApiError if there is no reply or it is not successful. An abort is rethrown.
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
 * Makes the server renew the access token, which is in a cookie. Only one tab does so at a time, as a refresh token
 * works once and a late reuse ends the session; other tabs wait for it.
 *
 * @throws ApiError if there is no session (401), or the server fails
 */
function refreshSession(): Promise<void> {
  running ??= refreshAlone().finally(() => {
    running = undefined
  })
  return running
}

async function refreshAlone(): Promise<void> {
  // Browsers only have locks on https and localhost. Otherwise the server's ten seconds of grace must do.
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

/** Whether to try the refresh token. An access token made invalid by a changed key can be replaced too. */
function isRunOut({ code }: ApiError): boolean {
  return code === 'access-token-expired' || code === 'access-token-invalid'
}

/** Reports to the listener what an error says about the session. {@link send} does so itself. */
export function noting(problem: ApiError): ApiError {
  // Every other 401 means that nobody is signed in, whatever this page assumed.
  if (problem.status === 401 && !isRunOut(problem)) listener?.onEnd()
  if (problem.code === 'anilist-not-connected') listener?.onDisconnect()
  return problem
}

/** Like {@link send}, but reads the reply as JSON; `undefined` if it has no body. */
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

/** The codes of requests that got no reply from the server. */
export type LocalErrorCode = 'offline' | 'server-unreachable' | 'reply-unreadable'

/**
 * A failed request. `code` is that of the server's problem, or a {@link LocalErrorCode}.
 *
 * @example
 * if (error instanceof ApiError && error.code === 'anilist-user-private') askOwnerToSignIn()
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: string
  /** 0 if there was no reply. */
  readonly status: number
  /** Identifies the request in the server's logs. */
  readonly requestId: string | undefined
  /** Milliseconds until a retry makes sense, if the server said so. */
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

/** The error of a reply. Without problem details, it comes from something between us and the server. */
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

function unreachable(cause: unknown): ApiError {
  const code: LocalErrorCode = navigator.onLine ? 'server-unreachable' : 'offline'
  return new ApiError({ code, status: 0, detail: 'The server did not respond.' }, { cause })
}

export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'detail' in value
}

/** Our server always sends seconds, so dates are ignored. */
function parseRetryAfter(text: string | null): number | undefined {
  return text !== null && /^\d+$/.test(text) ? Number(text) * 1000 : undefined
}

/** Long enough for users to come back to a page. */
const keptMs = 30 * 60_000

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // Offline, requests fail immediately so that the page can say so, instead of waiting silently.
      networkMode: 'always',
      gcTime: keptMs,
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      // The page shows errors and when it retries, so silent retries are limited.
      retry: (failures, error) =>
        failures < 1 && error instanceof ApiError && error.code === 'server-unreachable',
      retryDelay: 1_000,
    },
  },
})
