/** A directed edge on AniList: `{from: 1, to: 2, kind: 'SEQUEL'}` makes 2 a sequel to 1. */
export interface Relation {
  readonly from: number
  readonly to: number
  readonly kind: RelationKind
}

/** AniList's relation types (`relationType(version: 2)`). */
export const relationKinds = [
  'SEQUEL',
  'PREQUEL',
  'PARENT',
  'SIDE_STORY',
  'SUMMARY',
  'ALTERNATIVE',
  'SPIN_OFF',
  'COMPILATION',
  'CONTAINS',
  'ADAPTATION',
  'SOURCE',
  'CHARACTER',
  'OTHER',
] as const
export type RelationKind = (typeof relationKinds)[number]

/** The kinds that a search may follow in addition to SEQUEL. */
export const optionalKinds = [
  'PREQUEL',
  'SIDE_STORY',
  'PARENT',
  'SPIN_OFF',
  'ALTERNATIVE',
  'SUMMARY',
  'COMPILATION',
  'CONTAINS',
] as const satisfies readonly RelationKind[]
export type OptionalKind = (typeof optionalKinds)[number]

/** Whether a search may follow edges of this kind. The others lead to manga or connect unrelated franchises. */
export function isFollowable(kind: RelationKind): boolean {
  return followable.has(kind)
}
const followable: ReadonlySet<RelationKind> = new Set(['SEQUEL', ...optionalKinds])

/**
 * The kind of the same relation seen from the other end. AniList may store an edge in one direction only, so edges of
 * the inverse kind are followed backwards. PARENT has no inverse: side stories, summaries and spin-offs all call their
 * other end PARENT, and the edge does not say which of them it starts at.
 */
export const inverseKind: Partial<Record<RelationKind, RelationKind>> = {
  SEQUEL: 'PREQUEL',
  PREQUEL: 'SEQUEL',
  SIDE_STORY: 'PARENT',
  ALTERNATIVE: 'ALTERNATIVE',
  COMPILATION: 'CONTAINS',
  CONTAINS: 'COMPILATION',
}

/** The ids that a title comes one step of this kind after: what it is the SEQUEL, the SUMMARY or another ALTERNATIVE of. */
export type StepsBack = (id: number, kind: RelationKind) => readonly number[]

/**
 * The steps back that some relations tell, each of them from one end or from both.
 *
 * @example
 * stepsBackIn([{ from: 1, to: 2, kind: 'SEQUEL' }])(2, 'SEQUEL') // [1]
 */
export function stepsBackIn(relations: readonly Relation[]): StepsBack {
  const told = relations.flatMap(({ from, to, kind }) => {
    const inverse = inverseKind[kind]
    return [{ from, to, kind }, ...(inverse ? [{ from: to, to: from, kind: inverse }] : [])]
  })
  const steps = Map.groupBy(told, ({ to, kind }) => `${to} ${kind}`)
  return (id, kind) => [...new Set(steps.get(`${id} ${kind}`)?.map(({ from }) => from))]
}
