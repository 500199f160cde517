import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { sequelPairs } from '../../src/core/sequel-pairs.ts'
import { formatSequelPairs, parseSequelPairs, shippedPairs } from '../../tools/anime-relations.ts'
import { realList } from '../support/real-list.ts'

test.each<[story: string, rules: readonly string[], pairs: readonly (readonly number[])[]]>([
  ['one follows another', ['- 1|2|10:13-24 -> 3|4|20:1-12'], [[10, 20]]],
  ['an exclamation mark says nothing about other media', ['- 1|2|10:13-24 -> 3|4|20:1-12!'], [[10, 20]]],
  ['a single episode is a title of its own', ['- 1|2|10:13 -> 3|4|20:1'], [[10, 20]]],
  ['an open end', ['- ?|?|10:19-? -> ?|?|20:1-?!'], [[10, 20]]],
  [
    'one that is several others leads to each in turn, whatever the order of the rules',
    [
      '- 1|2|10:37-48 -> 7|8|40:1-12',
      '- 1|2|10:13-24 -> 3|4|20:1-12',
      '- 1|2|10:100-112 -> 9|9|50:1-12',
      '- 1|2|10:25-36 -> 5|6|30:1-12',
    ],
    [
      [10, 20],
      [20, 30],
      [30, 40],
      [40, 50],
    ],
  ],
  [
    'a duplicate is used where it comes first',
    ['- 1|2|10:0 -> 3|4|20:1', '- 1|2|10:13 -> 5|6|30:1', '- 1|2|10:14 -> 3|4|20:2'],
    [
      [10, 20],
      [20, 30],
    ],
  ],
  [
    'episodes of the same media, by its ID or by a tilde, are skipped',
    ['- 1|2|10:0 -> ~|~|~:1', '- 1|2|10:26-28 -> 1|2|10:1-3', '- 1|2|10:13-24 -> 3|4|20:1-12'],
    [[10, 20]],
  ],
  [
    'IDs that AniList does not have, or that are unknown',
    ['- 1|2|?:13 -> 3|4|20:1', '- 1|2|10:13 -> 3|4|?:1', '- ?|?|?:1 -> ?|?|?:1'],
    [],
  ],
  [
    'pairs are sorted by number, without duplicates',
    ['- 1|1|100:13 -> 2|2|200:1', '- 1|1|9:13 -> 2|2|100:1', '- 3|3|9:1-12 -> 4|4|100:1-12'],
    [
      [9, 100],
      [100, 200],
    ],
  ],
  [
    'comments, titles and dates are not rules',
    ['# - 1|2|10:1 -> 3|4|20:1', '::rules', '- version: 1.3.0', ''],
    [],
  ],
])('%s', (_story, rules, pairs) => {
  expect(parseSequelPairs(rules.join('\n'))).toEqual(pairs)
})

const published = join(dirname(realList), 'anime-relations.txt')

test.skipIf(!existsSync(published))(
  `the built-in pairs are those of anime-relations.txt and of the sandbox (skipped without ${published})`,
  () => {
    const written = readFileSync(new URL('../../src/core/sequel-pairs.ts', import.meta.url), 'utf8')
    expect(formatSequelPairs(shippedPairs(readFileSync(published, 'utf8')))).toBe(written)
  },
)

test('the built-in pairs are sorted, without duplicates, and none leads to itself', () => {
  const sorted = sequelPairs.toSorted(([a, b], [c, d]) => a - c || b - d)
  expect(sequelPairs).toEqual(sorted)
  expect(new Set(sequelPairs.map(String)).size).toBe(sequelPairs.length)
  expect(sequelPairs.filter(([from, to]) => from === to)).toEqual([])
  expect(sequelPairs.length).toBeGreaterThan(400)
})
