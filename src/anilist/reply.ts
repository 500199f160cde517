import { readBody } from '../bounded-body.ts'
import { AniListError, plainCause } from './errors.ts'
import { minuteMs, readRateLimitHeaders } from './rate-limit-headers.ts'

/** A reply whose body has been read but not checked. */
export interface Reply {
  /** The status of the first GraphQL error, or else the HTTP status. */
  readonly status: number
  readonly headers: Headers
  readonly data: unknown
  readonly errors: readonly ReplyError[]
  /** Why the body cannot be used. */
  readonly unreadable: AniListError | undefined
}

interface ReplyError {
  readonly message: string
  readonly status: number | undefined
}

/** The part of a zod schema, classic or mini, that checks a reply. */
export interface ReplySchema<T> {
  safeParse(
    data: unknown,
  ):
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly SchemaIssue[] } }
}
interface SchemaIssue {
  readonly code?: string | undefined
  readonly path: readonly PropertyKey[]
}

/**
 * Reads up to `maxBytes` of a reply.
 *
 * @throws only the signal's reason on abort: an unusable body is returned as `unreadable`
 */
export async function readReply(response: Response, maxBytes: number, signal: AbortSignal): Promise<Reply> {
  try {
    const text = await readBody(response, maxBytes, () => tooLarge(response, maxBytes))
    const body = parseBody(text, response)
    return { headers: response.headers, unreadable: undefined, ...body }
  } catch (error) {
    signal.throwIfAborted()
    const unreadable =
      error instanceof AniListError ? error : badReply(response, 'it ended early', plainCause(error).message)
    return { status: response.status, headers: response.headers, data: undefined, errors: [], unreadable }
  }
}

function tooLarge({ status }: Response, maxBytes: number): AniListError {
  return new AniListError('anilist-reply-too-large', {
    cause: new Error(`more than ${maxBytes} bytes, with HTTP ${status}`),
    detail: `${Math.floor(maxBytes / 2 ** 20)} MB`,
    status,
  })
}

function parseBody(text: string | undefined, response: Response): Pick<Reply, 'status' | 'data' | 'errors'> {
  if (text === '') throw badReply(response, 'it is empty')
  const body = parseJson(text)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badReply(response, 'it is not a JSON object')
  }
  const { data, errors } = body as { data?: unknown; errors?: unknown }
  if (errors !== undefined && errors !== null && !Array.isArray(errors)) {
    throw badReply(response, '"errors" is not a list')
  }
  const read = (errors ?? []).map(parseError)
  return { status: read[0]?.status ?? response.status, data, errors: read }
}

/** Undefined if the text is not JSON. The parser's error quotes the text, so it is not passed on. */
function parseJson(text = ''): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function parseError(error: unknown): ReplyError {
  const { message, status } = (error ?? {}) as { message?: unknown; status?: unknown }
  return {
    message: typeof message === 'string' ? message : '',
    status: typeof status === 'number' && Number.isInteger(status) ? status : undefined,
  }
}

/**
 * The data of a reply, checked and shaped by the schema.
 *
 * @param secret the token that was sent, which must not appear in a message
 * @param now epoch milliseconds
 * @throws {AniListError} if the reply contains an error, even alongside data, or does not match the schema
 */
export function dataOf<T>(reply: Reply, schema: ReplySchema<T>, secret: string | undefined, now: number): T {
  const error = errorOf(reply, secret, now)
  if (error) throw error
  const checked = schema.safeParse(reply.data)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  const where = ['data', ...(issue?.path ?? [])].map(String).join('.')
  throw new AniListError('anilist-bad-reply', {
    cause: new Error(`${checked.error.issues.length} values are invalid, the first with ${issue?.code}`),
    detail: `"${where}" is not of the expected type`,
    status: reply.status,
    // Well-formed JSON of the wrong shape is deliberate: a retry would get the same.
    transient: false,
  })
}

function errorOf(reply: Reply, secret: string | undefined, now: number): AniListError | undefined {
  const { status, errors, unreadable } = reply
  const said = errors[0]?.message ?? ''
  const about = { status, cause: new Error(`HTTP ${status} with ${errors.length} GraphQL errors`) }

  if (status === 429) {
    const retryAfterMs = readRateLimitHeaders(reply.headers, now).retryAfterMs ?? minuteMs
    const detail = `in ${Math.ceil(retryAfterMs / 1000)} s`
    return new AniListError('anilist-rate-limited', { ...about, detail, retryAfterMs })
  }
  if (status === 403) return new AniListError('anilist-disabled', about)
  if (status >= 500) return new AniListError('anilist-server-error', { ...about, detail: `HTTP ${status}` })
  if (unreadable) return unreadable
  if (errors.length === 0 && status < 400) return undefined

  if (status === 401 || /invalid token/i.test(said)) return new AniListError('anilist-invalid-token', about)
  if (status === 404) return new AniListError(notFoundCode(said), about)
  const complexity = /max query complexity should be (\d+) but got (\d+)/i.exec(said)
  if (complexity) {
    const detail = `${complexity[2]}, and the limit is ${complexity[1]}`
    return new AniListError('anilist-too-complex', { ...about, detail })
  }
  if (status >= 400) {
    return new AniListError('anilist-bad-request', {
      ...about,
      detail: quote(said, secret) || `HTTP ${status}`,
    })
  }
  // An error without a status under HTTP 200: part of the operation failed inside AniList.
  return new AniListError('anilist-server-error', { ...about, detail: 'it says so in a reply with HTTP 200' })
}

function notFoundCode(said: string): 'anilist-user-private' | 'anilist-user-not-found' | 'anilist-not-found' {
  if (/private user/i.test(said)) return 'anilist-user-private'
  if (/user not found/i.test(said)) return 'anilist-user-not-found'
  return 'anilist-not-found'
}

/** AniList's message about a refused request, shortened to one line; it helps to find the mistake. */
function quote(said: string, secret: string | undefined): string {
  const harmless = secret ? said.replaceAll(secret, '[token]') : said
  return harmless
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
}

function badReply(response: Response, detail: string, more?: string): AniListError {
  const { status, headers } = response
  const kind = /^[\w.+/-]{1,60}/.exec(headers.get('content-type') ?? '')?.[0] ?? 'no content type'
  return new AniListError('anilist-bad-reply', {
    cause: new Error([`HTTP ${status}`, kind, more].filter(Boolean).join(', ')),
    detail,
    status,
  })
}
