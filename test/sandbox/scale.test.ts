import { beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type World } from '../../src/sandbox/world.ts'
import { type Chains, chainsOf } from './chains.ts'

const make = (scale: number, seed = 1) => createWorld({ scale, seed, dataFile: undefined })
let world: World
let chains: Chains
beforeAll(() => {
  world = make(20_000)
  chains = chainsOf(world.catalogue)
})

const listOf = (name: string, of = world) => of.users.get({ name }).list.entries
const generated = (of = world) => of.catalogue.media.filter(({ id }) => id > 1_000_000)

describe('generated media', () => {
  test('has as many as requested, from 1,000,001 up', () => {
    const ids = generated().map(({ id }) => id)
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([20_000, 1_000_001, 1_020_000])
  })

  test('is the same for the same seed, and different for another one', () => {
    const relations = (seed: number) => JSON.stringify(make(300, seed).catalogue.relations)
    expect(relations(3)).toBe(relations(3))
    expect(relations(3)).not.toBe(relations(4))
  })

  test.each([
    ['songs', (m: World['catalogue']['media'][number]) => m.format === 'MUSIC'],
    ['adult media', (m: World['catalogue']['media'][number]) => m.isAdult],
    ['cancelled media', (m: World['catalogue']['media'][number]) => m.status === 'CANCELLED'],
    ['announced media', (m: World['catalogue']['media'][number]) => m.status === 'NOT_YET_RELEASED'],
    ['airing media', (m: World['catalogue']['media'][number]) => m.nextEpisode !== null],
    ['manga', (m: World['catalogue']['media'][number]) => m.type === 'MANGA'],
    ['media without an English title', (m: World['catalogue']['media'][number]) => m.title.english === null],
  ])('includes %s', (_story, test) => {
    expect(generated().filter(test).length).toBeGreaterThan(50)
  })

  test('has all the quirks of AniList’s relations', () => {
    const relations = world.catalogue.relations.filter(({ from }) => from > 1_000_000)
    const keys = new Set(relations.map(({ from, kind, to }) => `${from} ${kind} ${to}`))
    const sequels = relations.filter(({ kind }) => kind === 'SEQUEL')
    const counts = {
      parallel: relations.length - keys.size,
      toItself: sequels.filter(({ from, to }) => from === to).length,
      back: sequels.filter(({ from, to }) => to < from).length,
      forwardOnly: sequels.filter(({ from, to }) => !keys.has(`${to} PREQUEL ${from}`)).length,
      backwardOnly: relations.filter(
        ({ from, to, kind }) => kind === 'PREQUEL' && !keys.has(`${to} SEQUEL ${from}`),
      ).length,
      merging: sequels.length - new Set(sequels.map(({ to }) => to)).size,
      branching: sequels.length - new Set(sequels.map(({ from }) => from)).size,
      gone: relations.filter(({ to }) => world.catalogue.find(to) === undefined).length,
    }
    for (const [oddity, count] of Object.entries(counts)) expect([oddity, count > 20]).toEqual([oddity, true])
    expect(new Set(relations.map(({ kind }) => kind)).size).toBe(13)
  })
})

describe('generated lists', () => {
  test.each(['scale50', 'scale500', 'scale500-7', 'scale2000', 'scale11000'])('%s has its size', (name) => {
    expect(new Set(listOf(name).map(({ mediaId }) => mediaId)).size).toBe(Number(name.split(/\D+/)[1]))
  })

  test('do not depend on the sandbox or on earlier requests', () => {
    const [first, second] = [make(2000), make(2000)]
    listOf('scale50', second)
    expect(listOf('scale500-7', second)).toEqual(listOf('scale500-7', first))
    const media = (name: string) => listOf(name, first).map(({ mediaId }) => mediaId)
    expect(media('scale500-8')).not.toEqual(media('scale500-7'))
  })

  test('have every status, and hidden and duplicate entries', () => {
    const entries = listOf('scale2000')
    expect(new Set(entries.map(({ status }) => status)).size).toBe(6)
    expect(entries.filter(({ hiddenFromStatusLists }) => hiddenFromStatusLists).length).toBeGreaterThan(10)
    expect(
      entries.filter((entry) => entry.customLists.length > 0 && !entry.hiddenFromStatusLists).length,
    ).toBeGreaterThan(10)
  })

  test.each(['scale2000', 'scale2000-1', 'scale2000-2'])(
    '%s is missing some hundreds at one step, about a thousand in total, and one twenty steps away',
    (name) => {
      const distances = [...chains.missingFrom(listOf(name)).values()]
      const near = distances.filter((distance) => distance === 1).length
      expect(near).toBeGreaterThan(300)
      expect(near).toBeLessThan(700)
      expect(distances.length).toBeGreaterThan(600)
      expect(distances.length).toBeLessThan(1500)
      expect(Math.max(...distances)).toBeGreaterThanOrEqual(20)
    },
  )

  test.each(['scale50', 'scale500', 'scale500-7', 'scale2000', 'scale2000-3'])(
    '%s is missing nothing that AniList could not reveal to it',
    (name) => {
      expect(chains.revealedTo(listOf(name))).toEqual(chains.missingFrom(listOf(name)))
    },
  )

  test.each([1, 2, 3, 4, 5])('nor is one that takes most of the catalogue, with seed %i', (seed) => {
    const narrow = make(1500, seed)
    const entries = listOf('scale1000', narrow)
    const { revealedTo, missingFrom } = chainsOf(narrow.catalogue)
    expect(revealedTo(entries)).toEqual(missingFrom(entries))
  })

  test.each(['scale50', 'scale50-1', 'scale50-2', 'scale50-3'])(
    '%s, although short, has started a long chain',
    (name) => {
      expect(Math.max(...chains.missingFrom(listOf(name)).values())).toBeGreaterThanOrEqual(20)
    },
  )

  test.each(['scale49', 'scale11001', 'scale', 'scale500-', 'scale500-100', 'xscale500'])(
    'there is no user named %s',
    (name) => {
      expect(world.users.find(name)).toBeUndefined()
    },
  )

  test('a list that needs a larger catalogue is refused, with advice', () => {
    const small = make(600)
    expect(listOf('scale200', small)).toHaveLength(200)
    expect(() => small.users.find('scale2000')).toThrow(
      'scale2000 needs a larger catalogue: start the sandbox with a --scale of 6000 or more.',
    )
  })

  test.each([50, 200, 1000])('the advice is right for a list of %i', (size) => {
    for (const seed of [1, 2, 3, 4, 5])
      expect(listOf(`scale${size}`, make(size * 3, seed))).toHaveLength(size)
    expect(() => make(5).users.find(`scale${size}`)).toThrow(`--scale of ${size * 3} or more`)
  })

  test('without generated media there are no such users', () => {
    expect(make(0).users.find('scale50')).toBeUndefined()
  })
})
