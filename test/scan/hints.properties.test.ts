import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RelationLoader } from '../../src/anilist/relation-loader.ts'
import { readsOf } from '../../src/anilist/relation-pages.ts'
import { createRelationRequests } from '../../src/anilist/relation-requests.ts'
import type { LateRequest, Transport, TransportRequest } from '../../src/anilist/transport.ts'
import { Hints } from '../../src/core/hints.ts'
import type { ListEntry } from '../../src/core/list.ts'
import { inverseKind, type Relation } from '../../src/core/relation.ts'
import type { SearchOptions } from '../../src/core/search.ts'
import { runScan } from '../../src/scan/run-scan.ts'
import { createCatalogue } from '../../src/store/catalogue.ts'
import { openStore } from '../../src/store/store.ts'
import { empty } from '../store/databases.ts'
import { someCatalogue, someEntries, someOptions } from '../support/arbitrary-graph.ts'
import { type Catalogue, fragmentReader } from '../support/graph.ts'
import { naiveSearch } from '../support/naive-search.ts'

const hour = 3_600_000

/** What an AniList with this catalogue says about a media inside a nested list, right or wrong. */
type Nested = (id: number) => unknown

/** An AniList whose replies are right for media requested by ID, and arbitrary for the rest. */
function anilistOf(world: Catalogue, nested: Nested): Transport & { requestCount: number } {
  const media = new Map(world.media.map((one) => [one.id, one]))
  const edges = (id: number, inside: Nested) =>
    world.relations
      .filter(({ from }) => from === id)
      .map(({ to, kind }) => {
        const node = media.get(to)
        return {
          relationType: kind,
          node: node ? { ...node, averageScore: null, relations: inside(to) } : null,
        }
      })
  return {
    requestCount: 0,
    async request<T>(call: TransportRequest<T> | LateRequest<T>): Promise<T> {
      const { query, variables = {}, schema } = 'prepare' in call ? await call.prepare() : call
      this.requestCount++
      const inside = query.includes('node { id }') ? nested : () => undefined
      const pages = Object.entries(variables as Record<string, number[]>).map(([name, ids]) => {
        const found = ids
          .filter((id) => media.has(id))
          .map((id) => ({ id, relations: { edges: edges(id, inside) } }))
        return [name, { media: found }]
      })
      const read = schema.safeParse(Object.fromEntries(pages))
      if (!read.success) throw new Error('The reply does not fit')
      return read.data
    },
  }
}

/**
 * Named from both sides, as AniList mostly does: a relation that only one title has may be out of reach (docs/decisions/0002).
 */
const someWorld: fc.Arbitrary<Catalogue> = someCatalogue.map(({ media, relations }) => {
  const exists = new Set(media.map(({ id }) => id))
  const told = relations.filter(({ to }) => exists.has(to))
  const reversed = told.flatMap(({ from, to, kind }): Relation[] => {
    const inverse = inverseKind[kind]
    return inverse ? [{ from: to, to: from, kind: inverse }] : []
  })
  return { media, relations: [...told, ...reversed] }
})

const someRelations = fc.array(
  fc.record({
    relationType: fc.constantFrom('SEQUEL', 'PREQUEL', 'SIDE_STORY', null),
    node: fc.option(fc.record({ id: fc.integer({ min: 1, max: 14 }) })),
  }),
  { maxLength: 4 },
)
const someNested: fc.Arbitrary<Nested> = fc.oneof(
  fc.constant(() => ({ edges: [] })),
  fc.constant(() => null),
  fc.constant((id: number) => ({ edges: [{ relationType: 'SEQUEL', node: { id } }, null] })),
  fc
    .array(fc.option(fc.record({ edges: fc.option(someRelations) })), { minLength: 3, maxLength: 8 })
    .map((lies) => (id: number) => lies[id % lies.length]),
)
const somePairs = fc.array(fc.tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 14 })), {
  maxLength: 8,
})

test('whatever the hints, the answer is that of a search over everything, and they cost no request', async () => {
  const store = await openStore({ databaseUrl: 'sqlite::memory:', databaseEncryptionKey: undefined })
  let time = Date.UTC(2026, 10, 24)
  const catalogue = createCatalogue({ store, now: () => time, ttlHours: 24 })

  async function scan(
    world: Catalogue,
    entries: readonly ListEntry[],
    search: SearchOptions,
    hints: { nested: Nested; pairs: readonly (readonly [number, number])[] },
  ) {
    const anilist = anilistOf(world, hints.nested)
    const known = new Hints({ recall: catalogue.recall, pairs: hints.pairs })
    const relations = new RelationLoader({
      ...createRelationRequests(anilist, () => time),
      hints: known,
      async keep(reply) {
        const reads = readsOf(reply)
        known.learn(reply.hints, reads.expansions.keys())
        await catalogue.save(reads)
      },
      // A single scan does not wait for others.
      sleep: () => new Promise(() => {}),
      holdMs: 3000,
    })
    const services = {
      relations,
      catalogue,
      now: () => time,
      readList: () => Promise.reject(new Error('not asked')),
    }
    const user = { id: 1, name: 'someone', avatarUrl: null, showsAdult: false, scoreFormat: null }
    const exists = new Set(world.media.map(({ id }) => id))
    const fragment = fragmentReader(world)(
      entries.map(({ mediaId }) => mediaId).filter((id) => exists.has(id)),
    )
    const found = await runScan(services, {
      list: { user, entries, fragment },
      search,
      priority: 'interactive',
    })
    const missing = found.answer.missing.map(({ media, distance, relation, path }) => ({
      id: media.id,
      distance,
      relation,
      path,
    }))
    const hidden = found.answer.hidden.map(({ media, rule, distance }) => ({ id: media.id, rule, distance }))
    return {
      answer: { missing: missing.sort((a, b) => a.id - b.id), hidden },
      requests: anilist.requestCount,
    }
  }

  const cut: Nested = () => ({ edges: [] })
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(someWorld, someWorld),
      someEntries,
      someOptions.map((options) => ({ ...options, relations: [] })),
      someNested,
      somePairs,
      async ([before, after], entries, search, nested, pairs) => {
        await empty(store)
        const plain = await scan(before, entries, search, { nested: cut, pairs: [] })
        await empty(store)
        const cold = await scan(before, entries, search, { nested, pairs })
        expect(cold.answer).toEqual(naiveSearch(before, entries, search))
        expect(cold.requests).toBeLessThanOrEqual(plain.requests)
        const warm = await scan(before, entries, search, { nested, pairs })
        expect(warm).toEqual({ answer: cold.answer, requests: 0 })
        // A day later AniList has changed, and the catalogue's rows are wrong.
        time += 25 * hour
        const stale = await scan(after, entries, search, { nested, pairs })
        expect(stale.answer).toEqual(naiveSearch(after, entries, search))
        await empty(store)
        const anew = await scan(after, entries, search, { nested: cut, pairs: [] })
        expect(stale.requests).toBeLessThanOrEqual(anew.requests)
      },
    ),
    { seed: 20_261_124, numRuns: 400 },
  )
  await store.close()
}, 120_000)
