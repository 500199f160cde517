import { expect, test } from 'vitest'
import { nearNames } from './near-names.ts'

const known = ['casual', 'completionist', 'planner', 'plannet', 'Casual2', 'abc']

test.each([
  ['a letter left out', 'csual', ['casual']],
  ['a letter too many', 'ccasual', ['casual', 'Casual2']],
  ['two letters swapped', 'acsual', ['casual', 'Casual2']],
  ['a wrong letter, in capitals', 'CASUEL', ['casual', 'Casual2']],
  ['the beginning of a name', 'compl', ['completionist']],
  ['several, the nearest first', 'plannet', ['planner']],
  ['the name itself is no help', 'abc', []],
  ['nothing like it', 'zzzzzz', []],
  ['a short name must be nearer', 'ab', ['abc']],
])('near names: %s', (_story, name, expected) => {
  expect(nearNames(name, known)).toEqual(expected)
})
