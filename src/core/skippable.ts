import { isSeries } from './franchise-name.ts'
import { compareByDate, type Media } from './media.ts'
import type { StepsBack } from './relation.ts'

/** Why a title can be skipped: it retells another title. */
export interface Skippable {
  /** Its relation to the other title. SUMMARY and COMPILATION are recaps. */
  readonly kind: (typeof skippableKinds)[number]
  readonly of: number
}

export const recapKinds = ['SUMMARY', 'COMPILATION'] as const
export const skippableKinds = [...recapKinds, 'ALTERNATIVE'] as const

/**
 * The titles of a franchise that can be skipped, by id. Of two alternatives, the one outside the main line is skipped, unless
 * it is more popular; within the main line, the less popular one. Titles that only continue skipped alternatives are skipped too.
 *
 * @param main the ids of the main line
 * @example
 * const [show, recap] = [anime(1), anime(2)]
 * skippables([show, recap], new Set([1]), (id, kind) => id === 2 && kind === 'SUMMARY' ? [1] : []).get(2) // { kind: 'SUMMARY', of: 1 }
 */
export function skippables(
  media: readonly Media[],
  main: ReadonlySet<number>,
  stepsBack: StepsBack,
): Map<number, Skippable> {
  const found = new Map<number, Skippable>()
  const members = new Map(media.map((one) => [one.id, one]))
  const others = (id: number, kind: Skippable['kind'] | 'SEQUEL'): Media[] =>
    stepsBack(id, kind).flatMap((other) => (other === id ? [] : (members.get(other) ?? [])))

  for (const { id } of media) {
    const retold = recapKinds.flatMap((kind) => others(id, kind).map((one) => ({ kind, one })))
    const last = retold.sort((a, b) => compareByDate(a.one, b.one)).at(-1)
    if (last) found.set(id, { kind: last.kind, of: last.one.id })
  }

  const kept = new Set<number>()
  const isMain = ({ id }: Media) => main.has(id)
  const ranked = media
    .filter(({ id }) => !found.has(id))
    .sort((a, b) => Number(isMain(b)) - Number(isMain(a)) || compareByPopularity(a, b))
  for (const one of ranked) {
    const original = others(one.id, 'ALTERNATIVE')
      .filter((other) =>
        isMain(one) || !isMain(other) ? kept.has(other.id) : compareByPopularity(other, one) < 0,
      )
      .sort(compareByPopularity)[0]
    if (original) found.set(one.id, { kind: 'ALTERNATIVE', of: original.id })
    else kept.add(one.id)
  }

  const beside = media.filter((one) => !isMain(one)).sort(compareByDate)
  for (let grown = true; grown; ) {
    grown = false
    for (const { id } of beside) {
      const [first, ...more] = found.has(id) ? [] : others(id, 'SEQUEL').map((one) => found.get(one.id))
      if (first?.kind !== 'ALTERNATIVE' || more.some((one) => one?.kind !== 'ALTERNATIVE')) continue
      found.set(id, first)
      grown = true
    }
  }
  return found
}

/** The rule that hides a skippable title. */
export function skippingRule(skippable: Skippable): 'recap' | 'alternative' {
  return isRecap(skippable) ? 'recap' : 'alternative'
}

/** Whether a title only sums up others. */
export function isRecap(skippable: Skippable | undefined | null): boolean {
  return recapKinds.some((kind) => kind === skippable?.kind)
}

/** The more popular first. */
function compareByPopularity(a: Media, b: Media): number {
  return (
    (b.popularity ?? 0) - (a.popularity ?? 0) ||
    Number(isSeries(b)) - Number(isSeries(a)) ||
    compareByDate(a, b)
  )
}
