import type { Problem } from '../../src/http/schemas/problem.ts'

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
export async function readProblem(reply: Response): Promise<ApiError> {
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
export function unreachable(cause: unknown): ApiError {
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
