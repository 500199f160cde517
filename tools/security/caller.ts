import { once } from 'node:events'
import { type IncomingMessage, request as send } from 'node:http'
import { text } from 'node:stream/consumers'
import { exampleHost } from './nginx.ts'
import { untilLeft, type Visit, type Visitor } from './visitor.ts'

/** What a client saw of a scan on its event stream. Times in milliseconds since the request. */
export interface Scanned {
  /** `answered`, the code of the problem, or `left`, `late` and `lost` if the stream ended without either. */
  readonly code: string
  readonly ms: number
  /** When the first progress event arrived. */
  readonly begunMs?: number
  /** When an event first had a position in the queue or a time. */
  readonly toldMs?: number
  /** Requests to AniList, according to the answer. */
  readonly requests: number
  /** Of the last event, for reconnecting. */
  readonly lastEventId: string
}

export interface ScanVisit {
  /** Disconnects as soon as it is aborted. */
  readonly signal?: AbortSignal
  readonly patienceMs?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** A client with its own address, as the proxy would report it to an instance. */
export interface Caller extends Visitor {
  /** Follows the scan of a list; the name may include a query string. */
  scan(name: string, visit?: ScanVisit): Promise<Scanned>
  /** Sends a request and disconnects, after a while or as soon as the reply starts. @returns its status, 0 for none */
  abandon(path: string, afterMs: number, visit?: Visit): Promise<number>
}

/** Longer than an instance lets a scan run. */
const usualPatienceMs = 330_000

export function createCaller(url: string, address: string): Caller {
  async function open(path: string, { method = 'GET', headers = {}, body }: Visit, signal: AbortSignal) {
    const sent = send(url + path, {
      ...{ method, agent: false, signal },
      headers: {
        host: exampleHost,
        'x-forwarded-for': address,
        'x-forwarded-proto': 'https',
        ...headers,
      },
    })
    sent.end(body)
    // Aborting while the reply arrives cuts it off.
    sent.on('error', () => {})
    const [reply] = (await once(sent, 'response')) as [IncomingMessage]
    return reply
  }

  return {
    async ask(path, visit = {}) {
      const began = performance.now()
      const reply = await open(path, visit, untilLeft(visit.timeoutMs ?? usualPatienceMs, visit.signal))
      const body = await text(reply)
      const { statusCode = 0, headers } = reply
      return { status: statusCode, headers, body, ms: performance.now() - began }
    },
    async abandon(path, afterMs, visit = {}) {
      const reply = await open(path, visit, AbortSignal.timeout(afterMs)).catch(() => undefined)
      reply?.on('error', () => {}).destroy()
      return reply?.statusCode ?? 0
    },
    async scan(name, { signal, patienceMs = usualPatienceMs, headers = {} } = {}) {
      const began = performance.now()
      const seen = { requests: 0, lastEventId: '' } as { -readonly [Key in keyof Scanned]?: Scanned[Key] }
      const ended = (code: string) =>
        ({ ...seen, code: seen.code ?? code, ms: performance.now() - began }) as Scanned
      try {
        const visit = { headers: { accept: 'text/event-stream', ...headers } }
        const reply = await open(`/api/v1/scans/${name}`, visit, untilLeft(patienceMs, signal))
        if (!/event-stream/.test(reply.headers['content-type'] ?? ''))
          return ended(codeIn(await text(reply)) ?? `status ${reply.statusCode}`)
        for await (const event of eventsOf(reply)) take(event, performance.now() - began, seen)
        return ended('lost')
      } catch (error) {
        if (signal?.aborted) return ended('left')
        if (performance.now() - began >= patienceMs) return ended('late')
        return ended(`aborted: ${(error as Error).message}`)
      }
    },
  }
}

function take(event: string, at: number, seen: { -readonly [Key in keyof Scanned]?: Scanned[Key] }): void {
  const [, id, kind, data = ''] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(event) ?? []
  if (id === undefined) return
  seen.lastEventId = id
  if (kind === 'answer') {
    seen.code = 'answered'
    // Nothing else is read from an answer that may have thousands of titles.
    seen.requests = Number(/"upstream":\{"requests":(\d+)/.exec(data)?.[1] ?? 0)
  } else if (kind === 'problem') seen.code = codeIn(data) ?? 'problem'
  else if (kind === 'progress') {
    seen.begunMs ??= at
    if (/"(waitingUntil|place)":\d/.test(data)) seen.toldMs ??= at
  }
}

function codeIn(problem: string): string | undefined {
  return /"code":"([\w-]+)"/.exec(problem)?.[1]
}

async function* eventsOf(reply: IncomingMessage): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of reply.setEncoding('utf8')) {
    const blocks = (rest + chunk).split('\n\n')
    rest = blocks.pop() ?? ''
    yield* blocks
  }
}
