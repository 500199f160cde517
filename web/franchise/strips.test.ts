import { expect, test } from 'vitest'
import { stripsOf } from './strips.ts'

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
