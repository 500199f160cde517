import { z } from 'zod'
import type { Clock } from '../anilist/clock.ts'
import { ScanError } from '../scan/scan-error.ts'
import type { RunRequest, RunState, ScanRuns } from '../scan/scan-runs.ts'
import { EventStream, type StreamEvent } from './event-stream.ts'
import { type ScanParts, scanReply } from './scan-reply.ts'
import type { Problem } from './schemas/problem.ts'
import { scanProgressSchema } from './schemas/scan.ts'

export interface ScanStreamOptions {
  readonly runs: ScanRuns
  readonly request: RunRequest
  readonly parts: ScanParts
  /** What the client read last, where it comes back. */
  readonly lastEventId: string | undefined
  readonly fresh: boolean
  readonly sleep: Clock['sleep']
  /** Ends the stream with its reason: whoever is signed out gets nothing more. */
  readonly ended: AbortSignal | undefined
  readonly toProblem: (error: unknown) => Problem
}

/** The id of an event names the run and the snapshot, so that a client who comes back finds both. */
interface EventId {
  readonly runId: string
  readonly version: number
  /** Whether the event ends its stream. */
  readonly last: boolean
}

function formatEventId({ runId, version, last }: EventId): string {
  return `${runId}.${version}${last ? '.end' : ''}`
}

/** `undefined` for what {@link formatEventId} did not write. */
function parseEventId(text: string | undefined): EventId | undefined {
  const [, runId, version, end] = /^([\w-]{12})\.(\d{1,9})(\.end)?$/.exec(text ?? '') ?? []
  return runId && version ? { runId, version: Number(version), last: end !== undefined } : undefined
}

/**
 * A scan as an event stream: its newest snapshot at once, further ones as they come, then the answer or the problem.
 *
 * @returns `undefined` where the client has had the last event already
 * @throws ScanError when no run can be begun
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
    // The next instance can take over: browsers connect again when a stream just ends.
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
