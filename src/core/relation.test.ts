import { describe, expect, test } from 'vitest'
import { inverseKind, isFollowable, optionalKinds, relationKinds } from './relation.ts'

describe('kinds of relations', () => {
  test("are AniList's thirteen, each once", () => {
    expect(new Set(relationKinds).size).toBe(13)
  })

  test('a search may follow sequels and the optional kinds, and no others', () => {
    expect(relationKinds.filter(isFollowable).sort()).toEqual(['SEQUEL', ...optionalKinds].sort())
  })

  test('manga and crossovers are never followed', () => {
    expect(relationKinds.filter((kind) => !isFollowable(kind))).toEqual([
      'ADAPTATION',
      'SOURCE',
      'CHARACTER',
      'OTHER',
    ])
  })

  test('the inverse of a kind may be followed too', () => {
    for (const [kind, inverse] of Object.entries(inverseKind)) {
      expect(isFollowable(kind as keyof typeof inverseKind)).toBe(true)
      expect(isFollowable(inverse)).toBe(true)
    }
  })

  test('the inverse of the inverse is the kind itself, except where PARENT is ambiguous', () => {
    const lost = Object.entries(inverseKind).filter(([kind, inverse]) => inverseKind[inverse] !== kind)
    expect(lost).toEqual([['SIDE_STORY', 'PARENT']])
  })
})
