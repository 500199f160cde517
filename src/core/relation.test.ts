import { describe, expect, test } from 'vitest'
import { inverseKind, isFollowable, optionalKinds, relationKinds } from './relation.ts'

describe('kinds of relations', () => {
  test('are the thirteen of AniList, each once', () => {
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

  test('told from the other end, a kind is one that may be followed too', () => {
    for (const [kind, inverse] of Object.entries(inverseKind)) {
      expect(isFollowable(kind as keyof typeof inverseKind)).toBe(true)
      expect(isFollowable(inverse)).toBe(true)
    }
  })

  test('told from the other end and back again, a kind is itself, but for what PARENT leaves open', () => {
    const lost = Object.entries(inverseKind).filter(([kind, inverse]) => inverseKind[inverse] !== kind)
    expect(lost).toEqual([['SIDE_STORY', 'PARENT']])
  })
})
