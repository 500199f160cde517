/** A directed edge: "`from` has a `kind` in `to`". `to` need not exist: AniList then answers a null node. */
export interface SandboxRelation {
  readonly from: number
  readonly to: number
  readonly kind: RelationKind
}

/** How AniList's editors enter the other end of a relation, when they enter it. */
export const otherEnd = {
  SEQUEL: 'PREQUEL',
  PREQUEL: 'SEQUEL',
  SIDE_STORY: 'PARENT',
  PARENT: 'SIDE_STORY',
  SUMMARY: 'PARENT',
  SPIN_OFF: 'PARENT',
  ALTERNATIVE: 'ALTERNATIVE',
  ADAPTATION: 'SOURCE',
  SOURCE: 'ADAPTATION',
  COMPILATION: 'CONTAINS',
  CONTAINS: 'COMPILATION',
  CHARACTER: 'CHARACTER',
  OTHER: 'OTHER',
} as const

export type RelationKind = keyof typeof otherEnd

export function isRelationKind(text: string): text is RelationKind {
  return Object.hasOwn(otherEnd, text)
}

/** The same fact told from the other end. */
export function reverse({ from, to, kind }: SandboxRelation): SandboxRelation {
  return { from: to, to: from, kind: otherEnd[kind] }
}
