import type { WriteStream } from 'node:tty'
import type { ScanProgress } from '../scan/run-scan.ts'

export interface ProgressPrinter {
  show(progress: ScanProgress): void
  /** Takes the line away; nothing is shown after that. */
  end(): void
}

/**
 * Shows how a scan gets on: one line that changes on a terminal, a line for each change elsewhere.
 *
 * @param name whose list it is
 */
export function scanProgress(
  stream: Pick<WriteStream, 'write'> & { readonly isTTY?: boolean; readonly columns?: number },
  name: string,
): ProgressPrinter {
  const isTerminal = stream.isTTY === true
  let last = ''
  let ended = false
  return {
    show(progress) {
      const line = describeProgress(progress, name, Date.now())
      if (ended || line === last) return
      last = line
      const width = (stream.columns ?? 80) - 1
      // Carriage return and "erase to the end of the line": the line is written over in place.
      stream.write(isTerminal ? `\r${line.slice(0, width)}\u001b[K` : `${line}\n`)
    },
    end() {
      if (isTerminal && last !== '' && !ended) stream.write('\r\u001b[K')
      ended = true
    },
  }
}

function describeProgress(progress: ScanProgress, name: string, now: number): string {
  const { phase, entries, missing, requests, waitingUntil } = progress
  const wait =
    waitingUntil === undefined
      ? ''
      : ` AniList limits how fast we can ask. Resuming in ${Math.max(1, Math.ceil((waitingUntil - now) / 1000))} s.`
  if (phase === 'list') return `Loading ${name}'s list …${wait}`
  const count = (n: number, one: string, more: string) => `${n.toLocaleString('en')} ${n === 1 ? one : more}`
  return `Looking for sequels to ${count(entries, 'entry', 'entries')}: ${missing.toLocaleString('en')} missing so far, ${count(requests, 'request', 'requests')} …${wait}`
}
