import { expect, test } from 'vitest'
import type { Franchise, Member } from '../data/scan.ts'
import { findTitle } from '../titles/title.ts'
import { pathSteps, relativesOf } from './path.ts'

/** Titles 1 to 5 in watch order, with relations as `1 SEQUEL 2`. */
function franchise(...relations: string[]): Franchise {
  return {
    id: 1,
    title: 'Any',
    titles: { english: 'Any', romaji: 'Any', native: 'Any' },
    main: [1, 2, 3, 4, 5],
    media: [1, 2, 3, 4, 5].map((id) => ({ id }) as Member),
    relations: relations.map((text) => {
      const [from, kind, to] = text.split(' ')
      return { from: Number(from), to: Number(to), kind: kind as Franchise['relations'][number]['kind'] }
    }),
  }
}

const told = (steps: ReturnType<typeof pathSteps>) => steps.map(({ media, kind }) => [media.id, kind])

test.each<[story: string, relations: string[], path: number[], steps: [number, string | undefined][]]>([
  [
    'sequels',
    ['1 SEQUEL 2', '2 SEQUEL 3'],
    [1, 2, 3],
    [
      [1, undefined],
      [2, 'SEQUEL'],
      [3, 'SEQUEL'],
    ],
  ],
  [
    'against the direction in which it is told',
    ['2 SEQUEL 1'],
    [1, 2],
    [
      [1, undefined],
      [2, 'PREQUEL'],
    ],
  ],
  [
    'from a side story to its parent',
    ['1 SIDE_STORY 2'],
    [2, 1],
    [
      [2, undefined],
      [1, 'PARENT'],
    ],
  ],
  [
    'from a spin-off to what it came from',
    ['1 SPIN_OFF 2'],
    [2, 1],
    [
      [2, undefined],
      [1, 'PARENT'],
    ],
  ],
  [
    'a sequel before all other kinds',
    ['1 SIDE_STORY 2', '1 SEQUEL 2'],
    [1, 2],
    [
      [1, undefined],
      [2, 'SEQUEL'],
    ],
  ],
  [
    'where nothing tells',
    [],
    [1, 2],
    [
      [1, undefined],
      [2, undefined],
    ],
  ],
  [
    'past what is not there',
    ['1 SEQUEL 2'],
    [1, 9, 2],
    [
      [1, undefined],
      [2, undefined],
    ],
  ],
])('the path: %s', (_story, relations, path, steps) => {
  expect(told(pathSteps(franchise(...relations), path))).toEqual(steps)
})

test('relations of a title, in watch order, told from both ends', () => {
  const relations = ['3 SEQUEL 4', '1 SEQUEL 3', '3 SIDE_STORY 2', '4 SEQUEL 5', '3 ALTERNATIVE 5']
  expect(told(relativesOf(franchise(...relations), 3))).toEqual([
    [1, 'PREQUEL'],
    [2, 'SIDE_STORY'],
    [4, 'SEQUEL'],
    [5, 'ALTERNATIVE'],
  ])
})

test.each([
  ['in a franchise', 2, { franchise: 1, missing: true }],
  ['among what comes next', 7, { franchise: undefined, missing: false }],
  ['among what is hidden', 8, { franchise: undefined, missing: false }],
  ['nowhere', 9, undefined],
])('a title is found %s', (_story, id, expected) => {
  const all = [franchise('1 SEQUEL 2')]
  const answer = {
    missing: [{ media: { id: 2 } }],
    upcoming: [{ id: 7 }],
    hiddenTitles: [{ media: { id: 8 } }],
  } as unknown as Parameters<typeof findTitle>[2]
  const found = findTitle(id, all, answer)
  expect(found && { franchise: found.franchise?.id, missing: found.missing !== undefined }).toEqual(expected)
})
