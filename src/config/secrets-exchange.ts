import { readBody } from '../bounded-body.ts'
import { SecretsError } from './errors.ts'

/** A request to a secrets manager. */
export interface Exchange {
  readonly url: string
  readonly init: RequestInit
  /** The manager and the secret, as messages name them. */
  readonly place: string
  readonly fetch?: typeof fetch | undefined
  readonly timeoutMs?: number | undefined
}

export interface ExchangeReply {
  readonly status: number
  /** The body as JSON; undefined where it is not JSON, as from a proxy. */
  readonly body: unknown
}

/** Long enough for a manager that has just been woken, short enough for whoever watches the start. */
const defaultTimeoutMs = 5_000

/** Both managers allow far less for one secret. */
const maxReplyBytes = 2 ** 20

/**
 * Sends one request and reads its reply, bounded in time and size. A redirect would take the credentials along, so none is
 * followed. Nothing is tried again: whoever starts the program does that.
 *
 * @throws SecretsError `secrets-unreachable` or `secrets-redirected`
 */
export async function exchange({ url, init, place, ...parts }: Exchange): Promise<ExchangeReply> {
  const { fetch = globalThis.fetch, timeoutMs = defaultTimeoutMs } = parts
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal })
    const { status } = response
    if (status >= 300 && status < 400) throw new SecretsError('secrets-redirected', place, `HTTP ${status}`)
    const tooLarge = () => new SecretsError('secrets-bad-reply', place, 'it is larger than 1 MiB')
    return { status, body: parseJson(await readBody(response, maxReplyBytes, tooLarge)) }
  } catch (error) {
    if (error instanceof SecretsError) throw error
    const why = signal.aborted ? `timed out after ${timeoutMs / 1000} s` : networkCode(error)
    throw new SecretsError('secrets-unreachable', place, why)
  }
}

function parseJson(text = ''): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The code alone: messages of `fetch` may hold parts of a reply. */
function networkCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  const first = cause instanceof AggregateError ? cause.errors[0] : cause
  return (first as NodeJS.ErrnoException | undefined)?.code ?? 'no connection'
}

/**
 * Checks that a stored secret is a map from names to texts, and gives it back.
 *
 * @throws SecretsError `secrets-bad-reply`, naming the key and never the value
 */
export function readSecretTexts(stored: unknown, place: string): Record<string, string> {
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored))
    throw new SecretsError('secrets-bad-reply', place)
  for (const [key, value] of Object.entries(stored)) {
    if (typeof value !== 'string')
      throw new SecretsError('secrets-bad-reply', place, `${key} is not a string`)
  }
  return { ...stored } as Record<string, string>
}
