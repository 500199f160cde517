import { z } from 'zod'
import type { ScanAnswer, ScanProgress } from '../api/scan.ts'
import { type ScanHere, scanHere } from './scan-here.ts'

/** What the worker tells of its one scan. */
export type ScanNews =
  | { readonly type: 'progress'; readonly progress: ScanProgress }
  | { readonly type: 'answer'; readonly answer: ScanAnswer }
  | { readonly type: 'failed' }

// Checks are not compiled: the content security policy allows no code that is made at run time.
z.config({ jitless: true })

// A list of 10,000 entries takes a phone a second to read and to search, during which the page must scroll.
addEventListener('message', ({ data }: MessageEvent<ScanHere>) => {
  scanHere(data, (progress) => tell({ type: 'progress', progress })).then(
    (answer) => tell({ type: 'answer', answer }),
    () => tell({ type: 'failed' }),
  )
})

function tell(news: ScanNews): void {
  postMessage(news)
}
