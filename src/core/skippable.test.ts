import { expect, test } from 'vitest'
import { anime, date, graphOf, type Part, related, seasons, sequel } from '../../test/support/graph.ts'
import { mainLine } from './main-line.ts'
import { type Skippable, skippables } from './skippable.ts'

const known = (id: number, popularity: number, format: 'TV' | 'MOVIE' = 'TV') =>
  anime(id, { popularity, format })
const alternatives = related(1, 2, 'ALTERNATIVE')

test.each<[story: string, parts: Part[], skipped: Record<number, [kind: Skippable['kind'], of: number]>]>([
  ['seasons are not', [seasons(1, 2)], {}],
  ['a recap is', [related(1, 2, 'SUMMARY')], { 2: ['SUMMARY', 1] }],
  ['a compilation is, whichever end says so', [related(2, 1, 'CONTAINS')], { 2: ['COMPILATION', 1] }],
  [
    'a recap of several is one of the last',
    [seasons(1, 3), related(1, 2, 'SUMMARY'), related(3, 2, 'SUMMARY'), anime(1, { startDate: date(2010) })],
    { 2: ['SUMMARY', 3] },
  ],
  ['the sequel of a recap is not', [related(1, 2, 'SUMMARY'), sequel(2, 3)], { 2: ['SUMMARY', 1] }],
  [
    'of two alternatives, the less popular one is',
    [alternatives, known(1, 5), known(2, 9)],
    { 1: ['ALTERNATIVE', 2] },
  ],
  [
    'of two of unknown popularity, the film is',
    [alternatives, anime(1, { format: 'MOVIE' }), anime(2)],
    { 1: ['ALTERNATIVE', 2] },
  ],
  [
    'an alternative film that is more popular than the series is not',
    [alternatives, known(1, 9, 'MOVIE'), known(2, 5)],
    {},
  ],
  [
    'of two in one main line, the less popular one is',
    [alternatives, seasons(3, 1), seasons(3, 2), known(1, 5), known(2, 9), known(3, 9)],
    { 1: ['ALTERNATIVE', 2] },
  ],
  [
    'the alternative of a skippable title is not',
    [
      alternatives,
      related(1, 4, 'ALTERNATIVE'),
      seasons(3, 1),
      seasons(3, 2),
      seasons(3, 4),
      known(1, 5),
      known(2, 9),
      known(4, 3),
    ],
    { 1: ['ALTERNATIVE', 2] },
  ],
  [
    'sequels of an alternative outside the main line are',
    [alternatives, seasons(2, 3, 4), known(1, 9), known(2, 5)],
    { 2: ['ALTERNATIVE', 1], 3: ['ALTERNATIVE', 1], 4: ['ALTERNATIVE', 1] },
  ],
  [
    'a title that is its own recap and alternative is not',
    [related(1, 1, 'SUMMARY'), related(1, 1, 'ALTERNATIVE'), anime(2)],
    {},
  ],
])('%s', (_, parts, skipped) => {
  const graph = graphOf(...parts)
  const media = [...graph.allMedia()]
  const stepsBack = graph.stepsBack.bind(graph)
  const main = new Set(mainLine(media, stepsBack).map(({ id }) => id))
  const expected = Object.entries(skipped).map(([id, [kind, of]]) => [Number(id), { kind, of }] as const)
  expect(skippables(media, main, stepsBack)).toEqual(new Map(expected))
})
