import { inverseKind } from '../../src/core/relation.ts'
import type { Franchise, Member } from '../data/scan.ts'

type Kind = Franchise['relations'][number]['kind']

export interface Step {
  readonly media: Member
  /** Its relation to the previous title; `undefined` at the start, or if unknown. */
  readonly kind: Kind | undefined
}

/**
 * The path from a watched title to a missing one, with the relation of each step.
 *
 * @param path ids from an answer
 * @example
 * pathSteps(franchise, [1, 2]).map(({ kind }) => kind) // [undefined, 'SEQUEL']
 */
export function pathSteps({ media, relations }: Franchise, path: readonly number[]): readonly Step[] {
  const members = new Map(media.map((one) => [one.id, one]))
  return path.flatMap((id, at) => {
    const member = members.get(id)
    const before = path[at - 1]
    return member
      ? [{ media: member, kind: before === undefined ? undefined : kindOf(relations, before, id) }]
      : []
  })
}

/** The relation of `to` to `from`, named by either of them; preferably SEQUEL, which searches follow first. */
function kindOf(relations: Franchise['relations'], from: number, to: number): Kind | undefined {
  const told = relations.flatMap((one) => {
    if (one.from === from && one.to === to) return [one.kind]
    const inverse = one.from === to && one.to === from ? (inverseKind[one.kind] ?? 'PARENT') : undefined
    return inverse ? [inverse] : []
  })
  return told.find((kind) => kind === 'SEQUEL') ?? told[0]
}

/** All titles related to this one, in watch order. */
export function relativesOf({ media, relations }: Franchise, id: number): readonly Step[] {
  return media.flatMap((one) => {
    if (one.id === id) return []
    const kind = kindOf(relations, id, one.id)
    return kind ? [{ media: one, kind }] : []
  })
}
