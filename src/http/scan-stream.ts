import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../anilist/clock.ts'
import type { FullAnswer } from '../scan/franchise-answer.ts'
import { ScanError } from '../scan/run-scan.ts'
import type { RunRequest, RunState, ScanRuns } from '../scan/scan-runs.ts'
import { EventStream, type StreamEvent } from './event-stream.ts'
import { type ContentCoding, encodeText } from './plugins/compression.ts'
import type { Problem } from './schemas/problem.ts'
import { scanAnswerSchema, scanProgressSchema } from './schemas/scan.ts'

export interface ScanStreamOptions {
  readonly runs: ScanRuns
  readonly request: RunRequest
  readonly parts: ScanParts
  /** The last event that a reconnecting client received. */
  readonly lastEventId: string | undefined
  readonly fresh: boolean
  readonly sleep: Clock['sleep']
  /** Ends the stream with its reason, such as after signing out. */
  readonly ended: AbortSignal | undefined
  readonly toProblem: (error: unknown) => Problem
}

/** Identifies the run and the snapshot, so that a reconnecting client can resume. */
interface EventId {
  readonly runId: string
  readonly version: number
  /** Whether the stream ended with the event. */
  readonly last: boolean
}

function formatEventId({ runId, version, last }: EventId): string {
  return `${runId}.${version}${last ? '.end' : ''}`
}

/** `undefined` unless {@link formatEventId} made it. */
function parseEventId(text: string | undefined): EventId | undefined {
  const [, runId, version, end] = /^([\w-]{12})\.(\d{1,9})(\.end)?$/.exec(text ?? '') ?? []
  return runId && version ? { runId, version: Number(version), last: end !== undefined } : undefined
}

/**
 * A scan as an event stream: the current snapshot, further ones, then the answer or the problem.
 *
 * @returns `undefined` if the client already has the last event
 * @throws ScanError if no run can be started
 */
export function openScanStream(options: ScanStreamOptions): EventStream | undefined {
  const { runs, request, parts, fresh, sleep, ended, toProblem } = options
  const seen = parseEventId(options.lastEventId)
  if (seen?.last) return undefined
  let taken = -1
  let wake = () => {}
  const listener = runs.join(request, { onChange: () => wake(), resume: seen?.runId, fresh })
  if (seen?.runId === listener.state().runId) taken = seen.version

  const take = (): StreamEvent | 'end' | undefined => {
    const state = listener.state()
    if (ended?.aborted) return endOf(state, ended.reason, toProblem)
    if (state.version <= taken) return undefined
    taken = state.version
    // The next instance can take over, as browsers reconnect when a stream just ends.
    if (state.phase === 'failed' && state.error instanceof ScanError && state.error.code === 'scan-stopped')
      return 'end'
    return toEvent(state, parts, toProblem)
  }
  const stream = new EventStream({ take, sleep, onClose: listener.leave })
  wake = () => stream.wake()
  ended?.addEventListener('abort', wake)
  return stream
}

function toEvent(state: RunState, parts: ScanParts, toProblem: ScanStreamOptions['toProblem']): StreamEvent {
  const last = state.phase !== 'running'
  const id = formatEventId({ ...state, last })
  switch (state.phase) {
    case 'running': {
      const snapshot = { ...state.progress, ...(parts.franchises && { franchises: state.franchises }) }
      const data = JSON.stringify(
        z.encode(scanProgressSchema, snapshot as z.output<typeof scanProgressSchema>),
      )
      return { id, last, event: 'progress', data }
    }
    case 'answered':
      return { id, last, event: 'answer', data: scanReply(state.answer, parts).body }
    case 'failed':
      return endOf(state, state.error, toProblem)
  }
}

function endOf(state: RunState, error: unknown, toProblem: ScanStreamOptions['toProblem']): StreamEvent {
  const id = formatEventId({ ...state, last: true })
  return { id, last: true, event: 'problem', data: JSON.stringify(toProblem(error)) }
}

/** The optional parts of an answer that were requested. */
export interface ScanParts {
  readonly showHidden: boolean
  readonly franchises: boolean
}

/** A serialized answer, shared by everyone who asks for the same parts. */
export interface ScanReply {
  /** JSON, filtered by the schema. */
  readonly body: string
  readonly etag: string
  /** Cached as well. */
  encoded(coding: ContentCoding): Promise<Buffer>
}

const replies = new WeakMap<FullAnswer, Map<string, ScanReply>>()

/** Returns the same reply for the same answer and parts, as long as the answer is cached. */
export function scanReply(answer: FullAnswer, parts: ScanParts): ScanReply {
  const key = `${parts.showHidden} ${parts.franchises}`
  const known = replies.get(answer) ?? new Map<string, ScanReply>()
  replies.set(answer, known)
  const reply = known.get(key) ?? makeReply(answer, parts)
  known.set(key, reply)
  return reply
}

function makeReply(answer: FullAnswer, parts: ScanParts): ScanReply {
  const { hiddenTitles, franchises, upcoming, generatedAt, ...rest } = answer
  const body = JSON.stringify(
    z.encode(scanAnswerSchema, {
      ...rest,
      ...(parts.showHidden && { hiddenTitles }),
      ...(parts.franchises && { franchises, upcoming, generatedAt }),
    } as z.output<typeof scanAnswerSchema>),
  )
  const encodings = new Map<ContentCoding, Promise<Buffer>>()
  return {
    body,
    // Weak, because it is the same for all content codings.
    etag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    encoded(coding) {
      const encoding = encodings.get(coding) ?? encodeText(body, coding)
      encodings.set(coding, encoding)
      return encoding
    },
  }
}
