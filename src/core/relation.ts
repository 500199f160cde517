/** A directed edge of AniList: "`from` has a `kind` in `to`", so `{from: 1, to: 2, kind: 'SEQUEL'}` makes 2 a sequel of 1. */
export interface Relation {
  readonly from: number
  readonly to: number
  readonly kind: RelationKind
}

/** AniList's kinds (`relationType(version: 2)`). */
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

/** The kinds that a search may follow besides SEQUEL. */
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

/** Whether a search may follow edges of this kind. The others lead to manga or join unrelated franchises. */
export function isFollowable(kind: RelationKind): boolean {
  return followable.has(kind)
}
const followable: ReadonlySet<RelationKind> = new Set(['SEQUEL', ...optionalKinds])

/**
 * The kind that the same fact has when told from the other end. AniList's edges may stand in one
 * direction only, so an edge of the inverse kind is read backwards. PARENT is absent: side stories, summaries
 * and spin-offs all call their other end so, and it does not tell which of them its teller is.
 */
export const inverseKind: Partial<Record<RelationKind, RelationKind>> = {
  SEQUEL: 'PREQUEL',
  PREQUEL: 'SEQUEL',
  SIDE_STORY: 'PARENT',
  ALTERNATIVE: 'ALTERNATIVE',
  COMPILATION: 'CONTAINS',
  CONTAINS: 'COMPILATION',
}
