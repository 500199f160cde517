import { expect, test } from 'vitest'
import { anime, date } from '../../test/support/graph.ts'
import type { Franchise } from '../data/scan.ts'
import { type Branch, linesOf } from './lines.ts'

type Relation = Franchise['relations'][number]

function relation(text: string): Relation {
  const [from, kind, to] = text.split(' ')
  return { from: Number(from), to: Number(to), kind: kind as Relation['kind'] }
}

/** The lines of titles numbered from 1 in watch order, all of the same length. Branches are in brackets after their stop. */
function sketch(count: number, relations: readonly string[], but: Parameters<typeof anime>[1] = {}): string {
  const media = Array.from({ length: count }, (_, at) =>
    anime(at + 1, { startDate: date(2000 + at), ...but }),
  )
  const { main, branches } = linesOf({ media, relations: relations.map(relation) })
  const write = (id: number): string =>
    `${id}${(branches.get(id) ?? []).map((one) => `(${writeBranch(one)})`).join('')}`
  const writeBranch = ({ stops, joint }: Branch) =>
    `${joint?.kind ?? 'nothing'}${joint && joint.at !== stops[0] ? ` at ${joint.at}` : ''}: ${stops.map(write).join(' ')}`
  return main.map(write).join(' ')
}

test.each<[story: string, count: number, relations: string[], expected: string]>([
  ['a title alone', 1, [], '1'],
  ['seasons', 3, ['1 SEQUEL 2', '2 SEQUEL 3'], '1 2 3'],
  ['a side story', 3, ['1 SEQUEL 2', '1 SIDE_STORY 3'], '1(SIDE_STORY: 3) 2'],
  ['the longest chain is the main line', 4, ['1 SEQUEL 2', '1 SEQUEL 3', '3 SEQUEL 4'], '1(SEQUEL: 2) 3 4'],
  [
    'a spin-off with a sequel of its own',
    4,
    ['1 SEQUEL 2', '1 SPIN_OFF 3', '3 SEQUEL 4'],
    '1(SPIN_OFF: 3 4) 2',
  ],
  [
    'recaps come after what goes on',
    4,
    ['1 SEQUEL 4', '1 SUMMARY 2', '1 SIDE_STORY 3'],
    '1(SIDE_STORY: 3)(SUMMARY: 2) 4',
  ],
  ['a prequel that is watched later', 3, ['1 SEQUEL 2', '3 SEQUEL 1'], '1(PREQUEL: 3) 2'],
  [
    'a chain whose second title is the one related',
    5,
    ['1 SEQUEL 2', '2 SEQUEL 3', '4 SEQUEL 5', '1 SPIN_OFF 5'],
    '1(SPIN_OFF at 5: 4 5) 2 3',
  ],
  ['a cycle', 3, ['1 SEQUEL 2', '2 SEQUEL 3', '3 SEQUEL 1'], '1 2 3'],
  ['a title of which only the parent is known', 2, ['2 PARENT 1'], '1(OTHER: 2)'],
  ['a title unrelated to the rest', 2, [], '1(nothing: 2)'],
  ['a title related to itself', 1, ['1 SEQUEL 1'], '1'],
])('the lines of %s', (_story, count, relations, expected) => {
  expect(sketch(count, relations)).toBe(expected)
})

test('a long series is the main line, not three films', () => {
  const media = [
    anime(1, { episodes: 200 }),
    ...[2, 3, 4].map((id) => anime(id, { format: 'MOVIE', episodes: 1, duration: 90 })),
  ]
  const relations = ['1 SIDE_STORY 2', '2 SEQUEL 3', '3 SEQUEL 4'].map(relation)
  expect(linesOf({ media, relations }).main).toEqual([1])
})

test.each<[story: string, but: Parameters<typeof anime>[1]]>([
  ['a season that is only announced', { status: 'NOT_YET_RELEASED', episodes: null }],
  [
    'a series that still runs, as far as it is out',
    { status: 'RELEASING', episodes: null, nextAiring: { episode: 13, at: 0 } },
  ],
])('weighs more than a film: %s', (_story, but) => {
  const media = [anime(1, { format: 'MOVIE', episodes: 1, duration: 120 }), anime(2, but)]
  expect(linesOf({ media, relations: [] }).main).toEqual([2])
})
