import pino, { type DestinationStream, type Level, type Logger, stdTimeFunctions } from 'pino'

/** Every field that may be logged; others are dropped. None contains user input or credentials. */
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
  /** Standard error by default. */
  readonly destination?: DestinationStream
}

/** The server's log in JSON lines. Fields are allow-listed and texts redacted, so careless calls leak no secrets. */
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

/** Keeps only where and why an error arose. Its other properties may contain transferred data. */
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

/** Patterns of secrets, whose first group is kept. They rather match too much, as logs stay useful without queries. */
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
 * Redacts everything in a text that looks like a secret.
 *
 * @example
 * redactText('GET /api/v1/auth/callback?code=abc') // 'GET /api/v1/auth/callback?[redacted]'
 */
export function redactText(text: string): string {
  let redacted = text
  for (const shape of secretShapes) redacted = redacted.replace(shape, `$1${mark}`)
  return redacted
}
