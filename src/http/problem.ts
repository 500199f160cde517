import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { type HttpErrorCode, type ProblemCode, problemKinds } from './problem-codes.ts'
import type { Problem } from './schemas/problem.ts'

/** A refused request. The message says what is wrong and what to do. */
export class HttpError extends Error {
  override readonly name = 'HttpError'
  readonly code: HttpErrorCode
  /** Further headers for the reply, such as `Allow`. */
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: HttpErrorCode,
    message: string,
    options: ErrorOptions & { headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message, options)
    this.code = code
    this.headers = options.headers ?? {}
  }
}

export interface ProblemReply {
  readonly problem: Problem
  readonly headers: Readonly<Record<string, string>>
  /** Whether the error was foreseen. Others are logged in full, since the reply reveals nothing. */
  readonly expected: boolean
}

/** Fastify's error codes, mapped to ours. */
const codesOfFastify: Readonly<Record<string, string>> = {
  FST_ERR_VALIDATION: 'request-invalid',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'content-type-unsupported',
  FST_ERR_CTP_INVALID_TYPE: 'content-type-unsupported',
  FST_ERR_CTP_EMPTY_TYPE: 'content-type-unsupported',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'body-malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'json-malformed',
  FST_ERR_CTP_INVALID_JSON_BODY: 'json-malformed',
}

/** Fastify's own messages are meant for developers, and some quote the request. */
const details: Readonly<Record<string, string>> = {
  'request-invalid': 'Parts of the request are invalid: see `errors`.',
  'content-type-unsupported': 'Send JSON in UTF-8 with the header `content-type: application/json`.',
  'body-too-large': 'The body is larger than this route accepts. Send less at once.',
  'body-malformed': 'The length of the body does not match its `content-length` header.',
  'json-malformed': 'The body is not valid JSON. Send one JSON object.',
}

/** A 401 must name an authentication scheme (RFC 9110, section 15.5.2). */
const askForBearer = { 'www-authenticate': 'Bearer' }

/**
 * The one place where errors become replies. Errors with a known code keep it, Fastify's are mapped, and all others
 * become an `internal-error` that reveals nothing.
 *
 * @param publicUrl the base of problem type addresses
 */
export function toProblem(error: unknown, requestId: string, publicUrl: string): ProblemReply {
  const code = codeOf(error)
  const kind = problemKinds[code]
  const detail = kind.detail ?? (isFastifys(error) ? details[code] : undefined) ?? messageOf(error)
  const headers: Readonly<Record<string, string>> = {
    ...(kind.status === 401 && askForBearer),
    ...(kind.retryAfter !== undefined && { 'retry-after': String(kind.retryAfter) }),
    ...headersOf(error),
  }
  const retryAfter = headers['retry-after']
  return {
    problem: {
      type: `${publicUrl}/docs/problems#${code}`,
      title: kind.title,
      status: kind.status,
      detail,
      code,
      requestId,
      ...(retryAfter !== undefined && { retryAfter: Number(retryAfter) }),
      ...(code === 'request-invalid' && { errors: invalidFields(error) }),
    },
    headers,
    expected: code !== 'internal-error',
  }
}

function codeOf(error: unknown): ProblemCode {
  const code = rawCodeOf(error)
  const ours = codesOfFastify[code] ?? code
  return isProblemCode(ours) ? ours : 'internal-error'
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemKinds, code)
}

function rawCodeOf(error: unknown): string {
  if (hasZodFastifySchemaValidationErrors(error)) return 'FST_ERR_VALIDATION'
  const { code } = (error ?? {}) as { code?: unknown }
  return typeof code === 'string' ? code : ''
}

function isFastifys(error: unknown): boolean {
  return Object.hasOwn(codesOfFastify, rawCodeOf(error))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}

function headersOf(error: unknown): Readonly<Record<string, string>> {
  if (error instanceof HttpError) return error.headers
  const { retryAfterMs } = (error ?? {}) as { retryAfterMs?: unknown }
  if (typeof retryAfterMs !== 'number') return {}
  return { 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) }
}

const places = { body: 'body', querystring: 'query', params: 'path', headers: 'headers' } as const

function invalidFields(error: unknown): NonNullable<Problem['errors']> {
  if (!hasZodFastifySchemaValidationErrors(error)) return []
  const place = places[(error as { validationContext?: keyof typeof places }).validationContext ?? 'body']
  return error.validation.map(({ instancePath, message }) => ({
    in: place,
    at: instancePath.split('/').filter(Boolean).join('.'),
    message: message ?? 'is invalid',
  }))
}
