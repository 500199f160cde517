import type { HttpErrorCode } from './problem-codes.ts'

/** A request that is refused for what it is. The message says what is wrong with it and what to do. */
export class HttpError extends Error {
  override readonly name = 'HttpError'
  readonly code: HttpErrorCode
  /** Headers that the reply needs besides, such as `Allow`. */
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
