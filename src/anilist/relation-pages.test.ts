import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { complexity, maxComplexity } from './operations.ts'
import { relationsOperation, widestShape } from './relation-pages.ts'

test('no request exceeds the complexity limit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: widestShape.pages }),
      fc.integer({ min: 1, max: widestShape.levels }),
      (pages, levels) => {
        const { query, variables } = relationsOperation(Array(pages).fill([1, 2]), levels)
        expect(complexity(query)).toBeLessThanOrEqual(maxComplexity)
        expect(Object.values(variables)).toEqual(Array(pages).fill([1, 2]))
      },
    ),
  )
})

test('a page without IDs is never sent, because AniList would treat it as no filter', () => {
  expect(() => relationsOperation([[1], []], 1)).toThrow('no filter')
})

describe('reading a reply', () => {
  const node = (id: number, relations?: unknown) => ({ id, type: 'ANIME', relations })
  const edges = (...list: unknown[]) => ({ edges: list })
  const edge = (relationType: string | null, other: unknown) => ({ relationType, node: other })
  const read = (wanted: number[], ...media: unknown[]) =>
    relationsOperation([wanted], 2).schema.parse({ page0: { media } })
  const sequel = (from: number, to: number) => ({ from, to, kind: 'SEQUEL' })

  test('media requested by ID are reads; nested lists are hints', () => {
    const second = node(2, edges(edge('SEQUEL', { id: 3 }), edge('PREQUEL', { id: 1 })))
    const reply = read([1], { id: 1, relations: edges(edge('SEQUEL', second)) })
    expect(reply.expansions).toEqual(new Map([[1, [sequel(1, 2)]]]))
    expect(reply.media.map(({ id }) => id)).toEqual([2])
    expect(reply.hints).toEqual(new Map([[2, [sequel(2, 3), { from: 2, to: 1, kind: 'PREQUEL' }]]]))
  })

  test.each<[string, unknown]>([
    ['no relations', node(2)],
    ['relations that are null', node(2, null)],
    ['edges that are null', node(2, { edges: null })],
    ['nothing but nulls', node(2, edges(null, edge('SEQUEL', null), edge(null, { id: 3 })))],
    ['an empty list, as when AniList truncates', node(2, edges())],
  ])('a nested node with %s adds nothing, and does not count as read', (_, second) => {
    const reply = read([1], { id: 1, relations: edges(edge('SEQUEL', second)) })
    expect([...reply.expansions.keys()]).toEqual([1])
    expect([...reply.hints.values()].flat()).toEqual([])
  })

  test('relations of manga are not followed, so they give no hints', () => {
    const manga = { ...node(2, edges(edge('SEQUEL', { id: 3 }))), type: 'MANGA' }
    expect(read([1], { id: 1, relations: edges(edge('SEQUEL', manga)) }).hints).toEqual(new Map())
  })

  test('media that were not requested do not count as read, wherever they appear', () => {
    const reply = read([1], { id: 7, relations: edges() }, { id: 1, relations: edges() })
    expect([...reply.expansions.keys()]).toEqual([1])
  })

  test('edges to deleted media, and of unknown or unfollowed kinds, are ignored', () => {
    const list = edges(
      edge('SEQUEL', null),
      edge('TIME_TRAVEL', node(2)),
      edge(null, node(3)),
      edge('SOURCE', node(4)),
    )
    const { expansions, media } = read([1], { id: 1, relations: list })
    expect({ expansions, media }).toEqual({ expansions: new Map([[1, []]]), media: [] })
  })

  test('IDs that AniList leaves out are distinguished from those without relations', () => {
    const { expansions, gone } = read([1, 2], null, { id: 2, relations: edges() })
    expect({ expansions, gone }).toEqual({ expansions: new Map([[2, []]]), gone: [1] })
  })

  test('a media without a numeric ID is an invalid reply', () => {
    expect(() => read([1], { id: 'one', relations: null })).toThrow()
  })
})
