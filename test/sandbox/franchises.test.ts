import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Franchise } from '../../src/sandbox/franchise.ts'
import { franchises } from '../../src/sandbox/franchises/index.ts'
import { lighthouse } from '../../src/sandbox/franchises/lighthouse.ts'
import { createWorld } from '../../src/sandbox/world.ts'
import { chainsOf } from './chains.ts'

const ruleFile = new URL('../../../shared/anilist/anime-relations.txt', import.meta.url)
const savedList = new URL('../../../shared/anilist/real-list.json', import.meta.url)
const hasShared = existsSync(ruleFile) && existsSync(savedList)

const real = franchises.filter((franchise) => franchise !== lighthouse)
const media = franchises.flatMap((franchise) => franchise.media)
const relations = franchises.flatMap((franchise) => franchise.relations)
const world = createWorld({ scale: 0, seed: 1, dataFile: undefined })
const chains = chainsOf(world.catalogue)

describe('the franchises', () => {
  test('include more than forty real ones, and each media is in one', () => {
    expect(real.length).toBeGreaterThan(40)
    expect(new Set(media.map(({ id }) => id)).size).toBe(media.length)
  })

  test('have real IDs in AniList’s range, and invented ones far above it', () => {
    for (const { id } of real.flatMap((franchise) => franchise.media)) expect(id).toBeLessThan(250_000)
    for (const { id } of lighthouse.media) expect(id).toBeGreaterThan(900_000)
  })

  test('have relations to existing media only, except for the one that was deleted', () => {
    const ids = new Set(media.map(({ id }) => id))
    expect(relations.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([
      { from: 900001, to: 900099, kind: 'OTHER' },
    ])
  })

  test('have no score and no end for announced titles, and a start for released ones', () => {
    for (const { id, status, averageScore, startDate, endDate } of media) {
      if (status === 'NOT_YET_RELEASED') expect([id, averageScore, endDate.year]).toEqual([id, null, null])
      if (status === 'FINISHED') expect([id, typeof startDate.year]).toEqual([id, 'number'])
    }
  })

  test('have sequels that are newer than their predecessors, except for prequels by story', () => {
    const start = new Map(media.map((one) => [one.id, one.startDate.year]))
    const older = relations.filter(({ from, to, kind }) => {
      const [a, b] = [start.get(from), start.get(to)]
      return kind === 'SEQUEL' && a && b && b < a
    })
    expect(older.map(({ from, to }) => `${from} ${to}`)).toEqual([
      '11741 356',
      '665 666',
      '131573 113415',
      '21400 5081',
      '8740 4155',
    ])
  })

  test.each<[string, (franchise: Franchise) => boolean]>([
    ['a chain of eight', ({ relations: all }) => all.filter(({ kind }) => kind === 'SEQUEL').length >= 8],
    [
      'a movie between two seasons',
      ({ media: all }) => all.some(({ id, format }) => format === 'MOVIE' && isBetween(id)),
    ],
    [
      'an edge in one direction',
      ({ relations: all }) =>
        all.some((edge) => edge.kind === 'SEQUEL' && !has(edge.to, 'PREQUEL', edge.from)),
    ],
    [
      'a crossover',
      ({ relations: all, media: own }) =>
        all.some(({ kind, to }) => kind === 'CHARACTER' && !own.some(({ id }) => id === to)),
    ],
    ['an airing title', ({ media: all }) => all.some(({ status }) => status === 'RELEASING')],
    ['an announced title', ({ media: all }) => all.some(({ status }) => status === 'NOT_YET_RELEASED')],
    ['a manga', ({ media: all }) => all.some(({ type }) => type === 'MANGA')],
    ['a song', ({ media: all }) => all.some(({ format }) => format === 'MUSIC')],
    ['no English title', ({ media: all }) => all.some(({ title }) => title.english === null)],
    ['no dates', ({ media: all }) => all.some(({ startDate }) => startDate.year === null)],
    ['no format', ({ media: all }) => all.some(({ format }) => format === null)],
    ['a summary', ({ relations: all }) => all.some(({ kind }) => kind === 'SUMMARY')],
    ['a compilation', ({ relations: all }) => all.some(({ kind }) => kind === 'COMPILATION')],
    ['a spin-off', ({ relations: all }) => all.some(({ kind }) => kind === 'SPIN_OFF')],
    ['an alternative', ({ relations: all }) => all.some(({ kind }) => kind === 'ALTERNATIVE')],
  ])('a real one has %s', (_story, test) => {
    expect(real.some(test)).toBe(true)
  })

  test.each([
    ['a cycle', () => has(900005, 'SEQUEL', 900001)],
    ['a self edge', () => has(900002, 'SEQUEL', 900002)],
    [
      'parallel edges',
      () => relations.filter(({ from, to }) => from === 900001 && to === 900002).length === 3,
    ],
    [
      'a step that only exists backwards',
      () => has(900004, 'PREQUEL', 900003) && !has(900003, 'SEQUEL', 900004),
    ],
    ['an adult and a cancelled sequel', () => has(900002, 'SEQUEL', 900006) && has(900002, 'SEQUEL', 900008)],
    ['a song as a sequel', () => has(900001, 'SEQUEL', 900010)],
    [
      'a media without status, format and dates',
      () => lighthouse.media.some((one) => one.status === null && one.format === null),
    ],
  ])('the invented one has %s', (_story, test) => {
    expect(test()).toBe(true)
  })

  test.skipIf(!hasShared)(
    'have AniList’s IDs: pairs in anime-relations.txt are franchises here too (skipped without ../shared/anilist)',
    () => {
      const franchiseOf = new Map(
        real.flatMap((franchise) => franchise.media.map(({ id }) => [id, franchise] as const)),
      )
      const pairs = readPairs().filter(
        ([from, to]) => from !== to && franchiseOf.has(from) && franchiseOf.has(to),
      )
      expect(pairs.length).toBeGreaterThan(100)
      expect(pairs.filter(([from, to]) => franchiseOf.get(from) !== franchiseOf.get(to))).toEqual([])
      const linked = pairs.filter(([from, to]) => !isLinked(from, to))
      expect(linked).toEqual([])
    },
  )

  test.skipIf(!hasShared)(
    'have the IDs and titles in real-list.json (skipped without ../shared/anilist)',
    () => {
      const saved = JSON.parse(readFileSync(savedList, 'utf8'), (_key, value) =>
        Array.isArray(value) ? value.filter((item) => item !== null) : value,
      )
      const theirs = new Map<number, { title: { romaji: string }; idMal?: number }>()
      for (const entry of saved.MediaListCollection.lists.flatMap(
        (list: { entries?: object[] }) => list.entries ?? [],
      )) {
        for (const one of [
          entry.media,
          ...entry.media.relations.edges.map(({ node }: { node: object }) => node),
        ])
          theirs.set(one.id, one)
      }
      const common = media.filter(({ id }) => theirs.has(id))
      expect(common.length).toBeGreaterThan(60)
      for (const { id, title, idMal } of common) {
        expect([id, title.romaji]).toEqual([id, theirs.get(id)?.title.romaji])
        if (idMal !== null) expect([id, idMal]).toEqual([id, theirs.get(id)?.idMal])
      }
    },
  )
})

describe('the sample users', () => {
  const listOf = (name: string) => world.users.get({ name }).list.entries
  const missing = (name: string) => chains.missingFrom(listOf(name))
  const statusOf = (id: number) => world.catalogue.find(id)?.status

  test('casual is missing released, airing and announced titles, one of them five steps away', () => {
    expect(listOf('casual').length).toBeGreaterThan(55)
    const found = [...missing('casual').keys()]
    expect(new Set(found.map(statusOf))).toEqual(new Set(['FINISHED', 'RELEASING', 'NOT_YET_RELEASED', null]))
    expect(Math.max(...missing('casual').values())).toBe(5)
  })

  test('casual is missing a sequel after a planned title, and none after a dropped one', () => {
    expect(missing('casual').get(178789)).toBe(2)
    expect(missing('casual').has(117193)).toBe(false)
  })

  test('completionist is missing nothing', () => {
    expect(missing('completionist')).toEqual(new Map())
  })

  test('planner has watched nothing, and newcomer has no list', () => {
    expect(new Set(listOf('planner').map(({ status }) => status))).toEqual(new Set(['PLANNING']))
    expect(listOf('newcomer')).toEqual([])
  })

  test("without collector's private entries, one of them would count as missing", () => {
    const visible = listOf('collector').filter((entry) => !entry.private)
    expect(missing('collector').has(20594)).toBe(false)
    expect(chains.missingFrom(visible).get(20594)).toBe(1)
  })

  test.each(['casual', 'completionist', 'private-person', 'collector', 'planner'])(
    '%s is missing nothing that AniList could not reveal',
    (name) => {
      expect(chains.revealedTo(listOf(name))).toEqual(missing(name))
    },
  )
})

function has(from: number, kind: string, to: number): boolean {
  return relations.some((edge) => edge.from === from && edge.kind === kind && edge.to === to)
}

function isBetween(film: number): boolean {
  return (
    relations.some(({ to, kind }) => to === film && kind === 'SEQUEL') &&
    relations.some(({ from, kind }) => from === film && kind === 'SEQUEL')
  )
}

/** Whether relations lead from one to the other, whatever their kinds, among media of the same franchise. */
function isLinked(from: number, to: number): boolean {
  const reached = new Set([from])
  for (const id of reached) for (const edge of relations) if (edge.from === id) reached.add(edge.to)
  return reached.has(to)
}

/** Pairs of AniList IDs: a rule has three IDs on each side, the third of which is AniList's. */
function readPairs(): [number, number][] {
  const rules = readFileSync(ruleFile, 'utf8').matchAll(/^- \S+\|\S+\|(\d+):\S+ -> \S+\|\S+\|(\d+):/gm)
  return [...rules].map(([, from, to]) => [Number(from), Number(to)])
}
