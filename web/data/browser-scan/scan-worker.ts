import './uncompiled-checks.ts'
import type { ScanAnswer, ScanProgress } from '../scan.ts'
import { KnownRelations, type ScanHere, scanHere } from './scan-here.ts'

/** Messages about the current scan; the worker runs one at a time. */
export type ScanNews =
  | { readonly type: 'progress'; readonly progress: ScanProgress }
  | { readonly type: 'answer'; readonly answer: ScanAnswer }
  | { readonly type: 'failed' }

/** Repeated scans and scans with other options only load what is new. */
const memoryMs = 60 * 60_000
let known = new KnownRelations(Date.now())

// In a worker, as a list of 10,000 entries takes a phone a second to parse and search.
addEventListener('message', ({ data }: MessageEvent<ScanHere>) => {
  if (Math.abs(Date.now() - known.since) > memoryMs) known = new KnownRelations(Date.now())
  scanHere(data, (progress) => tell({ type: 'progress', progress }), known).then(
    (answer) => tell({ type: 'answer', answer }),
    () => tell({ type: 'failed' }),
  )
})

function tell(news: ScanNews): void {
  postMessage(news)
}
