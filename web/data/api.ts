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
