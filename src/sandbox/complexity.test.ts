import { getOperationAST, parse } from 'graphql'
import { expect, test } from 'vitest'
import { complexityOf } from './complexity.ts'

test.each([
  ['objects and leaves alike', '{ Media { title { romaji } id } }', 4],
  ['every alias', '{ a: Media { id } b: Media { id } }', 4],
  [
    'a fragment where it is spread, each time',
    '{ a: Media { ...m } b: Media { ...m } } fragment m on Media { id idMal }',
    6,
  ],
  [
    'a fragment inside a fragment',
    '{ Media { ...a } } fragment a on Media { ...b } fragment b on Media { id }',
    2,
  ],
  ['what an inline fragment holds', '{ Media { ... on Media { id } ... { idMal } } }', 3],
  ['nothing for arguments', '{ Media(id: 1, search: "x") { id } }', 2],
  [
    'only the operation that runs',
    'query A { Media { id } } query B { Media { id idMal title { romaji } } }',
    2,
  ],
  ['nothing for a fragment that is not spread', '{ Media { id } } fragment m on Media { id idMal }', 2],
])('complexity counts %s', (_story, query, expected) => {
  const document = parse(query)
  const operation = getOperationAST(document, query.includes('query A') ? 'A' : null)
  expect(operation && complexityOf(operation, document)).toBe(expected)
})
