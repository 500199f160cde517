import pino, { type DestinationStream, type Level, type Logger, stdTimeFunctions } from 'pino'

/**
 * Every field that may stand in the log; what is not here is left out, whoever logs it. None of them holds what a
 * person sent or what proves who they are.
 */
const loggedFields: ReadonlySet<string> = new Set([
  'account',
  'address',
  'code',
  'err',
  'event',
  'method',
  'ms',
  'route',
  'status',
])

export interface LoggerOptions {
  readonly level: Level | 'silent'
  /** Standard error unless told. */
  readonly destination?: DestinationStream
}

/**
 * The server's log: one line of JSON for each entry. Fields are allow-listed, and texts lose whatever looks like a
 * secret, so that a careless line elsewhere cannot give one away.
 */
export function createLogger({ level, destination }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: pickLogged },
      serializers: { err: describeError },
      hooks: {
        logMethod(args, method) {
          const texts = (args as unknown[]).map((each) =>
            typeof each === 'string' ? redactText(each) : each,
          )
          method.apply(this, texts as Parameters<typeof method>)
        },
      },
    },
    destination ?? pino.destination(2),
  )
}

function pickLogged(fields: Record<string, unknown>): Record<string, unknown> {
  const picked: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (loggedFields.has(name)) picked[name] = typeof value === 'string' ? redactText(value) : value
  }
  return picked
}

/** Of an error only what says where and why it arose. Other properties of it may hold what was sent or received. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: 'a value that is not an Error was thrown' }
  const { code } = error as { code?: unknown }
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...(error.cause instanceof Error && { cause: describeError(error.cause) }),
  }
}

/**
 * What secrets look like in texts. The first group is kept. Rather too much than too little: a log line without its
 * query is still of use.
 */
const secretShapes: readonly RegExp[] = [
  // JSON Web Tokens, AniList's own among them
  /()\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /(\b(?:Bearer|Basic)\s+)[\w.~+/=-]+/gi,
  // The query of an address or path, where tokens and codes travel
  /([\w/-]\?)[^\s"'<>]*=[^\s"'<>]*/g,
  // User and password in an address
  /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi,
  // name=value and "name": "value"
  /((?:password|passwd|secret|token|api_?key|authorization|cookie)["']?\s*[=:]\s*["']?)[^\s"',;&]+/gi,
]

const mark = '[redacted]'

/**
 * Takes out of a text whatever looks like a secret.
 *
 * @example
 * redactText('GET /api/v1/auth/callback?code=abc') // 'GET /api/v1/auth/callback?[redacted]'
 */
export function redactText(text: string): string {
  let redacted = text
  for (const shape of secretShapes) redacted = redacted.replace(shape, `$1${mark}`)
  return redacted
}
