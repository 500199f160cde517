import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { complexity, maxComplexity } from './complexity.ts'
import { idsPerRequest, planRequests, relationsOperation } from './relation-pages.ts'

const ids = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

describe('planning', () => {
  test.each([
    ['nothing to read', 0, []],
    ['one title: three steps', 1, [[3, 1]]],
    ['few titles: three steps', 25, [[3, 1]]],
    ['more: two steps', 26, [[2, 1]]],
    ['as many as fit with two steps', 400, [[2, 8]]],
    ['one more: two requests of two steps, so one of one step', 401, [[1, 9]]],
    ['as many as fit with one step', 800, [[1, 16]]],
    [
      'more than fit',
      801,
      [
        [1, 16],
        [1, 1],
      ],
    ],
  ])('%s', (_, count, expected) => {
    const plan = planRequests(ids(count)).map(({ pages, steps }) => [steps, pages.length])
    expect(plan).toEqual(expected)
  })

  test('without look-ahead, every request reads one step', () => {
    expect(planRequests(ids(5), false)).toEqual([{ steps: 1, pages: [ids(5)] }])
  })

  test('every id is asked for once, in pages of at most 50, under the complexity cap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3000 }), fc.boolean(), (count, lookAhead) => {
        const plan = planRequests(ids(count), lookAhead)
        expect(plan.flatMap(({ pages }) => pages.flat())).toEqual(ids(count))
        for (const request of plan) {
          expect(Math.max(...request.pages.map((page) => page.length))).toBeLessThanOrEqual(50)
          expect(complexity(relationsOperation(request).query)).toBeLessThanOrEqual(maxComplexity)
        }
        expect(plan.length).toBe(Math.ceil(count / idsPerRequest(plan[0]?.steps ?? 1)))
      }),
      { numRuns: 50 },
    )
  })
})

describe('reading a reply', () => {
  const node = (id: number, relations?: object) => ({ id, type: 'ANIME', ...(relations && { relations }) })
  const edges = (...list: object[]) => ({ edges: list })
  const edge = (relationType: string | null, other: object | null) => ({ relationType, node: other })
  const read = (wanted: number[], steps: number, page0: object) =>
    relationsOperation({ pages: [wanted], steps }).schema.parse({ page0 })

  test('the relations asked for and those found ahead are expansions; the last step is only named', () => {
    const third = node(3)
    const second = node(2, edges(edge('SEQUEL', third), edge('PREQUEL', node(1))))
    const fragment = read([1], 2, { media: [{ id: 1, relations: edges(edge('SEQUEL', second)) }] })
    expect([...fragment.expansions.keys()]).toEqual([1, 2])
    expect(fragment.media.map(({ id }) => id).sort()).toEqual([1, 2, 3])
  })

  test('edges to media that are gone and of kinds unheard of lead nowhere', () => {
    const relations = edges(edge('SEQUEL', null), edge('TIME_TRAVEL', node(2)), edge(null, node(3)))
    expect(read([1], 1, { media: [{ id: 1, relations }] }).expansions.get(1)).toEqual([])
  })

  test('ids that AniList leaves out count as read, or they would be asked for again and again', () => {
    expect([...read([1, 2], 1, { media: [null] }).expansions]).toEqual([
      [1, []],
      [2, []],
    ])
  })

  test('the relations of manga are not followed, so not kept', () => {
    const manga = { ...node(2, edges(edge('SEQUEL', node(3)))), type: 'MANGA' }
    const fragment = read([1], 2, { media: [{ id: 1, relations: edges(edge('SOURCE', manga)) }] })
    expect([...fragment.expansions.keys()]).toEqual([1])
  })

  test('an edge without a media id is no reply of ours', () => {
    expect(() => read([1], 1, { media: [{ id: 'one', relations: null }] })).toThrow()
  })
})
