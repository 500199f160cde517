/** Sent as `{data: null, errors: [{message, status, locations, validation?}]}`, with `status` also in HTTP. */
export class ApiError extends Error {
  readonly status: number
  readonly validation: Readonly<Record<string, readonly string[]>> | undefined

  constructor(status: number, message: string, validation?: Readonly<Record<string, readonly string[]>>) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.validation = validation
  }
}

export const notFound = () => new ApiError(404, 'Not Found.')
export const userNotFound = () => new ApiError(404, 'User not found')
export const privateUser = () => new ApiError(404, 'Private User')
export const unauthorized = () => new ApiError(401, 'Unauthorized.')
export const invalidToken = () => new ApiError(400, 'Invalid token')
export const tooManyRequests = () => new ApiError(429, 'Too Many Requests.')
export const internalError = () => new ApiError(500, 'Internal Server Error')

/** AniList's reply when it is down, and to requests with neither a token nor a `Referer`. */
export const outage = () =>
  new ApiError(
    403,
    'The AniList API has been temporarily disabled due to severe stability issues. Please check back later.',
  )

export const invalidArgument = (argument: string, reason: string) =>
  new ApiError(400, 'validation', { [argument]: [reason] })
