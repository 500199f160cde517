import { describe, expect, test } from 'vitest'
import { anime, graphOf, prequel, related, sequel } from '../../test/support/graph.ts'
import { MediaGraph } from './graph.ts'
import { type Relation, type RelationKind, relationKinds } from './relation.ts'

describe('media', () => {
  test('are unknown until mentioned', () => {
    const graph = new MediaGraph()
    expect(graph.media(1)).toBeUndefined()
    graph.addMedia(anime(1))
    expect(graph.media(1)).toEqual(anime(1))
    expect([...graph.allMedia()]).toEqual([anime(1)])
  })

  test('are stored once, as first added', () => {
    const graph = new MediaGraph()
    graph.add({ media: [anime(1), anime(2), anime(1, { episodes: 24 })], expansions: new Map() })
    graph.addMedia(anime(2, { episodes: 24 }))
    expect([...graph.allMedia()]).toEqual([anime(1), anime(2)])
  })
})

test('an edge does not add the media it leads to', () => {
  const graph = new MediaGraph()
  graph.add({ media: [anime(1)], expansions: new Map([[1, [sequel(1, 2)]]]) })
  expect(graph.media(2)).toBeUndefined()
  expect([...graph.allMedia()]).toEqual([anime(1)])
})

describe('expanding', () => {
  test('a known media may still be unread', () => {
    const graph = graphOf(sequel(1, 2))
    const other = new MediaGraph()
    other.add({ media: [anime(1), anime(2)], expansions: new Map([[1, [sequel(1, 2)]]]) })
    expect([1, 2].map((id) => graph.isExpanded(id))).toEqual([true, true])
    expect([1, 2].map((id) => other.isExpanded(id))).toEqual([true, false])
  })

  test('a media without relations counts as expanded once read', () => {
    const graph = new MediaGraph()
    graph.expand(1, [])
    expect(graph.isExpanded(1)).toBe(true)
    expect(graph.relationsFrom(1)).toEqual([])
  })

  test('reading the same media again changes nothing', () => {
    const graph = new MediaGraph()
    graph.expand(1, [sequel(1, 2)])
    graph.expand(1, [sequel(1, 2), sequel(1, 3)])
    expect(graph.relationsFrom(1)).toEqual([sequel(1, 2)])
    expect(stepsFrom(graph, 1, 'SEQUEL')).toEqual([2])
  })
})

describe('edges', () => {
  test('are stored as their own title states them', () => {
    const graph = graphOf(sequel(1, 2), prequel(3, 2), prequel(2, 1))
    expect(graph.relationsFrom(2)).toEqual([prequel(2, 1)])
  })

  test.each<[story: string, edge: Relation]>([
    ['to a manga', related(1, 2, 'ADAPTATION')],
    ['from one', related(1, 2, 'SOURCE')],
    ['of a crossover', related(1, 2, 'CHARACTER')],
    ['of kind OTHER', related(1, 2, 'OTHER')],
    ['from a title to itself', sequel(1, 1)],
  ])('that no search follows are not stored: %s', (_, edge) => {
    const graph = graphOf(edge, sequel(1, 3))
    expect(graph.relationsFrom(1)).toEqual([sequel(1, 3)])
    expect(stepsFrom(graph, edge.from, edge.kind)).not.toContain(edge.to)
  })

  test('of an unknown media are empty', () => {
    expect(new MediaGraph().relationsFrom(1)).toEqual([])
  })
})

describe('steps', () => {
  test.each<[story: string, told: Relation[]]>([
    ['by the earlier title', [sequel(1, 2)]],
    ['by the later title', [prequel(2, 1)]],
    ['by both', [sequel(1, 2), prequel(2, 1)]],
    ['by both, the later first', [prequel(2, 1), sequel(1, 2)]],
    ['twice', [sequel(1, 2), sequel(1, 2)]],
  ])('are the same if stated %s', (_, told) => {
    const graph = new MediaGraph()
    for (const [id, relations] of Map.groupBy(told, ({ from }) => from)) graph.expand(id, relations)
    expect(stepsFrom(graph, 1, 'SEQUEL')).toEqual([2])
    expect(stepsTo(graph, 2, 'SEQUEL')).toEqual([1])
    expect(stepsFrom(graph, 2, 'PREQUEL')).toEqual([1])
    expect(stepsTo(graph, 1, 'PREQUEL')).toEqual([2])
  })

  test.each<[told: RelationKind, otherEnd: RelationKind[]]>([
    ['SIDE_STORY', ['PARENT']],
    ['PARENT', []],
    ['SUMMARY', []],
    ['SPIN_OFF', []],
    ['ALTERNATIVE', ['ALTERNATIVE']],
    ['COMPILATION', ['CONTAINS']],
    ['CONTAINS', ['COMPILATION']],
  ])('a %s is %j in the other direction', (told, otherEnd) => {
    const graph = graphOf(related(1, 2, told))
    expect(stepsFrom(graph, 1, told)).toEqual([2])
    expect(relationKinds.filter((kind) => stepsFrom(graph, 2, kind).includes(1))).toEqual(otherEnd)
  })

  test('lead to media that are not stored', () => {
    const graph = new MediaGraph()
    graph.expand(1, [sequel(1, 2)])
    expect(graph.media(2)).toBeUndefined()
    expect(stepsFrom(graph, 1, 'SEQUEL')).toEqual([2])
  })

  test('of an unknown media are empty', () => {
    expect(stepsFrom(new MediaGraph(), 1, 'SEQUEL')).toEqual([])
    expect(stepsTo(new MediaGraph(), 1, 'SEQUEL')).toEqual([])
  })
})

function stepsFrom(graph: MediaGraph, id: number, kind: RelationKind): number[] {
  return graph.stepsFrom(graph.node(id), kind).map((node) => graph.idOf(node))
}

function stepsTo(graph: MediaGraph, id: number, kind: RelationKind): number[] {
  return graph.stepsTo(graph.node(id), kind).map((node) => graph.idOf(node))
}
