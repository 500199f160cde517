import { type EventSourceMessage, EventSourceParserStream } from 'eventsource-parser/stream'
import type { FranchiseAnswer, FullAnswer, MemberAnswer } from '../../src/scan/franchise-answer.ts'
import type { ScanProgress as Progress } from '../../src/scan/run-scan.ts'
import type { HiddenAnswer, MissingAnswer } from '../../src/scan/scan-answer.ts'
import { formatQuery } from './address-query.ts'
import { ApiError, isProblem, noting, send } from './api.ts'
import type { ScanOptions } from './results-search.ts'

export type ScanAnswer = FullAnswer
export type Franchise = FranchiseAnswer
export type Member = MemberAnswer
export type Missing = MissingAnswer
export type HiddenTitle = HiddenAnswer
export type ScanProgress = Progress & { readonly franchises?: readonly Franchise[] }

/** The address of a scan on the server. */
export function scanPath(name: string, options: ScanOptions): string {
  return `/api/v1/scans/${encodeURIComponent(name)}${formatQuery({ ...options, partial: true, include: 'franchises', showHidden: true })}`
}

export interface ReadScanOptions {
  readonly signal: AbortSignal
  readonly onProgress: (progress: ScanProgress) => void
  /** Load the list again, even if there is a cached answer. */
  readonly fresh?: boolean
  /** What tests replace. */
  readonly ask?: typeof send
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Reconnections in a row without receiving anything. */
const mostLosses = 5
const reconnectAfterMs = 2_000

/**
 * Follows a scan to its end, resuming after lost connections.
 *
 * @throws ApiError if the scan fails
 */
export async function readScan(
  name: string,
  options: ScanOptions,
  { signal, onProgress, fresh = false, ask = send, sleep = pause }: ReadScanOptions,
): Promise<ScanAnswer> {
  const path = scanPath(name, options) + (fresh ? '&fresh=true' : '')
  let lastEventId: string | undefined
  for (let losses = 0; ; losses++) {
    try {
      const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
      const reply = await ask(path, { accept: 'text/event-stream', headers, signal })
      for await (const { id, event, data } of readEvents(reply.body ?? new ReadableStream())) {
        lastEventId = id ?? lastEventId
        losses = 0
        if (event === 'progress') onProgress(JSON.parse(data))
        if (event === 'answer') return JSON.parse(data)
        if (event === 'problem') throw asError(JSON.parse(data))
      }
    } catch (error) {
      if (signal.aborted) throw error
      if (lastEventId === undefined || losses >= mostLosses || !isLoss(error)) throw error
    }
    // A stream without a final event ends because the server is restarting; the next one takes over.
    if (losses >= mostLosses) throw lost()
    await sleep(reconnectAfterMs, signal)
  }
}

/** `EventSource` would hide why a request was refused. */
async function* readEvents(body: ReadableStream<BufferSource>): AsyncGenerator<EventSourceMessage> {
  const events = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream())
  const reader = events.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel().catch(() => {
      // The connection is already closed.
    })
  }
}

function asError(problem: unknown): ApiError {
  if (!isProblem(problem)) return lost()
  const { retryAfter } = problem
  const retryAfterMs = retryAfter === undefined ? undefined : retryAfter * 1000
  return noting(new ApiError({ ...problem, retryAfterMs }))
}

/** Whether the connection failed, rather than the scan. */
function isLoss(error: unknown): boolean {
  return !(error instanceof ApiError) || error.status === 0
}

function lost(): ApiError {
  return new ApiError({ code: 'server-unreachable', status: 0, detail: 'The connection was lost.' })
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    })
  })
}
