import type { Addition, TitleResult } from './additions.ts'
import { problemOf } from './problems.ts'

export interface OutcomeCounts {
  readonly added: number
  readonly alreadyListed: number
  readonly failed: number
  /** Without a result yet. */
  readonly open: number
}

type Outcomes = Pick<Addition, 'titles' | 'results' | 'state'>

/** Without a result and none under way, a title counts as failed; `open` while one is. */
function outcomeOf(id: number, { results, state }: Outcomes): TitleResult['outcome'] | 'open' {
  const isRunning = state === 'running' || state === 'undoing'
  return results.get(id)?.outcome ?? (isRunning ? 'open' : 'failed')
}

/** How far an addition has come. */
export function countOutcomes(addition: Outcomes): OutcomeCounts {
  const count = (wanted: ReturnType<typeof outcomeOf>) =>
    addition.titles.filter(({ id }) => outcomeOf(id, addition) === wanted).length
  return {
    added: count('added'),
    alreadyListed: count('already-listed'),
    failed: count('failed'),
    open: count('open'),
  }
}

/** How many of the titles that failed may well be added by another try. */
export function countRetriable(addition: Outcomes): number {
  return titlesOfOutcome(addition, 'failed').filter(({ result }) => !problemOf(result?.code ?? '').final)
    .length
}

/** The titles of one outcome, with what is known of each, in the order of the addition. */
export function titlesOfOutcome(
  addition: Outcomes,
  outcome: TitleResult['outcome'],
): readonly { readonly id: number; readonly name: string; readonly result: TitleResult | undefined }[] {
  return addition.titles
    .filter(({ id }) => outcomeOf(id, addition) === outcome)
    .map(({ id, name }) => ({ id, name, result: addition.results.get(id) }))
}
