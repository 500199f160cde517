import './uncompiled-checks.ts'
import type { ScanAnswer, ScanProgress } from '../scan.ts'
import { KnownRelations, type ScanHere, scanHere } from './scan-here.ts'

/** What the worker tells of the one scan that it does at a time. */
export type ScanNews =
  | { readonly type: 'progress'; readonly progress: ScanProgress }
  | { readonly type: 'answer'; readonly answer: ScanAnswer }
  | { readonly type: 'failed' }

/** Other options, or the list once more, cost what was not read before. */
const memoryMs = 60 * 60_000
let known = new KnownRelations(Date.now())

// A list of 10,000 entries takes a phone a second to read and to search, during which the page must scroll.
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
