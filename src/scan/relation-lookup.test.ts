import { expect, test } from 'vitest'
import { createRelationLookup } from './relation-lookup.ts'

test('remembers only the newest IDs without relations, up to a limit', async () => {
  const asked: number[] = []
  const nothing = { media: [], expansions: new Map() }
  const { find } = createRelationLookup({
    relations: {
      join: () => ({
        async load(ids) {
          asked.push(...ids)
          return { media: [], expansions: new Map(ids.map((id) => [id, []])) }
        },
        leave() {},
      }),
    },
    catalogue: {
      find: async () => nothing,
      recall: async () => ({ said: new Map(), fresh: new Set() }),
    },
    now: () => 0,
    mostBare: 2,
  })
  for (const id of [1, 2, 3, 2, 1]) await find([id], ['SEQUEL'])
  expect(asked).toEqual([1, 2, 3, 1])
})
