import { describe, expect, test } from 'vitest'
import { anime, date, gone, manga, music, related, seasons, sequel } from '../../test/support/graph.ts'
import { MediaGraph } from '../core/graph.ts'
import { type ListStatus, makeList } from '../core/list.ts'
import { type Media, unknownDate } from '../core/media.ts'
import type { Relation } from '../core/relation.ts'
import { defaultSearch } from '../core/search.ts'
import { missingSequels } from '../core/sequels.ts'
import { relationsAmong, toFullAnswer } from './franchise-answer.ts'

function graphOf(media: readonly ReturnType<typeof anime>[], relations: readonly Relation[]): MediaGraph {
  const graph = new MediaGraph()
  for (const one of media) {
    graph.addMedia(one)
    graph.expand(
      one.id,
      relations.filter(({ from }) => from === one.id),
    )
  }
  return graph
}

describe('a franchise', () => {
  const listed: readonly (readonly [id: number, status: ListStatus])[] = [
    [2, 'COMPLETED'],
    [4, 'PLANNING'],
    [5, 'PAUSED'],
    [6, 'DROPPED'],
    [8, 'REPEATING'],
    [9, 'CURRENT'],
  ]
  const media = [1, 2, 3, 4, 5, 6, 8, 9].map((id) => anime(id, { startDate: date(2000 + id) }))
  const song = { ...music(7), startDate: date(2007) }
  const graph = graphOf([...media, song], [...seasons(1, 2, 3, 4, 5, 6), sequel(3, 7), ...seasons(6, 8, 9)])
  const list = makeList(
    listed.map(([mediaId, status]) => ({ mediaId, status, score: 7, progress: 3, private: false })),
  )
  const answer = missingSequels(graph, list, defaultSearch)
  const user = { id: 1, name: 'someone', avatarUrl: null, showsAdult: false, scoreFormat: null }
  const upstream = { requests: 1, cachedMedia: 0, ms: 5 }
  const { franchises, generatedAt, missing } = toFullAnswer({ user, list, graph, answer, upstream }, 0)
  const [franchise] = franchises

  test("has each title with its state on the owner's list", () => {
    expect(franchise?.media.map(({ id, state }) => [id, state])).toEqual([
      [1, 'unlisted'],
      [2, 'watched'],
      [3, 'missing'],
      [4, 'planned'],
      [5, 'paused'],
      [6, 'dropped'],
      [7, 'hidden'],
      [8, 'watched'],
      [9, 'watched'],
    ])
  })

  test('says which rule hides a title', () => {
    expect(
      franchise?.media.filter(({ hiddenBy }) => hiddenBy).map(({ id, hiddenBy }) => [id, hiddenBy]),
    ).toEqual([[7, 'music']])
  })

  test('has the list entry of a title', () => {
    expect(franchise?.media.map(({ entry }) => entry?.status ?? null)).toEqual([
      null,
      'COMPLETED',
      null,
      'PLANNING',
      'PAUSED',
      'DROPPED',
      null,
      'REPEATING',
      'CURRENT',
    ])
    expect(franchise?.media[1]?.entry).toEqual({ status: 'COMPLETED', score: 7, progress: 3 })
  })

  test('has its main line, its name in every language, and says what may be skipped', () => {
    const title = (english: string, native: string) => ({ title: { english, romaji: null, native } })
    const winds = [
      anime(2, title('Wind', '風')),
      anime(3, title('Wind 2', '風2')),
      anime(4, title('Breeze', '微風')),
    ]
    const graph = graphOf(winds, [...seasons(2, 3), related(2, 4, 'SUMMARY')])
    const answer = missingSequels(graph, list, { ...defaultSearch, relations: ['SUMMARY'] })
    const [found] = toFullAnswer({ user, list, graph, answer, upstream }, 0).franchises
    expect(found).toMatchObject({
      title: 'Wind',
      titles: { english: 'Wind', romaji: 'Wind', native: '風' },
      main: [2, 3],
    })
    expect(found?.media.map(({ skippable }) => skippable)).toEqual([null, null, { kind: 'SUMMARY', of: 2 }])
  })

  test('has the title and ID that missing titles name, and the time of the scan', () => {
    expect(franchise).toMatchObject({ id: 1, title: 'Anime' })
    expect(missing.map((one) => one.franchise)).toEqual([1])
    expect(generatedAt).toBe('1970-01-01T00:00:00.000Z')
  })
})

describe('relations between media', () => {
  const cases: readonly (readonly [name: string, told: Relation[], shown: Relation[]])[] = [
    ['a season named from both sides', seasons(1, 2), [related(1, 2, 'SEQUEL')]],
    ['a season named by the later title alone', [related(2, 1, 'PREQUEL')], [related(1, 2, 'SEQUEL')]],
    ['the same edge twice', [related(1, 2, 'SEQUEL'), related(1, 2, 'SEQUEL')], [related(1, 2, 'SEQUEL')]],
    [
      'an alternative named from both sides',
      [related(2, 1, 'ALTERNATIVE'), related(1, 2, 'ALTERNATIVE')],
      [related(1, 2, 'ALTERNATIVE')],
    ],
    [
      'a compilation named from both sides',
      [related(1, 2, 'COMPILATION'), related(2, 1, 'CONTAINS')],
      [related(1, 2, 'COMPILATION')],
    ],
    [
      'a side story and its parent',
      [related(1, 2, 'SIDE_STORY'), related(2, 1, 'PARENT')],
      [related(1, 2, 'SIDE_STORY')],
    ],
    ['a parent that explains nothing', [related(2, 1, 'PARENT')], [related(2, 1, 'PARENT')]],
    [
      'two relations between the same titles',
      [related(1, 2, 'SEQUEL'), related(1, 2, 'SPIN_OFF')],
      [related(1, 2, 'SEQUEL'), related(1, 2, 'SPIN_OFF')],
    ],
    ['a title related to itself', [related(1, 1, 'SEQUEL')], []],
    [
      'kinds that lead elsewhere',
      [related(1, 2, 'CHARACTER'), related(1, 2, 'OTHER'), related(1, 2, 'ADAPTATION')],
      [],
    ],
    ['titles outside', [related(1, 3, 'SEQUEL'), related(1, gone(4).gone, 'SEQUEL')], []],
  ]
  test.each(cases)('%s', (_name, told, shown) => {
    const graph = graphOf([anime(1), anime(2), manga(3)], told)
    expect(relationsAmong(graph, [anime(1), anime(2)])).toEqual(shown)
  })
})

describe('upcoming titles', () => {
  const soon = (id: number, at: number) => anime(id, { status: 'RELEASING', nextAiring: { episode: 2, at } })
  const announced = (id: number, year: number | null = null) =>
    anime(id, { status: 'NOT_YET_RELEASED', startDate: year === null ? unknownDate : date(year) })
  const cases: readonly (readonly [
    story: string,
    media: readonly Media[],
    status: ListStatus,
    expected: readonly number[],
  ])[] = [
    [
      'the next episode first, then by date',
      [announced(1), announced(2, 2027), soon(3, 20), soon(4, 10)],
      'PLANNING',
      [4, 3, 2, 1],
    ],
    ['including what is being watched', [soon(1, 10)], 'CURRENT', [1]],
    ['no dropped titles', [soon(1, 10)], 'DROPPED', []],
    ['no released titles', [anime(1, { status: 'FINISHED' })], 'PLANNING', []],
    ['no cancelled titles', [anime(1, { status: 'CANCELLED' })], 'PLANNING', []],
    [
      'at most a dozen',
      Array.from({ length: 20 }, (_, at) => soon(at + 1, at)),
      'PAUSED',
      Array.from({ length: 12 }, (_, at) => at + 1),
    ],
  ]
  test.each(cases)('%s', (_story, media, status, expected) => {
    const graph = graphOf(media, [])
    const list = makeList(
      media.map(({ id }) => ({ mediaId: id, status, score: 0, progress: 0, private: false })),
    )
    const answer = missingSequels(graph, list, defaultSearch)
    const user = { id: 1, name: 'someone', avatarUrl: null, showsAdult: false, scoreFormat: null }
    const upstream = { requests: 1, cachedMedia: 0, ms: 5 }
    const { upcoming } = toFullAnswer({ user, list, graph, answer, upstream }, 0)
    expect(upcoming.map(({ id }) => id)).toEqual(expected)
  })
})
