import { expect, test } from 'vitest'
import { depthOf, stripsOf } from './geometry.ts'

test.each<[story: string, widths: number[], strips: [number, number][]]>([
  ['all on one', [40, 40], [[0, 80]]],
  [
    'as many on each as fit',
    [40, 40, 40],
    [
      [0, 80],
      [80, 120],
    ],
  ],
  [
    'just fitting',
    [50, 50, 50, 50],
    [
      [0, 100],
      [100, 200],
    ],
  ],
  [
    'a column too wide stands alone',
    [40, 120, 40],
    [
      [0, 40],
      [40, 160],
      [160, 200],
    ],
  ],
  ['nothing', [], []],
])('strips: %s', (_story, widths, strips) => {
  const edges = [0, ...widths.map((_, at) => widths.slice(0, at + 1).reduce((sum, width) => sum + width, 0))]
  const columns = widths.map((_, at) => ({ from: edges[at] as number, to: edges[at + 1] as number }))
  expect(stripsOf(columns, 100).map(({ from, to }) => [from, to])).toEqual(strips)
})

test.each<[story: string, strip: [from: number, to: number], depth: number]>([
  ['to the end of its lowest row', [0, 100], 150],
  ['to a line that only passes through', [110, 190], 212],
  ['to nothing where nothing is', [300, 400], 0],
])('a strip goes down %s', (_story, [from, to], depth) => {
  const stops = new Map([
    [1, { x: 50, y: 100 }],
    [2, { x: 210, y: 200 }],
  ])
  const wire = {
    from: 1,
    to: 2,
    kind: 'chain',
    backwards: false,
    way: { turns: [], along: undefined },
  } as const
  const wires = [
    {
      ...wire,
      points: [
        { x: 105, y: 100 },
        { x: 105, y: 200 },
        { x: 210, y: 200 },
      ],
    },
  ]
  expect(depthOf({ stops, wires }, { from, to }, 50)).toBe(depth)
})
