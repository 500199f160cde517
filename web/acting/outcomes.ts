import type { Addition, TitleResult } from './additions.ts'

export interface OutcomeCounts {
  readonly added: number
  readonly alreadyListed: number
  readonly failed: number
  /** Without a result yet. */
  readonly open: number
}

/** How far an addition has come. Without a result and none under way, a title counts as failed. */
export function countOutcomes(addition: Pick<Addition, 'titles' | 'results' | 'state'>): OutcomeCounts {
  const { titles, results, state } = addition
  const isRunning = state === 'running' || state === 'undoing'
  const counts = { added: 0, alreadyListed: 0, failed: 0, open: 0 }
  for (const { id } of titles) {
    const outcome = results.get(id)?.outcome
    if (outcome === 'added') counts.added++
    else if (outcome === 'already-listed') counts.alreadyListed++
    else if (outcome === undefined && isRunning) counts.open++
    else counts.failed++
  }
  return counts
}

/** Failures that are so for good: asking again gets the same answer. */
const final: ReadonlySet<string> = new Set([
  'media-not-found',
  'media-not-anime',
  'entry-made-elsewhere',
  'anilist-bad-request',
  'anilist-not-found',
  'anilist-too-complex',
  'addition-undone',
])

/** How many of the titles that failed may well be added by another try. */
export function countRetriable(addition: Pick<Addition, 'titles' | 'results' | 'state'>): number {
  return titlesOfOutcome(addition, 'failed').filter(({ result }) => !final.has(result?.code ?? '')).length
}

/** The titles of one outcome, with what is known of each, in the order of the addition. */
export function titlesOfOutcome(
  { titles, results, state }: Pick<Addition, 'titles' | 'results' | 'state'>,
  outcome: TitleResult['outcome'],
): readonly { readonly id: number; readonly name: string; readonly result: TitleResult | undefined }[] {
  const isRunning = state === 'running' || state === 'undoing'
  return titles.flatMap(({ id, name }) => {
    const result = results.get(id)
    const is = result ? result.outcome : isRunning ? undefined : 'failed'
    return is === outcome ? [{ id, name, result }] : []
  })
}
