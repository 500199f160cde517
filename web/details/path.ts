import { inverseKind } from '../../src/core/relation.ts'
import type { Franchise, Member } from '../data/scan.ts'

type Kind = Franchise['relations'][number]['kind']

/** A step from one title to the next. */
export interface Step {
  readonly media: Member
  /** What it is to the title before; `undefined` where the path begins, or nothing tells. */
  readonly kind: Kind | undefined
}

/**
 * The way from a watched title to a missing one, with what each is to the one before.
 *
 * @param path ids, as an answer has them
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

/** What `to` is to `from`, whichever of the two tells it. A sequel is what a search follows first. */
function kindOf(relations: Franchise['relations'], from: number, to: number): Kind | undefined {
  const told = relations.flatMap((one) => {
    if (one.from === from && one.to === to) return [one.kind]
    const inverse = one.from === to && one.to === from ? (inverseKind[one.kind] ?? 'PARENT') : undefined
    return inverse ? [inverse] : []
  })
  return told.find((kind) => kind === 'SEQUEL') ?? told[0]
}

/** What a title is told to be to others, and they to it, in watch order. */
export function relativesOf({ media, relations }: Franchise, id: number): readonly Step[] {
  return media.flatMap((one) => {
    if (one.id === id) return []
    const kind = kindOf(relations, id, one.id)
    return kind ? [{ media: one, kind }] : []
  })
}
