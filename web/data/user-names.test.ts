import { expect, test } from 'vitest'
import { isUserName, nearNames, withName } from './user-names.ts'

test.each([
  ['the newest comes first', ['a', 'b'], 'c', ['c', 'a', 'b']],
  ['a known one moves to the front', ['a', 'b', 'c'], 'c', ['c', 'a', 'b']],
  ['in whatever letters it is written', ['a', 'Casual'], 'casual', ['casual', 'a']],
  ['six are enough', ['1', '2', '3', '4', '5', '6'], '7', ['7', '1', '2', '3', '4', '5']],
])('recent names: %s', (_story, names, name, expected) => {
  expect(withName(names, name)).toEqual(expected)
})

test.each([
  ['casual', true],
  ['private-person', true],
  ['a_1', true],
  ['', false],
  ['two words', false],
  ['../x', false],
  ['x'.repeat(41), false],
  [7, false],
])('user name: %s', (text, expected) => {
  expect(isUserName(text)).toBe(expected)
})

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
