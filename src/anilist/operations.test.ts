import { readFileSync } from 'node:fs'
import { buildSchema, type DocumentNode, parse, validate, visit } from 'graphql'
import { describe, expect, test } from 'vitest'
import { updateOperation } from './entry-update.ts'
import { additionOperation, removalOperation } from './list-writes.ts'
import { complexity, maxComplexity, mediaDetails, userList } from './operations.ts'
import { ownEntriesOperation } from './own-entries.ts'
import { relationsOperation } from './relation-pages.ts'

const schema = buildSchema(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'))

const ids = Array.from({ length: 500 }, (_, n) => n + 1)
const titles = [
  { mediaId: 1, episodes: 26 },
  { mediaId: 2, episodes: null },
]
const documents: [string, string][] = [
  ['the list', userList.query],
  ['details of a title', mediaDetails.query],
  ['own entries, 500 of them', ownEntriesOperation(ids).query],
  ['additions to Planning', additionOperation(titles, { status: 'PLANNING' }).query],
  [
    'additions of completed titles',
    additionOperation(titles, { status: 'COMPLETED', score: 8.5, completedOn: '2026-11-24' }).query,
  ],
  ['removals', removalOperation([{ id: 1, mediaId: 2 }]).query],
  ['an update', updateOperation(1, { progress: 2 }).query],
  ...[1, 2].map((levels): [string, string] => [
    `relations, ${levels} levels`,
    relationsOperation(Array(10).fill([1]), levels).query,
  ]),
]

describe.each(documents)('%s', (_, document) => {
  test("matches AniList's SDL", () => {
    expect(validate(schema, parse(document))).toEqual([])
  })

  test("has the complexity that counting its fields with GraphQL's own parser gives, within the limit", () => {
    expect(complexity(document)).toBe(countFields(parse(document)))
    expect(complexity(document)).toBeLessThanOrEqual(maxComplexity)
  })

  test('reads version 2 of relation types, since version 1 hides some', () => {
    expect(document.match(/relationType/g)?.length).toBe(
      document.match(/relationType\(version: 2\)/g)?.length,
    )
  })
})

function countFields(document: DocumentNode): number {
  let fields = 0
  visit(document, {
    Field() {
      fields++
    },
  })
  return fields
}
