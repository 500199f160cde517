import type { KyselyPlugin } from 'kysely'
import { describe, expect } from 'vitest'
import type { GraphFragment } from '../../src/core/graph.ts'
import type { Media } from '../../src/core/media.ts'
import { type Catalogue, createCatalogue } from '../../src/store/catalogue.ts'
import type { Store } from '../../src/store/store.ts'
import {
  allIds,
  anime,
  catalogueOf,
  fragmentReader,
  gone,
  manga,
  type Part,
  related,
  sequel,
  unaired,
} from '../support/graph.ts'
import { engines, rowsIn, testOnShared } from './databases.ts'

const hour = 3_600_000
const noon = Date.UTC(2026, 10, 24, 12)
const airing = (id: number) => anime(id, { status: 'RELEASING' })

/** A catalogue with the default age limit of 24 hours, whose clock stands still until `pass`. */
function clockedCatalogue(store: Store) {
  let time = noon
  const catalogue = createCatalogue({ store, now: () => time, ttlHours: 24 })
  return {
    ...catalogue,
    pass: (hours: number) => {
      time += hours * hour
    },
  }
}

/** Everything that AniList would return for the parts, or for `ids` among them. */
function fragmentOf(parts: readonly Part[], ids?: readonly number[]): GraphFragment {
  const catalogue = catalogueOf(...parts)
  return fragmentReader(catalogue)(ids ?? allIds(catalogue))
}

async function findIn(catalogue: Catalogue, ...ids: number[]) {
  const { media, expansions } = await catalogue.find(ids)
  return { media: media.toSorted((a, b) => a.id - b.id), expansions }
}

const full: Media = {
  id: 16498,
  type: 'ANIME',
  title: { romaji: 'Shingeki no Kyojin', english: 'Attack on Titan', native: '進撃の巨人' },
  format: 'TV',
  status: 'FINISHED',
  isAdult: false,
  episodes: 25,
  duration: 24,
  startDate: { year: 2013, month: 4, day: 7 },
  score: 85,
  popularity: 940_000,
  genres: ['Action', 'Drama'],
  coverUrl: 'https://s4.anilist.co/16498.jpg',
  coverColor: '#e4935d',
  nextAiring: { episode: 26, at: 1_764_000_000 },
}

describe.each(engines)('a catalogue in %s', (engine) => {
  const test = testOnShared(engine)

  test('is empty at first', async ({ store }) => {
    expect(await findIn(clockedCatalogue(store), 1, 2)).toEqual({ media: [], expansions: new Map() })
    expect(await findIn(clockedCatalogue(store))).toEqual({ media: [], expansions: new Map() })
  })

  test.for<[string, GraphFragment]>([
    ['every field of a media', fragmentOf([full])],
    [
      'a media without any known field',
      fragmentOf([anime(1, { status: null, format: null, episodes: null, duration: null })]),
    ],
    ['a chain', fragmentOf([sequel(1, 2), sequel(2, 3)])],
    ['a manga at the other end', fragmentOf([manga(2), related(1, 2, 'ADAPTATION')])],
    ['a cycle', fragmentOf([sequel(1, 2), sequel(2, 1)])],
    ['an edge from a media to itself', fragmentOf([sequel(1, 1)])],
    ['parallel edges', fragmentOf([sequel(1, 2), related(1, 2, 'SIDE_STORY'), sequel(1, 2)])],
    ['a relation to a deleted media', fragmentOf([gone(2), sequel(1, 2)])],
    ['an ID that AniList does not know', { media: [], expansions: new Map([[7, []]]) }],
  ])('returns %s', async ([, fragment], { store }) => {
    const catalogue = clockedCatalogue(store)
    await catalogue.save(fragment)
    expect(await findIn(catalogue, ...fragment.expansions.keys())).toEqual({
      media: fragment.media.toSorted((a, b) => a.id - b.id),
      expansions: fragment.expansions,
    })
  })

  test('reads rows of versions that did not store the popularity', async ({ store }) => {
    const catalogue = clockedCatalogue(store)
    await catalogue.save(fragmentOf([full]))
    const { popularity: _, ...before } = full
    await store.db
      .updateTable('media')
      .set({ document: JSON.stringify(before) })
      .execute()
    expect((await findIn(catalogue, full.id)).media).toEqual([{ ...full, popularity: null }])
  })

  test('returns only what is requested, and what that mentions', async ({ store }) => {
    const catalogue = clockedCatalogue(store)
    await catalogue.save(fragmentOf([sequel(1, 2), sequel(2, 3), sequel(3, 4)]))
    const { media, expansions } = await findIn(catalogue, 2, 2, 99)
    expect([...expansions.keys()]).toEqual([2])
    expect(media.map(({ id }) => id)).toEqual([2, 3])
  })

  test('does not treat a mentioned media as expanded', async ({ store }) => {
    const catalogue = clockedCatalogue(store)
    await catalogue.save(fragmentOf([sequel(1, 2)], [1]))
    expect([...(await findIn(catalogue, 1, 2)).expansions.keys()]).toEqual([1])
  })

  test('keeps what was mentioned and what was requested, even if nothing else mentions it', async ({
    store,
  }) => {
    const catalogue = clockedCatalogue(store)
    await catalogue.save(fragmentOf([sequel(1, 2)], [1]))
    expect(await Promise.all([1, 2, 3].map(catalogue.has))).toEqual([true, true, false])
  })

  test('replaces a media and its relations by newer ones', async ({ store }) => {
    const catalogue = clockedCatalogue(store)
    const first = anime(1, { episodes: 12 })
    const second = anime(1, { episodes: 13 })
    await catalogue.save({ media: [first, second], expansions: new Map([[1, []]]) })
    expect((await findIn(catalogue, 1)).media).toEqual([second])
    await catalogue.save(fragmentOf([first, sequel(1, 2)]))
    expect(await findIn(catalogue, 1)).toEqual({
      media: [first, anime(2)],
      expansions: new Map([[1, [sequel(1, 2)]]]),
    })
  })

  test.for<[string, number, readonly Part[]]>([
    ['finished titles, after 24 hours', 24, [sequel(1, 2)]],
    ['an airing title, after 6 hours', 6, [airing(1)]],
    ['an announced title, after 6 hours', 6, [unaired(1)]],
    ['a finished title with an airing sequel, after 6 hours', 6, [airing(2), sequel(1, 2)]],
    [
      'a title with a relation of any kind to one announced, after 6 hours',
      6,
      [unaired(2), related(1, 2, 'CHARACTER')],
    ],
    [
      'an adaptation of a manga that still runs, after 24 hours',
      24,
      [{ ...manga(2), status: 'RELEASING' }, related(1, 2, 'ADAPTATION')],
    ],
    ['a title on hiatus, after 24 hours', 24, [anime(1, { status: 'HIATUS' })]],
    ['an ID that AniList does not know, after 24 hours', 24, [gone(1)]],
  ])('drops %s', async ([, hours, parts], { store }) => {
    const catalogue = clockedCatalogue(store)
    await catalogue.save(fragmentOf(parts, [1]))
    catalogue.pass(hours - 0.001)
    expect((await findIn(catalogue, 1)).expansions.has(1)).toBe(true)
    catalogue.pass(0.001)
    expect((await findIn(catalogue, 1)).expansions.has(1)).toBe(false)
  })

  test('drops a title sooner once the next one is announced, whichever scan reads that', async ({
    store,
  }) => {
    const catalogue = clockedCatalogue(store)
    await catalogue.save(fragmentOf([sequel(1, 2)], [1]))
    catalogue.pass(6)
    expect((await findIn(catalogue, 1)).expansions.has(1)).toBe(true)
    await catalogue.save(fragmentOf([unaired(2)]))
    expect((await findIn(catalogue, 1)).expansions.has(1)).toBe(false)
  })

  test.for<[string, number, boolean]>([
    ['accepts a time slightly ahead, as between two machines', 1, true],
    ['rejects a time far ahead, as after a clock was corrected', 24, false],
  ])('%s', async ([, hours, trusted], { store }) => {
    const catalogue = clockedCatalogue(store)
    await catalogue.save(fragmentOf([sequel(1, 2)]))
    catalogue.pass(-hours)
    expect((await findIn(catalogue, 1)).expansions.has(1)).toBe(trusted)
  })

  test('does not return an expansion without all the media that it mentions', async ({ store }) => {
    const catalogue = clockedCatalogue(store)
    await catalogue.save(fragmentOf([sequel(1, 2), sequel(3, 4)]))
    await store.db.deleteFrom('media').where('id', '=', 2).execute()
    expect(await findIn(catalogue, 1, 3)).toEqual(fragmentOf([sequel(3, 4)], [3]))
  })

  test('deletes outdated rows when saving', async ({ store }) => {
    const catalogue = clockedCatalogue(store)
    await catalogue.save(fragmentOf([sequel(1, 2)]))
    catalogue.pass(23)
    await catalogue.save(fragmentOf([sequel(2, 3)], [2]))
    catalogue.pass(1)
    await catalogue.save(fragmentOf([anime(9)]))
    // The bare IDs of expansions are kept as hints.
    expect(await rowsIn(store)).toEqual({ media: [2, 3, 9], expansion: [1, 2, 9] })
  })

  test('deletes outdated rows on request, and rows from far ahead', async ({ store }) => {
    const catalogue = clockedCatalogue(store)
    await catalogue.save(fragmentOf([sequel(1, 2)]))
    catalogue.pass(-24)
    await catalogue.prune()
    expect(await rowsIn(store)).toEqual({ media: [], expansion: [1, 2] })
    catalogue.pass(-30 * 24)
    await catalogue.prune()
    expect(await rowsIn(store)).toEqual({ media: [], expansion: [] })
  })

  test('keeps what a title led to for 30 days, as a hint that find does not return', async ({ store }) => {
    const catalogue = clockedCatalogue(store)
    await catalogue.save(fragmentOf([sequel(1, 2), sequel(2, 3)], [1, 2]))
    const said = new Map([
      [1, [sequel(1, 2)]],
      [2, [sequel(2, 3)]],
    ])
    expect(await catalogue.recall([1, 2, 3])).toEqual({ said, fresh: new Set([1, 2]) })
    catalogue.pass(24)
    await catalogue.prune()
    expect(await catalogue.recall([1, 2, 3])).toEqual({ said, fresh: new Set() })
    expect(await findIn(catalogue, 1, 2)).toEqual({ media: [], expansions: new Map() })
    catalogue.pass(29 * 24)
    expect(await catalogue.recall([1, 2])).toEqual({ said: new Map(), fresh: new Set() })
  })

  test('finds more IDs than one statement can hold, with two statements for 10,000', async ({ store }) => {
    let statements = 0
    const countStatements: KyselyPlugin = {
      transformQuery: ({ node }) => {
        statements++
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const catalogue = clockedCatalogue({ ...store, db: store.db.withPlugin(countStatements) })
    const ids = Array.from({ length: 40_000 }, (_, i) => i + 1)
    await catalogue.save(fragmentOf(ids.slice(0, 5_000).map((id) => anime(id))))
    statements = 0
    expect((await catalogue.find(ids.slice(0, 10_000))).media).toHaveLength(5_000)
    expect(statements).toBe(2)
    expect((await catalogue.find(ids)).expansions.size).toBe(5_000)
  })

  test('has what was saved, and what that mentions', async ({ store }) => {
    const catalogue = clockedCatalogue(store)
    await catalogue.save(fragmentOf([sequel(1, 2)], [1]))
    expect(await Promise.all([1, 2, 3].map(catalogue.has))).toEqual([true, true, false])
    catalogue.pass(30 * 24)
    await catalogue.prune()
    expect(await catalogue.has(1)).toBe(false)
  })
})
